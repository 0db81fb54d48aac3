/**
 * Fragments, and acts of the world, of which the analysis is known to lose calls: they are left out of the tests until
 * it does not. Names are those of the tables; a name alone stands for the whole table.
 */
export const openKinds: readonly string[] = [
  'part: exported variable that is set later',
  'exception: written in between',
  'recursion: over a list',
  'recursion: countdown',
  'recursion: countdown that branches',
  'recursion: retry',
  'recursion: through a tree',
  'iterator: iterator of an object',
  'iterator: iterator that is spread',
  'iterator: iterator that is closed',
  'iterator: async iterator of an object',
  'iterator: awaited thenable',
  'iterator: number of an object',
  'iterator: JSON of an object',
  'iterator: sort by a function',
  'iterator: reviver of JSON',
  'outlet: thrown to the package',
  'outlet: global',
  'given function: with options',
  'given class: class, iterator',
  'given class: class, async iterator',
  'given class: class, toPrimitive',
  'given class: class, of the package, with options',
  'given instance: instance, iterator',
  'given instance: instance, async iterator',
  'given instance: instance, toPrimitive',
  'given instance: instance, of the package, with options',
  'default: of a loop over keys',
  'default: of entries',
  'cell: map that the package is given',
];

/** Whether a fragment or an act takes part, when these are left out. */
export function enabledWithout(leftOut: readonly string[]): (name: string) => boolean {
  const names = new Set(leftOut);
  return (name) => !names.has(name) && !names.has(name.split(':')[0] ?? '');
}
