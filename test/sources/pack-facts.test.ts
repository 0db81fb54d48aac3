import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileFacts } from '../../src/sources/look-at-bytes.ts';
import { packFacts, unpackFacts } from '../../src/sources/pack-facts.ts';
import { noClues } from '../../src/sources/seed-pattern.ts';

const flag = fc.boolean();
const clues = fc.record({ strong: flag, suffix: flag, setting: flag, mention: flag, sends: flag });
// Few, so that files share them; a specifier has every character but a line break.
const specifier = fc.constantFrom('./a', 'react', '\0', 'ä€', "'", ' ', '__proto__', '\r');
const fitting = fc.record({
  clues: fc.oneof(fc.constant(noClues), clues),
  size: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  specifiers: fc.option(fc.uniqueArray(specifier), { nil: undefined }),
});
const unfit = fc.record({
  clues,
  size: fc.nat(),
  specifiers: fc.constant(undefined),
  unfit: fc.constantFrom('minified' as const, 'too-large' as const),
});

test('what is packed comes out the same, after a copy to another thread too', () => {
  const files: fc.Arbitrary<FileFacts[]> = fc.array(fc.oneof(fitting, unfit), { maxLength: 20 });
  fc.assert(
    fc.property(files, fc.integer({ min: 0, max: 1_000 }), (facts, first) => {
      const numbered = facts.map((found, index) => [first + index * 3, found] as const);
      expect([...unpackFacts(structuredClone(packFacts(numbered)))]).toEqual(numbered);
    }),
  );
});

test('a file without clues is told by the one value for it', () => {
  const [unpacked] = unpackFacts(packFacts([[0, { clues: noClues, size: 1, specifiers: [] }]]));
  expect(unpacked?.[1].clues).toBe(noClues);
});
