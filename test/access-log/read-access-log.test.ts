import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LoggedCall, readAccessLog } from '../../src/access-log/index.ts';
import { longestLine } from '../../src/access-log/read-lines.ts';
import { Principals } from '../../src/har/index.ts';
import { chunked } from '../har/kit.ts';
import { findLeaks } from '../kit/leaks.ts';
import { common, describeCall, options, readLog } from './kit.ts';

const leads = common('GET /rest/v1/leads.json HTTP/1.1');
const lists = common('GET /rest/v1/lists.json HTTP/1.1');

describe('reading', () => {
  test.each([1, 7, 64, 65_536])('gives the same in chunks of %i bytes', async (size) => {
    const { calls, summary } = await readLog(`${leads}\r\n\r\n${lists}\n`, { size });
    expect(calls.map((call) => [call.line, describeCall(call)])).toEqual([
      [1, 'GET /rest/v1/leads.json'],
      [3, 'GET /rest/v1/lists.json'],
    ]);
    expect(summary).toMatchObject({ lines: 3, taken: 2, skipped: [{ reason: 'blank', count: 1 }], complete: true });
  });

  test('a last line without an end is a line like others, and said to be cut off only where it is', async () => {
    expect((await readLog(`${lists}\n${leads}`)).summary).toMatchObject({ taken: 2, complete: true });
    const cut = `${lists}\n${leads.slice(0, 70)}`;
    // Where it is cut, method and path are not known: the call is one whose operation cannot be told.
    const { calls } = await readLog(cut);
    expect(calls).toMatchObject([{ pathIsOpen: false }, { pathIsOpen: true, path: '/rest/v1/' }]);
    expect((await readLog(`${lists}\n${leads.slice(0, 50)}`)).summary).toMatchObject({
      taken: 1,
      complete: false,
      problem: 'the last line is cut off',
    });
  });

  test('gzip, also of several members, and cut off or damaged gzip up to there', async () => {
    const first = gzipSync(`${leads}\n`);
    const packed = Buffer.concat([first, gzipSync(`${lists}\n`.repeat(1_000))]);
    expect((await readLog(packed)).summary).toMatchObject({ taken: 1_001, complete: true });
    expect((await readLog(packed.subarray(0, packed.length - 20))).calls.length).toBeGreaterThan(0);
    const damaged = Buffer.concat([gzipSync(`${leads}\n`.repeat(50_000)), Buffer.from(gzipSync(lists)).fill(7, 10)]);
    const { summary } = await readLog(damaged);
    expect(summary).toMatchObject({ complete: false, problem: 'the compressed data is damaged' });
    expect(summary.taken).toBeGreaterThan(0);
  });

  test('a byte order mark, bytes that are not UTF-8, and a line without end cost no other line', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(`${leads}\n`),
      Buffer.from([0xff, 0xfe, 0x22, 0xc3, 0x0a]),
      Buffer.alloc(longestLine + 1, 0x61),
      Buffer.from(`\n${lists}`),
    ]);
    const { calls, summary } = await readLog(bytes);
    expect(calls.map(({ line }) => line)).toEqual([1, 4]);
    expect(summary.skipped).toEqual([
      { reason: 'no-log-line', count: 1 },
      { reason: 'unread', count: 1 },
    ]);
  });

  test('does not hold a line that never ends', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const chunk = Buffer.alloc(1 << 20, 0x61);
      for (let count = 0; count < 400; count += 1) yield chunk;
      yield Buffer.from(`\n${leads}`);
    }
    const before = process.memoryUsage().arrayBuffers;
    const reading = readAccessLog(endless(), options);
    let calls = 0;
    for await (const _ of reading) calls += 1;
    expect(calls).toBe(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });

  test.each([
    ['quotes', '"'.repeat(longestLine - 100)],
    ['escaped quotes', `"${'\\"'.repeat(longestLine / 2 - 100)}`],
    ['words', 'a '.repeat(longestLine / 2 - 100)],
    ['brackets of JSON', `{"a":${'['.repeat(longestLine - 100)}`],
    ['brackets', '1 ['.repeat(longestLine / 3 - 100)],
  ])('takes no longer for a line of %s', async (_, line) => {
    const start = performance.now();
    await readLog(`${line}\n${leads}`);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe('what is no log is refused', () => {
  test.each([
    ['prose', 'Dear all,\nthe log is attached.\n'],
    ['a HAR', '{"log": {\n"entries": [\n]}}\n'],
    ['nothing but blanks', '\n\n\n'],
    ['a zip archive', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x0a])],
    ['UTF-16', Buffer.from(`\ufeff${leads}`, 'utf16le')],
  ])('%s', async (_, input) => {
    await expect(readLog(input)).rejects.toMatchObject({ name: 'InputError', next: expect.any(String) });
  });

  test('what the stream throws is passed on', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(leads);
      throw new Error('the pipe broke');
    }
    const reading = readAccessLog(broken(), options);
    const read = async () => {
      for await (const _ of reading);
    };
    await expect(read()).rejects.toThrow('the pipe broke');
    expect(() => reading.summary()).toThrow('after its last line');
  });
});

