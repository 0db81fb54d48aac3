/**
 * Fragments, and acts of the world, of which the analysis is known to lose calls: they are left out of the tests until
 * it does not. Names are those of the tables; a name alone stands for the whole table.
 */
export const openKinds: readonly string[] = [
  'part: exported variable that is set later',
  'statement: poll again and again',
  'recursion: over a list',
  'recursion: countdown',
  'recursion: countdown that branches',
  'recursion: mutual',
  'recursion: retry',
  'recursion: through a tree',
  'iterator: JSON of an object',
  'iterator: sort by a function',
  'iterator: reviver of JSON',
  'outlet: thrown to the package',
  'outlet: global',
  'given function: with options',
  'default: of a loop over keys',
  'default: of entries',
  'shared state: tell the set',
  'iterator: iterator that is closed',
  'iterator: async iterator of an object',
  'shared state: collect and send',
  'cell: map that the package is given',
  'shared state: queue a job',
  'shared state: emit an event',
  'shared state: listen to an event',
  'outlet: pushed onto what was given',
  'cell: element',
  'iterator: iterator of an object',
  'iterator: iterator of a class',
  'iterator: iterator that is spread',
  'decision: path in a table',
  'recursion: helpers within one another',
];

/** Whether a fragment or an act takes part, when these are left out. */
export function enabledWithout(leftOut: readonly string[]): (name: string) => boolean {
  const names = new Set(leftOut);
  return (name) => !names.has(name) && !names.has(name.split(':')[0] ?? '');
}
