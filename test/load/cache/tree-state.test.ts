import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, gone, type KeptBytes, type TreeState } from '../../../src/load/cache/tree-state.ts';

const listing = (text: string): KeptBytes => ({ hash: text, read: () => Buffer.from(text) });
const paths = [
  'README.md',
  'a.ts',
  'b/a.ts',
  'b/ä.ts',
  'b/aa.ts',
  'b.ts',
  'c d.ts',
  'c\ta.ts',
  'd\t 0\tb.ts',
  'z.ts',
].sort();

/** A folder: by path the id that git has of a file, and the id of what is on disk where that differs. */
const folders = fc
  .dictionary(
    fc.constantFrom(...paths),
    fc.record({
      tracked: fc.option(fc.constantFrom('1111', '2222')),
      changed: fc.option(fc.constantFrom('x', 'y', gone)),
    }),
  )
  .map((files): { state: TreeState; ids: Map<string, string> } => {
    const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = sorted.flatMap(([path, { tracked }]) => (tracked === null ? [] : `H 100644 ${tracked} 0\t${path}\0`));
    const changed = sorted.flatMap(([path, file]) => (file.changed === null ? [] : [[path, file.changed] as const]));
    const ids = sorted.map(([path, file]) => [path, file.changed ?? file.tracked ?? gone] as const);
    return { state: { tracked: listing(lines.join('')), changed: new Map(changed) }, ids: new Map(ids) };
  });

test('the changes between two states are those of file by file', () => {
  fc.assert(
    fc.property(folders, folders, (before, now) => {
      const expected = paths.flatMap((path) => {
        const [old, current] = [before.ids.get(path) ?? gone, now.ids.get(path) ?? gone];
        if (old === current) return [];
        return [{ path, kind: old === gone ? 'added' : current === gone ? 'removed' : 'changed', isLink: false }];
      });
      expect(changesBetween(before.state, now.state)).toEqual(expected);
    }),
    { seed: 3, numRuns: 3_000 },
  );
});

test('a change in the flag or mode of a file is one', () => {
  const state = (line: string): TreeState => ({
    tracked: listing(`${line}\ta.ts\0`),
    changed: new Map(),
  });
  expect(changesBetween(state('H 100644 1111 0'), state('h 100644 1111 0'))).toEqual([
    { path: 'a.ts', kind: 'changed', isLink: false },
  ]);
});

test('of a listing that is no longer there nothing can be told', () => {
  const lost: TreeState = { tracked: { hash: 'lost', read: () => undefined }, changed: new Map() };
  const now: TreeState = { tracked: listing('H 100644 1111 0\ta.ts\0'), changed: new Map() };
  expect(changesBetween(lost, now)).toBeUndefined();
  expect(changesBetween(lost, lost)).toEqual([]);
});
