import { readHar } from '../../src/har/index.ts';
import { InputError } from '../../src/model/input-error.ts';
import { entry, envelope, har, hostFamily, identity } from './kit.ts';

/** Numbers from 0 up to 1; the same for the same seed. */
export type Random = () => number;

/** Mulberry32: a small generator with a seed. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const long = `{"success":false,"errors":[{"code":"603","message":"${'é \\"x\\" 🚀 '.repeat(200)}"}]}`;
const entries = [
  identity('t1', 'api@example.test'),
  entry({ response: { content: { text: envelope('603') } } }),
  entry({ response: { content: { text: long } }, _notes: [[{}], -1.5e3, true, null, 'a\u0007\\'] }),
  null,
  entry(),
];

/** Recordings to begin with: on one line, over many, and with what stands around the entries. */
export const originals: readonly Buffer[] = [
  Buffer.from(har(...entries)),
  Buffer.from(JSON.stringify(JSON.parse(har(...entries)), null, 2)),
  Buffer.from(
    JSON.stringify({ log: { pages: [{ title: 'a "b"' }], entries, comment: 'end' }, more: [1, {}] }, null, '\t'),
  ),
];

/** What matters to a scanner; other bytes come up by themselves. */
const telling = Buffer.from('{}[]",:\\ \n\t\r\u0000eut0');

/** A recording with a few bytes changed, left out, put in, moved or said twice; sometimes without its end. */
export function mutate(original: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(original);
  for (let times = 1 + Math.floor(random() ** 2 * 4); times > 0 && bytes.length > 0; times -= 1) {
    const at = Math.floor(random() * bytes.length);
    const length = 1 + Math.floor(random() ** 3 * 200);
    const piece = bytes.subarray(at, at + length);
    const byte = random() < 0.7 ? telling[Math.floor(random() * telling.length)] : Math.floor(random() * 256);
    const [before, from, after] = [bytes.subarray(0, at), bytes.subarray(at), bytes.subarray(at + length)];
    const choice = Math.floor(random() * 6);
    if (choice === 0) bytes[at] = byte ?? 0;
    else if (choice === 1) bytes = Buffer.concat([before, after]);
    else if (choice === 2) bytes = Buffer.concat([before, Buffer.of(byte ?? 0), from]);
    else if (choice === 3) bytes = Buffer.concat([before, piece, from]);
    else if (choice === 4) bytes = Buffer.concat([after, piece, before]);
    else if (random() < 0.3) bytes = Buffer.from(before);
  }
  return bytes;
}

/** The bytes in chunks of random sizes, most of them small. */
export async function* inRandomChunks(bytes: Uint8Array, random: Random): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(random() ** 4 * bytes.length);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export type Ending = 'whole' | 'incomplete' | 'input-error';

/**
 * Reads what a mutation made, and checks what holds for any input.
 *
 * @throws Error when it does not: anything thrown but an input error, wrong counts, or another answer than JSON.parse.
 */
export async function readMutation(bytes: Buffer, random: Random): Promise<Ending> {
  const reference = parseEntries(bytes);
  const found = await readEntries(bytes, random);
  if (found === 'input-error') {
    if (reference !== undefined) throw new Error('a recording that JSON.parse reads was refused');
    return found;
  }
  if (reference === undefined) return found.complete ? 'whole' : 'incomplete';
  const expected = await readEntries(Buffer.from(JSON.stringify({ log: { entries: reference } })), random);
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error('not what JSON.parse reads');
  return 'whole';
}

async function readEntries(bytes: Buffer, random: Random) {
  const reading = readHar(inRandomChunks(bytes, random), { hostFamily });
  const exchanges: object[] = [];
  try {
    for await (const exchange of reading) exchanges.push(exchange);
  } catch (error) {
    if (error instanceof InputError) return 'input-error';
    throw error;
  }
  const { entries: all, taken, skipped, complete } = reading.summary();
  const left = skipped.reduce((sum, { count }) => sum + count, 0);
  if (all !== taken + left || taken !== exchanges.length) throw new Error('an entry was not counted, or twice');
  return { exchanges, skipped, complete };
}

/** The entries that JSON.parse finds; `undefined` when it finds none, or a name twice, where it hides the first. */
function parseEntries(bytes: Buffer): unknown[] | undefined {
  const text = bytes.toString('utf8');
  const names = text.match(/"(?:log|entries)"/g) ?? [];
  try {
    const parsed = JSON.parse(text) as { readonly log?: { readonly entries?: unknown } };
    const list = parsed.log?.entries;
    return Array.isArray(list) && names.length === 2 ? list : undefined;
  } catch {
    return undefined;
  }
}
