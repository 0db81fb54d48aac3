import { deflateRawSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import { entry, envelope, har, readAll } from './kit.ts';
import { heldBytes } from './memory.ts';

const denied = har(entry({ response: { content: { _file: 'a1b2.json', mimeType: 'application/json' } } }));
const plain = har(entry(), entry());

function zip(files: Readonly<Record<string, string>>, options: { readonly level?: 0 | 9 } = {}): Uint8Array {
  const bytes: Zippable = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  return zipSync(bytes, { ...options, mtime: new Date(2026, 9, 2) });
}

async function problemOf(input: Uint8Array): Promise<InputError> {
  const error: unknown = await readAll(input).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe('a zip archive', () => {
  test.each([
    ['deflated', 9],
    ['stored', 0],
  ] as const)('%s gives its HAR, in any chunks', async (_, level) => {
    const packed = zip({ 'readme.txt': 'hello', 'b.har': plain }, { level });
    for (const size of [1, 100, 65_536]) expect((await readAll(packed, { size })).summary.taken).toBe(2);
  });

  test('har.har goes before others, else the first', async () => {
    const taken = async (files: Readonly<Record<string, string>>) => (await readAll(zip(files))).summary.taken;
    expect(await taken({ 'a.har': plain, 'har.har': har(entry()) })).toBe(1);
    expect(await taken({ 'b.HAR': plain, 'a.har': har(entry()) })).toBe(2);
    expect(await taken({ '__MACOSX/._a.har': 'x', 'deep/a.har': plain })).toBe(2);
  });

  test('holds the answers that its HAR names', async () => {
    const { exchanges, summary } = await readAll(zip({ 'har.har': denied, 'a1b2.json': envelope('603') }));
    expect(exchanges).toMatchObject([{ outcome: 'denied', errors: ['603'] }]);
    expect(summary.notes).toEqual([]);
  });

  test('an answer that unpacks to gigabytes is not unpacked', async () => {
    const packed = zip({ 'har.har': denied, 'a1b2.json': `${' '.repeat(40 << 20)}${envelope('603')}` });
    const { exchanges, summary } = await readAll(packed);
    expect(exchanges).toMatchObject([{ outcome: 'attempted' }]);
    expect(summary.notes).toEqual(['answers that are said to be in files of their own, and were not found there: 1']);
  });

  test('a HAR that unpacks to a hundred times its size is streamed', async () => {
    const text = plain.replace('"startedDateTime"', `"_pad":"${'x'.repeat(60 << 20)}","startedDateTime"`);
    const packed = zip({ 'har.har': text }, { level: 9 });
    expect(packed.length).toBeLessThan(text.length / 100);
    const before = heldBytes();
    let chunks = 0;
    let most = 0;
    const onProgress = () => {
      chunks += 1;
      if (chunks % 10 === 0) most = Math.max(most, heldBytes() - before);
    };
    expect((await readAll(packed, { onProgress })).summary).toMatchObject({ taken: 2, complete: true });
    expect(chunks).toBeGreaterThan(100);
    expect(most).toBeLessThan(8e6);
  });

  test('damaged inside gives what came before', async () => {
    const packed = Buffer.from(
      zip({ 'har.har': har(...Array.from({ length: 500 }, (_, id) => entry({ _id: Math.sin(id) }))) }),
    );
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 50);
    const { summary } = await readAll(packed);
    expect(summary.complete).toBe(false);
    expect(summary.taken).toBeGreaterThan(50);
  });

  test.each([
    ['without a HAR', zip({ 'a.json': '{}' }), 'there is no .har file in this zip archive'],
    ['without anything', zip({}), 'there is no .har file in this zip archive'],
    ['cut off', zip({ 'a.har': plain }).subarray(0, 300), 'cut off or damaged'],
    ['encrypted', scrambled(), 'damaged or encrypted'],
  ])('%s is refused', async (_, packed, what) => {
    const error = await problemOf(packed);
    expect(error.what).toContain(what);
    expect(error.next).toBeTruthy();
  });

  test('with any byte changed ends in exchanges or an input error', async () => {
    const original = Buffer.from(zip({ 'har.har': denied, 'a1b2.json': envelope('603') }));
    for (let at = 2; at < original.length; at += 1) {
      for (const byte of [0x00, 0xff]) {
        const packed = Buffer.from(original);
        packed[at] = byte;
        const result = await readAll(packed).catch((thrown: unknown) => thrown);
        if (result instanceof Error) expect(result).toBeInstanceOf(InputError);
      }
    }
  });
});

/** An archive whose file says nothing to whoever has no key. */
function scrambled(): Uint8Array {
  const packed = Buffer.from(zip({ 'a.har': plain }));
  const data = 30 + 'a.har'.length;
  for (let at = data; at < packed.indexOf('PK\x01\x02'); at += 1)
    packed[at] = (Math.imul(at, 0x9e3779b1) >>> 13) & 0xff;
  return packed;
}

test.each(['../a1b2.json', '/etc/passwd', 'a/b.json', '.hidden', '..', 'a\\b.json', '', 'a\u0000b', 'x'.repeat(300)])(
  'a file named %j is not looked for',
  async (name) => {
    const asked: string[] = [];
    const findAttached = (one: string) => {
      asked.push(one);
      return Buffer.from(envelope('603'));
    };
    const { exchanges } = await readAll(har(entry({ response: { content: { _file: name } } })), { findAttached });
    expect(asked).toEqual([]);
    expect(exchanges).toMatchObject([{ outcome: 'attempted' }]);
  },
);

test('only calls to Marketo have their files looked for, and a text in the entry goes before', async () => {
  const asked: string[] = [];
  const elsewhere = entry({ request: { url: 'https://cdn.example.test/a' }, response: { content: { _file: 'a' } } });
  const both = entry({ response: { content: { text: envelope(), _file: 'b' } } });
  const findAttached = (one: string) => {
    asked.push(one);
    return undefined;
  };
  await readAll(har(elsewhere, both), { findAttached });
  expect(asked).toEqual([]);
});

test('a form in a file of its own is read', async () => {
  const postData = { mimeType: 'application/x-www-form-urlencoded', _file: 'form.dat' };
  const { exchanges } = await readAll(har(entry({ request: { method: 'POST', postData } })), {
    findAttached: () => Buffer.from('_method=GET&filterType=id'),
  });
  expect(exchanges).toMatchObject([{ method: 'GET', parameters: ['_method', 'filterType'] }]);
});

test('raw deflate without a header is no HAR', async () => {
  expect((await problemOf(deflateRawSync(plain))).what).toContain('not a HAR');
});
