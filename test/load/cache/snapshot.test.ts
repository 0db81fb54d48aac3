import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allFacts, factsOf, factsText } from '../../../src/load/cache/snapshot.ts';
import type { FileFacts } from '../../../src/sources/look-at-bytes.ts';

const names = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '\n', ',', '[', ']', 'ä', '/'),
  minLength: 1,
  maxLength: 6,
});
const facts: fc.Arbitrary<FileFacts | undefined> = fc.option(
  fc
    .record({
      clues: fc.record({
        strong: fc.boolean(),
        suffix: fc.boolean(),
        setting: fc.boolean(),
        mention: fc.boolean(),
        sends: fc.boolean(),
      }),
      size: fc.nat(),
      specifiers: fc.option(fc.array(names, { maxLength: 3 }), { nil: undefined }),
      unfit: fc.option(fc.constantFrom('minified' as const, 'too-large' as const), { nil: undefined }),
    })
    .map(({ unfit, ...fact }) => (unfit === undefined ? fact : { ...fact, specifiers: undefined, unfit })),
  { nil: undefined },
);

test('the facts of a file are found by its name, whatever it and its neighbours are called', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(names, facts), { selector: ([name]) => name, maxLength: 8 }), (all) => {
      const text = factsText(all);
      const expected = new Map(all.map(([name, fact]) => [name, fact ?? 'opaque']));
      expect(allFacts(text)).toEqual(expected);
      for (const [name, fact] of expected) expect(factsOf(text, name)).toEqual(fact);
      expect(factsOf(text, 'not there')).toBeUndefined();
    }),
    { seed: 8, numRuns: 500 },
  );
});
