/**
 * Fragments, and acts of the world, of which the analysis is known to lose calls: they are left out of the tests until
 * it does not. Names are those of the tables; a name alone stands for the whole table.
 */
export const openKinds: readonly string[] = [];

/** Whether a fragment or an act takes part, when these are left out. */
export function enabledWithout(leftOut: readonly string[]): (name: string) => boolean {
  const names = new Set(leftOut);
  return (name) => !names.has(name) && !names.has(name.split(':')[0] ?? '');
}
