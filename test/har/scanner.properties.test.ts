import { JSONParser } from '@streamparser/json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EntryScanner, type RawEntry, type TextOf } from '../../src/har/scan/index.ts';
import { heldBytes } from './memory.ts';
import { inRandomChunks, mutate, originals, readMutation, seeded } from './mutations.ts';

/** What the scanner tells of a text, with its long strings in place; entries that it could not use are named. */
async function scan(bytes: Buffer, seed: number): Promise<unknown[]> {
  const found: unknown[] = [];
  const scanner = new EntryScanner((raw) => found.push(unfold(raw)));
  for await (const chunk of inRandomChunks(bytes, seeded(seed))) scanner.write(chunk);
  return found;
}

function unfold(raw: RawEntry): unknown {
  return raw.kind === 'whole' ? inPlace(raw.value, raw.textOf) : raw.kind;
}

function inPlace(value: unknown, textOf: TextOf): unknown {
  if (typeof value === 'string') {
    const text = textOf(value);
    return typeof text === 'string' ? text : text.decode();
  }
  if (Array.isArray(value)) return value.map((one) => inPlace(one, textOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inPlace(one, textOf)]));
}

const letters = fc.constantFrom(
  'a',
  '"',
  '\\',
  '\n',
  '\u0007',
  'é',
  '東',
  '🚀',
  '{',
  ']',
  ',',
  ':',
  ' ',
  '/',
  '\ud83d',
);
const texts = fc.oneof(
  fc.array(letters, { maxLength: 12 }).map((list) => list.join('')),
  fc.array(letters, { minLength: 1, maxLength: 6 }).map((list) => list.join('').repeat(700)),
);
const names = fc.constantFrom('text', 'url', 'request', 'content', 'log', 'entries', '', 'te"xt', '\\', '__proto__');
const values = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
}));
const spaces = fc.constantFrom(undefined, 1, '\t', '\r\n  '.slice(0, 3));

/** A HAR with anything for its entries, and the names around them in any order and spelling. */
const hars = fc
  .record({
    entries: fc.array(values.value, { maxLength: 5 }),
    beside: values.object,
    space: spaces,
    last: fc.boolean(),
  })
  .map(({ entries, beside, space, last }) => {
    const rest = Object.entries(beside).filter(([name]) => name !== 'log' && name !== 'entries');
    const log = Object.fromEntries(last ? [...rest, ['entries', entries]] : [['entries', entries], ...rest]);
    const text = JSON.stringify(
      Object.fromEntries(last ? [...rest, ['log', log]] : [['log', log], ...rest]),
      null,
      space,
    );
    return { text, spelt: text.replace('"entries"', String.raw`"\u0065ntries"`).replace(/\//g, String.raw`\/`) };
  });

function entriesOf(text: string): unknown[] {
  return JSON.parse(text).log.entries;
}

describe('the scanner finds what JSON.parse finds', () => {
  test('in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(hars, fc.nat(), async ({ text, spelt }, seed) => {
        for (const one of [text, spelt]) {
          expect(JSON.stringify(await scan(Buffer.from(one), seed))).toBe(JSON.stringify(entriesOf(one)));
        }
      }),
      { seed: 20261122, numRuns: 600 },
    );
  });

  test('where a name is there twice: the last one of an entry counts', async () => {
    const long = 'x\\n'.repeat(1_000);
    const versions = [
      `{"content":{"text":"${long}","text":"short"}}`,
      `{"content":{"text":"short","text":"${long}"}}`,
      `{"content":{"text":"${long}"},"content":{}}`,
      `{"content":{"text":"a${long}","text":"b${long}","text":"c${long}"}}`,
      `{"te\\u0078t":"${long}","x\\"text":"${long}","text" : "${long}"}`,
    ];
    for (const version of versions) {
      const text = `{"log":{"entries":[${version}]}}`;
      for (let seed = 0; seed < 20; seed += 1) expect(await scan(Buffer.from(text), seed)).toEqual(entriesOf(text));
    }
  });

  test('in bytes that are no UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), fc.nat(), async (noise, seed) => {
        const high = noise.map((byte) => byte | 0x80);
        const bytes = Buffer.concat([Buffer.from('{"log":{"entries":[{"a":"'), high, Buffer.from('"},2]}}')]);
        expect(await scan(bytes, seed)).toEqual(entriesOf(bytes.toString('utf8')));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

test('of a text that breaks off it finds what a streaming parser finds', async () => {
  await fc.assert(
    fc.asyncProperty(hars, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), async ({ text }, share, seed) => {
      const bytes = Buffer.from(text);
      const start = bytes.subarray(0, Math.floor(bytes.length * share));
      const streamed: unknown[] = [];
      const parser = new JSONParser({ paths: ['$.log.entries.*'] });
      parser.onValue = ({ value }) => streamed.push(JSON.parse(JSON.stringify(value)));
      parser.write(start);
      const found = await scan(start, seed);
      // The parser tells a value when it closes; the scanner when the comma behind it has come.
      expect(streamed.slice(0, found.length)).toEqual(found);
      expect(streamed.length - found.length).toBeLessThanOrEqual(1);
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('a damaged recording ends in exchanges or one input error, the same as JSON.parse where that can read it', async () => {
  const endings = new Map<string, number>();
  for (let index = 0; index < 1_500; index += 1) {
    const random = seeded(index);
    const original = originals[index % originals.length] ?? Buffer.alloc(0);
    const ending = await readMutation(mutate(original, random), random);
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
  }
  // Each kind of end is met often: the mutations neither spare a recording nor leave nothing of it.
  expect([...endings.values()].every((count) => count > 200)).toBe(true);
  expect(endings.size).toBe(3);
});

test('what is skipped does not stay in memory', () => {
  const scanner = new EntryScanner(() => undefined, { longestString: 1_000, largestEntry: 50_000 });
  const write = (text: string) => scanner.write(Buffer.from(text));
  write('{"log":{"pages":[');
  for (const piece of ['[', '"', 'x'.repeat(1_000)]) for (let times = 0; times < 2_000; times += 1) write(piece);
  write(`${'"'}],"entries":[{"text":"`);
  const before = heldBytes();
  for (let times = 0; times < 20; times += 1) write('x'.repeat(1_000_000));
  for (const piece of ['","text":"', '",[', '{"', '":{"']) for (let times = 0; times < 20_000; times += 1) write(piece);
  expect(heldBytes() - before).toBeLessThan(1e6);
});