test('users are told apart only where a field is named for them, and never by their names', async () => {
  const principals = new Principals();
  const line = (user: string) => JSON.stringify({ method: 'GET', path: '/rest/v1/x', by: user });
  const text = ['sam', 'kim', '-', 'sam'].map(line).join('\n');
  const named = await readLog(text, { principals, fields: { user: 'by' } });
  const labels = principals.labels();
  expect(named.calls.map(({ principal }) => labels.get(principal))).toEqual(['user 1', 'user 2', 'unknown', 'user 1']);
  const unnamed = await readLog(text, { principals });
  expect(new Set(unnamed.calls.map(({ principal }) => principals.labels().get(principal)))).toEqual(
    new Set(['unknown']),
  );
  expect(JSON.stringify([...labels, named])).not.toMatch(/sam|kim/);
});

describe('whatever a log holds', () => {
  const secrets = [
    '9f8e7d6c-1234-4321-8765-0123456789ab:sj',
    'kQ7vZr2mXc9TnB4wLs8YpD1fGh6JdE3a',
    'rosa.l@fabrikam.example',
  ];
  const piece = fc.oneof(
    fc.constantFrom('"', '\\', ' ', '[', ']', '{', '}', ':', ',', '/', '?', '=', '&', '%40', '-', '\t', 'HTTP/1.1'),
    fc.constantFrom(
      'GET',
      'POST',
      '/rest/v1/leads.json',
      '"method"',
      '"path"',
      'https://123-abc-456.mktorest.com',
      '200',
    ),
    fc.constantFrom(...secrets, ...secrets.map(encodeURIComponent)),
    fc.string({ maxLength: 8 }),
  );
  const line = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc
      .array(piece, { maxLength: 12 })
      .map((pieces) => common(`GET /rest/v1/${pieces.join('').replaceAll('"', '')} HTTP/1.1`)),
    fc
      .array(piece, { maxLength: 12 })
      .map((pieces) => JSON.stringify({ method: 'POST', path: `/rest/v1/${pieces.join('')}` })),
  );

  test('every line is a call or counted, and no secret leaves', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 64 }), async (lines, size) => {
        const text = [leads, ...lines.map((one) => one.replace(/[\r\n]/g, ' '))].join('\n');
        const { calls, summary } = await readLog(`${text}\n`, { size });
        const skipped = summary.skipped.reduce((sum, { count }) => sum + count, 0);
        expect(summary).toMatchObject({ lines: lines.length + 1, taken: calls.length });
        expect(skipped + calls.length).toBe(summary.lines);
        expect(findLeaks(JSON.stringify({ calls, summary }), secrets)).toEqual([]);
        taken += calls.length;
      }),
      { numRuns: 500, seed: 58 },
    );
    // Were nothing ever taken, nothing could leak.
    expect(taken).toBeGreaterThan(1_500);
  });

  test('any bytes end in a result or an input error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await readLog(bytes, { size: 50 }).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'InputError' });
        });
      }),
      { numRuns: 300, seed: 59 },
    );
  });

  test('the bytes pass in the order of the stream', async () => {
    const calls: LoggedCall[] = [];
    for await (const call of readAccessLog(chunked(`${leads}\n`.repeat(3_000), 1_000), options)) calls.push(call);
    // The first are told one by one, as many as a report shows; one more stands for the others.
    expect(calls.slice(0, 100).map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(calls.slice(100)).toMatchObject([{ line: 3_000, times: 2_900 }]);
  });
});

