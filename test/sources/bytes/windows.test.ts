import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSearchedBytes, type SearchedBytes } from '../../../src/sources/bytes/find-window.ts';
import { LiteralFinder } from '../../../src/sources/bytes/literal-finder.ts';
import { makeWasmSearchedBytes } from '../../../src/sources/bytes/wasm-windows.ts';
import { isAscii, windowed, windowTables } from '../../../src/sources/bytes/windows.ts';

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

function wasm(): SearchedBytes {
  const searched = makeWasmSearchedBytes(size);
  if (searched === undefined) throw new Error('no WebAssembly with SIMD here');
  return searched;
}

/** Fills what is behind the file as well: a former, longer file is still there. */
function put(searched: SearchedBytes, file: Buffer, behind: Buffer): void {
  for (let at = 0; at < size; at += behind.length) behind.copy(searched.bytes, at);
  file.copy(searched.bytes);
}

test('WebAssembly finds the windows that the loop finds, whatever stands behind the file', () => {
  fc.assert(
    fc.property(given, fc.uint8Array({ minLength: 1, maxLength: 40 }), ([words, file], rest) => {
      const tables = windowTables(words.map(windowed));
      const places = [makeSearchedBytes(size), wasm()].map((searched) => {
        put(searched, file, Buffer.from(rest));
        const find = searched.finderFor(tables);
        const last = Math.max(0, file.length - 2);
        const found: number[] = [];
        for (let at = find(0, last); at < last; at = find(at + 1, last)) found.push(at);
        return found;
      });
      expect(places[1]).toEqual(places[0]);
    }),
  );
});

describe.each([
  ['in JavaScript', () => makeSearchedBytes(size)],
  ['in WebAssembly', wasm],
])('literals %s', (_, make) => {
  test('are found wherever they stand in the file, and nowhere else', () => {
    fc.assert(
      fc.property(given, ([words, file]) => {
        const searched = make();
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
    const searched = make();
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
