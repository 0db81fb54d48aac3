import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestInline, makeSkipper } from '../../src/har/scan/skip-string.ts';
import { makeWasmSkipper } from '../../src/har/scan/wasm-skipper.ts';

const size = 300;
/** Room for strings that are just as long as is still short. */
const roomy = 3_000;
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

const structure = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('{', '}', '[', ']', ',', ':', ' ', '\n', '0', '"', '\\', '\u0007', 'é') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('"key": "value"', '"a\\"b"', '"{"', '            ', '-12.5e3', '\u007b\u00fb'),
      },
      { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }).map((more) => `"${'x'.repeat(longestInline + more)}"`) },
    ),
    { maxLength: 120 },
  )
  .map((parts) => Buffer.from(parts.join('')).subarray(0, roomy));

test('both pass over the same structure, wherever it begins and the bytes end', () => {
  const [slow, quick] = [makeSkipper(roomy), makeWasmSkipper(roomy)];
  fc.assert(
    fc.property(structure, fc.nat(roomy), fc.nat(roomy), (text, one, other) => {
      const [from, end] = [Math.min(one, other) % (text.length + 1), Math.min(Math.max(one, other), text.length)];
      slow.bytes.set(text);
      quick?.bytes.set(text);
      const stop = slow.pass(Math.min(from, end), end);
      expect(quick?.pass(Math.min(from, end), end)).toBe(stop);
      // Nothing that has to be looked at was passed: what lies before is a sequence of closed strings and of no brackets.
      const passed = text.subarray(Math.min(from, end), stop).toString('latin1');
      expect(passed).toMatch(/^(?:[^"{}[\]]|"(?:[^"\\]|\\.)*")*$/s);
    }),
    { seed: 20261122, numRuns: 20_000 },
  );
});

test('both squeeze the same structure, and JSON.parse reads it as before', () => {
  const [slow, quick] = [makeSkipper(roomy), makeWasmSkipper(roomy)];
  const printed = fc
    .tuple(fc.jsonValue(), fc.integer({ min: 0, max: 10 }), fc.boolean())
    .map(([value, space, returns]) => {
      const text = JSON.stringify(value, null, space);
      return Buffer.from(returns ? text.replaceAll('\n', '\r\n') : text).subarray(0, roomy);
    });
  fc.assert(
    fc.property(fc.oneof(structure, printed), fc.nat(roomy), fc.nat(roomy), (text, one, other) => {
      const [from, end] = [Math.min(one, other) % (text.length + 1), Math.min(Math.max(one, other), text.length)];
      slow.bytes.set(text);
      quick?.bytes.set(text);
      const start = Math.min(from, end);
      const squeezed = Buffer.from(slow.squeezed.subarray(0, slow.squeeze(start, end)));
      expect(quick?.squeezed.subarray(0, quick.squeeze(start, end))).toEqual(Uint8Array.from(squeezed));
      expect(squeezed.toString('latin1')).toBe(text.subarray(start, end).toString('latin1').replace(/\n +/g, '\n'));
    }),
    { seed: 20261122, numRuns: 5_000 },
  );
  fc.assert(
    fc.property(printed, (text) => {
      fc.pre(text.length < roomy);
      slow.bytes.set(text);
      const squeezed = Buffer.from(slow.squeezed.subarray(0, slow.squeeze(0, text.length)));
      expect(JSON.parse(squeezed.toString())).toEqual(JSON.parse(text.toString()));
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});

test('both find the same hints in a body, and none are missing where a name or an escape is to be looked for', () => {
  const body = fc
    .array(
      fc.constantFrom(
        'errors\\"',
        'reasons\\"',
        's',
        '\\',
        '"',
        'o',
        'u',
        'u00',
        '\\u0022',
        '\\u0080',
        '7',
        'plain text ',
      ),
      {
        maxLength: 40,
      },
    )
    .map((parts) => Buffer.from(parts.join('')).subarray(0, size));
  fc.assert(
    fc.property(body, fc.nat(size), fc.nat(size), (text, one, other) => {
      const [from, end] = [Math.min(one, other) % (text.length + 1), Math.min(Math.max(one, other), text.length)];
      const start = Math.min(from, end);
      reference.bytes.set(text);
      fast?.bytes.set(text);
      const found = reference.hints(start, end);
      expect(fast?.hints(start, end)).toBe(found);
      const told = text.subarray(start, end).toString('latin1');
      if (found === 0) expect(told).not.toMatch(/rrors\\"|sons\\"|\\u00[2-7]/);
    }),
    { seed: 20261122, numRuns: 20_000 },
  );
});
