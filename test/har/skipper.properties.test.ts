import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSkipper } from '../../src/har/scan/skip-string.ts';
import { makeWasmSkipper } from '../../src/har/scan/wasm-skipper.ts';

const size = 300;
const reference = makeSkipper(size);
const fast = makeWasmSkipper(size);
const bytes = fc.uint8Array({ minLength: size, maxLength: size });
const sparse = fc
  .tuple(bytes, fc.array(fc.tuple(fc.nat(size - 1), fc.constantFrom(0x22, 0x5c, 0x5c, 0x0a, 0x1f, 0x20, 0x80, 0xff))))
  .map(([text, stops]) => {
    const made = text.map((byte) => (byte % 0x60) + 0x60);
    for (const [at, byte] of stops) made[at] = byte;
    return made;
  });
const backslashes = fc
  .array(fc.constantFrom(0x5c, 0x5c, 0x5c, 0x61, 0x22), { minLength: size, maxLength: size })
  .map((list) => Uint8Array.from(list));

test('this platform has the fast skipper, so that the next test is about something', () => {
  expect(fast).toBeDefined();
});

test('both skippers stop at the same place, wherever a string begins and the bytes end', () => {
  fc.assert(
    fc.property(fc.oneof(bytes, sparse, backslashes), fc.nat(size), fc.nat(size), (text, one, other) => {
      const [from, end] = [Math.min(one, other), Math.max(one, other)];
      reference.bytes.set(text);
      fast?.bytes.set(text);
      expect(fast?.skip(from, end)).toBe(reference.skip(from, end));
    }),
    { seed: 20261122, numRuns: 20_000 },
  );
});
