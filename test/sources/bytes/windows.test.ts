import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSearchedBytes, type SearchedBytes } from '../../../src/sources/bytes/find-window.ts';
import { LiteralFinder } from '../../../src/sources/bytes/literal-finder.ts';
import { isAscii, windowed } from '../../../src/sources/bytes/windows.ts';

const size = 256;
const literal = fc.string({ unit: fc.constantFrom(...'abkrtz/.1'), minLength: 3, maxLength: 8 });
const literals = fc.array(literal, { minLength: 1, maxLength: 12 });
/** Pieces of the literals in any case, so that places nearly and truly fit, with bytes of every kind between them. */
const content = (words: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...words, ...words.map((word) => word.toUpperCase()), ...words.map((word) => word.slice(1))),
        fc.string({ unit: fc.constantFrom(...'abkKrRtz/.1 \n\u00e4\u00ff'), maxLength: 20 }),
      ),
      { maxLength: 12 },
    )
    .map((pieces) => Buffer.from(pieces.join(''), 'latin1').subarray(0, size));
const given = literals.chain((words) => fc.tuple(fc.constant(words), content(words)));

/** Fills what is behind the file as well: a former, longer file is still there. */
function put(searched: SearchedBytes, file: Buffer, behind: Buffer): void {
  for (let at = 0; at < size; at += behind.length) behind.copy(searched.bytes, at);
  file.copy(searched.bytes);
}

describe('literals', () => {
  test('are found wherever they stand in the file, and nowhere else', () => {
    fc.assert(
      fc.property(given, ([words, file]) => {
        const searched = makeSearchedBytes(size);
        put(searched, file, Buffer.from(words.join('')));
        const found: string[] = [];
        new LiteralFinder(searched, words).search(file.length, (index, start) => {
          found.push(`${start} ${words[index]}`);
          return true;
        });
        const text = file.toString('latin1').toLowerCase();
        const expected = words.flatMap((word) =>
          [...text].flatMap((_letter, start) => (text.startsWith(word, start) ? `${start} ${word}` : [])),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  test('are not asked for any more once the answer is no', () => {
    const searched = makeSearchedBytes(size);
    put(searched, Buffer.from('one one one'), Buffer.from('x'));
    let count = 0;
    new LiteralFinder(searched, ['one']).search(11, () => ++count < 2);
    expect(count).toBe(2);
  });
});

test.each(['ab', 'äbcd', ''])('%j cannot be looked for', (text) => {
  expect(() => windowed(text)).toThrow(RangeError);
  expect(isAscii(text)).toBe(text !== 'äbcd');
});
