import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import { bearer, entry, envelope, har, identity, readAll, start } from './kit.ts';

const small = har(
  identity('t1', 'api@example.test'),
  entry({ request: { headers: bearer('t1') }, response: { content: { text: `${envelope('603')} é 東京 🚀 \u0007` } } }),
  null,
  entry(),
);

async function failure(input: string | Uint8Array): Promise<InputError> {
  const error: unknown = await readAll(input).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe('chunk borders', () => {
  test('change nothing', async () => {
    const { exchanges: whole, ...rest } = await readAll(small);
    for (let size = 1; size < 70; size += 1) {
      const { exchanges, ...others } = await readAll(small, { size });
      expect({ exchanges, ...others }).toEqual({ exchanges: whole, ...rest });
    }
  });

  test.each([
    ['gzip', gzipSync(small)],
    ['zlib', deflateSync(small)],
    ['a byte order mark', Buffer.from(`\uFEFF${small}`)],
    ['a byte order mark inside gzip', gzipSync(`\uFEFF${small}`)],
    ['pretty-printed', Buffer.from(JSON.stringify(JSON.parse(small), null, 2))],
  ])('nor does %s', async (_, bytes) => {
    const plain = await readAll(small);
    for (const size of [1, 2, 3, 1_000]) expect(await readAll(bytes, { size })).toEqual(plain);
  });
});

describe('a file that breaks off', () => {
  test('gives the entries before, at every byte', async () => {
    const bytes = Buffer.from(small);
    const { exchanges: all } = await readAll(small);
    for (let end = 1; end < bytes.length; end += 1) {
      const { exchanges, summary } = await readAll(bytes.subarray(0, end), { size: 97 });
      expect(exchanges).toEqual(all.slice(0, exchanges.length));
      expect(summary.complete, `cut at ${end}`).toBe(false);
      expect(summary.problem).toMatch(new RegExp(`^the file ends at byte ${end}, `));
    }
  });

  test('says where, and shows nothing of the content', async () => {
    const at = small.indexOf('"status":200');
    const { summary } = await readAll(small.slice(0, at));
    expect(summary.problem).toBe(`the file ends at byte ${at}, in entry 0`);
  });

  test('in gzip gives what it holds', async () => {
    const packed = gzipSync(har(...Array.from({ length: 500 }, (_, index) => entry({ _id: Math.sin(index) }))));
    const { exchanges, summary } = await readAll(packed.subarray(0, packed.length / 2));
    expect(exchanges.length).toBeGreaterThan(100);
    expect(summary).toMatchObject({ complete: false, taken: exchanges.length });
  });
});

describe('an entry that is not JSON', () => {
  const good = JSON.stringify(entry());
  test.each([
    ['a stray word', 'oops'],
    ['a missing value', ''],
    ['a missing comma', '{"a":1}{"b":2}'],
    ['two values', '7 8'],
    ['a wrong bracket', '{"a":[1,2}'],
    ['a wrong bracket that closes nothing', '{"a":1,"b":[{]}'],
    ['a name without a value', '{"a" "b"}'],
    ['a trailing comma', '{"a":[1,],"b":2}'],
    ['a control character in a string', `{"a":"x\ty","request":${good}}`],
    ['a string without its end', '{\n"a":"x,\n"b":{"c":1}\n}'],
    ['an escape that is none', String.raw`{"a":"\q"}`],
    ['a name that stands alone', '{"a"}'],
    ['the word undefined', '{"a":undefined}'],
  ])('is counted, and those around it are read: %s', async (_, broken) => {
    const text = `{"log":{"entries":[${good},${broken},${good},${good}]}}`;
    for (const size of [1, 7, 65_536]) {
      const { summary, exchanges } = await readAll(text, { size });
      expect(exchanges.map((exchange) => exchange.entry)).toEqual([0, 2, 3]);
      expect(summary).toMatchObject({ entries: 4, taken: 3, skipped: [{ reason: 'broken', count: 1 }] });
      expect(summary).toMatchObject({ complete: false, problem: 'one entry is not JSON, entry 1' });
    }
  });

  test('is counted with others', async () => {
    const text = `{"log":{"entries":[${good},oops,${good},{"a":},]}}`;
    const { summary } = await readAll(text);
    expect(summary).toMatchObject({ entries: 5, taken: 2, skipped: [{ reason: 'broken', count: 3 }], complete: false });
    expect(summary.problem).toBe('3 entries are not JSON, the first is entry 1');
  });

  test('and a file that breaks off are both told', async () => {
    const { summary } = await readAll(`{"log":{"entries":[${good},oops,${good}`);
    expect(summary).toMatchObject({ entries: 3, taken: 2 });
    expect(summary.problem).toMatch(/^one entry is not JSON, entry 1; the file ends at byte \d+, after 3 entries, /);
  });
});

describe('a file that stops being JSON', () => {
  const [before, after] = [small.slice(0, small.indexOf('null')), small.slice(small.indexOf('null'))];
  test.each([
    ['a bracket that closes the log too early', `${before}} ${after}`, 'an entry or "]"'],
    ['no comma behind the entries', small.replace('}]}}', '}] "more":1}}'), '"," or "}"'],
    ['no colon', small.replace('}]}}', '}], "more" 1}}'), '":"'],
    ['no name', small.replace('}]}}', '}],}}'), 'a name in quotes'],
    ['no value', small.replace('}]}}', '}], "more":}}'), 'a value'],
    ['a bracket within a word', small.replace('}]}}', '}], "more":tr[ue}}'), '"," or "}"'],
  ])('%s', async (_, text, expected) => {
    for (const size of [1, 7, 65_536]) {
      const { summary, exchanges } = await readAll(text, { size });
      expect(exchanges.length).toBeGreaterThan(1);
      expect(summary.complete).toBe(false);
      expect(summary.problem).toMatch(/^the JSON is broken at byte \d+, after \d entries, /);
      expect(summary.problem).toContain(`where ${expected} was expected`);
    }
  });

  test('names the byte, after text of all kinds', async () => {
    const text = har(entry({ _text: 'é 東京 🚀 \u0007 \\ "' })).replace('}]}}', '}]!}}');
    const { summary } = await readAll(text, { size: 11 });
    const byte = Buffer.byteLength(text.slice(0, text.indexOf('!')));
    expect(summary.problem).toBe(`the JSON is broken at byte ${byte}, after 1 entries, where "," or "}" was expected`);
  });

  test('more text after the end', async () => {
    const { summary } = await readAll(`${small}\n${small}`);
    expect(summary).toMatchObject({ entries: 4, complete: false });
    expect(summary.problem).toContain('where the end of the file was expected');
  });

  test('bytes that are not UTF-8 are replaced, not fatal', async () => {
    const bytes = Buffer.from(small);
    bytes.write('\xff\xfe\xc3', bytes.indexOf('may not'), 'latin1');
    expect((await readAll(bytes, { size: 3 })).summary).toMatchObject({ taken: 3, entries: 4 });
  });
});

describe('no HAR', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['a list', '[{"log":{"entries":[]}}]'],
    ['a number', '123'],
    ['another object', '{"name":"rolefit","log":{"pages":[]}}'],
    ['entries that are no list', '{"log":{"entries":{"name":{}}}}'],
    ['entries elsewhere', '{"entries":[{}],"log":{"log":{"entries":[{}]}}}'],
    ['a web page', '<!doctype html><title>log.entries</title>'],
    ['a zip archive that is cut off', Buffer.from('PK\x03\x04\x14\x00', 'latin1')],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${small}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(small, 'utf16le')],
    ['damaged gzip', Buffer.concat([gzipSync(small).subarray(0, 10), Buffer.from('not deflate at all')])],
  ])('%s', async (_, input) => {
    const error = await failure(input);
    expect(error.next).toBeTruthy();
    expect(error.what).toMatch(/^[a-z]/);
  });

  test('says what to do', async () => {
    expect((await failure('PK\x03\x04 more')).next).toContain('unzip it');
    expect((await failure(Buffer.from('{}', 'utf16le'))).what).toContain('UTF-16');
  });

  test('random bytes are never anything but an input error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        fc.pre(bytes[0] !== 0x7b);
        await failure(bytes);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  test('a HAR with random bytes in it gives entries of the original, or an input error', async () => {
    const original = await readAll(small);
    const known = original.exchanges.map((exchange) => exchange.entry);
    await fc.assert(
      fc.asyncProperty(fc.nat(small.length - 1), fc.uint8Array({ minLength: 1, maxLength: 4 }), async (at, noise) => {
        const bytes = Buffer.from(small);
        bytes.set(noise.subarray(0, bytes.length - at), at);
        const result = await readAll(bytes).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(InputError);
        else
          expect(known).toEqual(expect.arrayContaining((result as typeof original).exchanges.map(({ entry: n }) => n)));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

test('no entries at all is a HAR, and counted', async () => {
  const { summary } = await readAll(har());
  expect(summary).toEqual({ entries: 0, taken: 0, skipped: [], complete: true, creator: 'WebInspector', notes: [] });
});

test('version and creator are not asked for', async () => {
  const text = JSON.stringify({
    log: { entries: [{ request: { method: 'GET', url: 'https://123-abc-456.mktorest.com/a' } }] },
  });
  const { summary } = await readAll(text);
  expect(summary).toMatchObject({ entries: 1, taken: 1, skipped: [], complete: true });
  expect(summary.creator).toBeUndefined();
});

test('the window is that of the calls taken', async () => {
  const dates = ['2026-10-02T09:00:00Z', '', '2026-10-02T08:00:00+02:00', '2026-10-02T07:00:00Z'];
  const { summary } = await readAll(har(...dates.map((startedDateTime) => entry({ startedDateTime }))));
  expect([summary.from, summary.to]).toEqual(['2026-10-02T06:00:00.000Z', '2026-10-02T09:00:00.000Z']);
});

test('a creator that is not a name is not passed on', async () => {
  const text = small.replace('WebInspector', 'alice@example.test');
  expect((await readAll(text)).summary.creator).toBeUndefined();
});

test('asking too early, or twice, is a bug', async () => {
  const reading = start(small);
  expect(() => reading.summary()).toThrow('after its last entry');
  for await (const _ of reading);
  await expect(async () => {
    for await (const _ of reading);
  }).rejects.toThrow('once');
});

test('stopping early closes the source', async () => {
  let closed = false;
  async function* source() {
    try {
      yield Buffer.from(small);
      yield Buffer.from(' ');
    } finally {
      closed = true;
    }
  }
  const { readHar } = await import('../../src/har/index.ts');
  for await (const _ of readHar(source(), { hostFamily: () => 'rest' })) break;
  expect(closed).toBe(true);
});