describe('a long log', () => {
  const quiet = ['GET /healthz HTTP/1.1', 'GET /v2/orders?limit=5 HTTP/1.1'].map((one) => common(one));
  const kinds = [
    leads,
    common('POST /rest/v1/leads.json?_method=GET HTTP/1.1'),
    common('DELETE https://123-abc-456.mktorest.com/rest/v1/leads.json HTTP/1.1').replace('henrik.falk', 'sam'),
    '{"method":"GET","path":"\\/rest\\/v1\\/x.json"}',
    `123-abc-456.mktorest.com ${common('GET /else HTTP/1.1')}`,
    `${common('GET /rest/v1/lists.json HTTP/1.1')} "-" "a b 1.2" api.fabrikam.example`,
    'the pool of /rest/v1/leads.json is empty',
    '{\n "method": "GET",\n "path": "/rest/v1/y.json"\n}',
  ];

  test('gives what its lines give alone, wherever they stand', async () => {
    const lines = Array.from(
      { length: 4_000 },
      (_, index) => [...quiet, ...kinds][(index * 7) % (quiet.length + kinds.length)] ?? '',
    );
    const whole = await readLog(lines.join('\n'));
    const sums = (calls: readonly LoggedCall[]) => {
      const counted = new Map<string, number>();
      for (const call of calls) {
        const key = `${describeCall(call)} ${call.kind === 'api' ? call.host : ''}`;
        counted.set(key, (counted.get(key) ?? 0) + call.times);
      }
      return Object.fromEntries([...counted].sort());
    };
    const alone: LoggedCall[] = [];
    for (let at = 0; at < lines.length; at += 40) {
      const slice = await readLog(lines.slice(at, at + 40).join('\n'));
      alone.push(...slice.calls);
    }
    expect(sums(whole.calls)).toEqual(sums(alone));
    expect(Object.keys(sums(alone))).toHaveLength(6);
    expect(whole.summary.skipped.find(({ reason }) => reason === 'unread')?.count).toBe(400);
    expect(whole.summary.skipped.find(({ reason }) => reason === 'elsewhere')?.count).toBeGreaterThan(500);
  });
});

describe('a request like one before it', () => {
  const host = 'https://123-abc-456.mktorest.com';
  const told = (calls: readonly LoggedCall[]) =>
    calls.map((call) => (call.kind === 'api' ? `${call.method ?? '?'} ${call.path}` : 'MCP'));

  test.each([
    [
      'the value of an escaped _method',
      'POST',
      '/rest/v1/leads.json?%5Fmethod=GET',
      '/rest/v1/leads.json?%5Fmethod=PUT',
    ],
    [
      'a query that was left out from some place on',
      'POST',
      '/rest/v1/leads.json?a=1',
      '/rest/v1/leads.json?a=b...cut',
    ],
    ['a sign of equality in the path', 'GET', '/rest/v1/a=1/leads.json?a=1', '/rest/v1/a=2/lists.json?a=1'],
  ])('is told from it by %s', async (_, method, first, second) => {
    const lines = [first, second].map((path) => common(`${method} ${host}${path} HTTP/1.1`));
    const alone = await Promise.all(lines.map((line) => readLog(line)));
    expect(told((await readLog(lines.join('\n'))).calls)).toEqual(alone.flatMap(({ calls }) => told(calls)));
    expect(new Set(alone.flatMap(({ calls }) => told(calls))).size).toBe(2);
  });
});

// Each of them once took a time that grew with the square of its length.
test.each([
  ['a name', `{x: 'it', "a": ${'a'.repeat(200_000)}`],
  ['quotes', `{x: 'it', "a": ${'\\"'.repeat(250_000)}`],
  [
    'quotes behind a request to another',
    `${common('GET https://api.example/?to=mktorest.com/rest/v1/leads.json HTTP/1.1')} "${'\\"'.repeat(250_000)}`,
  ],
])(
  'a long line of %s is read at once',
  async (_, line) => {
    const { summary } = await readLog(`${leads}\n${line}\n`);
    expect(summary.lines).toBe(2);
  },
  20_000,
);
