/**
 * Measures the HAR reader: speed, peak memory, and whether it counted right.
 *
 *   npx tsx bench/har-memory.ts [megabytes, default 500]
 *
 * A seeded Chrome-like capture of that size is written to a temporary folder and read by a child process, so that the
 * peak is the reader's own. The last line is a JSON object.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process, { argv, execArgv, resourceUsage, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadHar } from '../src/load/har.ts';

interface Counts {
  readonly entries: number;
  readonly taken: number;
  readonly denied: number;
}

interface Measured extends Counts {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

const marketo = /^\d{3}-[a-z]{3}-\d{3}\.mktorest\.com$/;

/** Mulberry32: a small generator with a seed, so that every run reads the same bytes. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function makeBody(random: () => number, denied: boolean): string {
  if (denied)
    return JSON.stringify({ requestId: '1a#2', success: false, errors: [{ code: '603', message: 'Access denied' }] });
  const size = 5_000 + random() * 45_000;
  const result = [];
  for (let length = 0; length < size; length += 190) {
    const id = Math.floor(random() * 1e7);
    const note = 'said "hello"\n\tin a C:\\path, Zoë Ødegård 東京 🚀';
    result.push({
      id,
      email: `p${id}@example.test`,
      firstName: 'Zoë',
      note,
      score: Math.round(random() * 100),
      updatedAt: '2026-10-02T08:15:30Z',
    });
  }
  return JSON.stringify({ requestId: '1a#2', result, success: true });
}

function makeEntry(index: number, random: () => number, ours: boolean, denied: boolean): string {
  const url = ours
    ? `https://123-abc-456.mktorest.com/rest/v1/leads.json?filterType=id&filterValues=${index}`
    : `https://cdn.example.test/app.js?v=${index}`;
  const entry = {
    _initiator: {
      type: 'script',
      stack: { callFrames: [{ functionName: 'load', url: 'https://app.example.test/main.js', lineNumber: 10 }] },
    },
    _priority: 'High',
    _resourceType: 'fetch',
    cache: {},
    request: {
      method: 'GET',
      url,
      httpVersion: 'h2',
      headers: [':authority', ':method', ':path', 'accept', 'user-agent'].map((name) => ({
        name,
        value: `${name} value`,
      })),
      queryString: [{ name: 'filterType', value: 'id' }],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: 200,
      statusText: '',
      headers: [],
      content: { size: 1, mimeType: 'application/json', text: makeBody(random, denied) },
    },
    startedDateTime: new Date(Date.UTC(2026, 9, 2) + index * 250).toISOString(),
    time: random() * 300,
  };
  return JSON.stringify(entry, null, 2);
}

async function writeCapture(file: string, megabytes: number): Promise<Counts> {
  const random = seeded(20261122);
  const out = createWriteStream(file);
  const counts = { entries: 0, taken: 0, denied: 0 };
  let size = await put(
    out,
    '{ "log": { "version": "1.2", "creator": { "name": "WebInspector", "version": "537.36" }, "entries": [\n',
  );
  while (size < megabytes * 1e6) {
    const ours = random() < 0.84;
    const denied = ours && random() < 0.02;
    const separator = counts.entries === 0 ? '' : ',\n';
    size += await put(out, separator + makeEntry(counts.entries, random, ours, denied));
    counts.entries += 1;
    counts.taken += ours ? 1 : 0;
    counts.denied += denied ? 1 : 0;
  }
  out.end('\n] } }\n');
  await once(out, 'finish');
  return counts;
}

async function put(out: WriteStream, text: string): Promise<number> {
  if (!out.write(text)) await once(out, 'drain');
  return Buffer.byteLength(text);
}

async function read(file: string): Promise<Measured> {
  const start = performance.now();
  const reading = loadHar(file, { hostFamily: (host) => (marketo.test(host) ? 'rest' : undefined) });
  let denied = 0;
  for await (const exchange of reading) denied += exchange.outcome === 'denied' ? 1 : 0;
  const { entries, taken } = reading.summary();
  const seconds = (performance.now() - start) / 1000;
  return { entries, taken, denied, seconds, peakMegabytes: resourceUsage().maxRSS / 1024 };
}

async function main(): Promise<number> {
  const [, self = '', first, file] = argv;
  if (first === 'read' && file !== undefined) {
    stdout.write(JSON.stringify(await read(file)));
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'har-memory-'));
  try {
    const capture = join(folder, 'capture.har');
    const expected = await writeCapture(capture, Number(first ?? 500));
    const bytes = (await stat(capture)).size;
    const child = spawnSync(process.execPath, [...execArgv, fileURLToPath(new URL(import.meta.url)), 'read', capture], {
      encoding: 'utf8',
    });
    if (child.status !== 0) throw new Error(`the reader failed in ${self}: ${child.stderr}`);
    const measured = JSON.parse(child.stdout) as Measured;
    const right = (['entries', 'taken', 'denied'] as const).every((name) => measured[name] === expected[name]);
    const speed = bytes / 1e6 / measured.seconds;
    stdout.write(`${JSON.stringify({ megabytes: bytes / 1e6, ...measured, megabytesPerSecond: speed, right })}\n`);
    return right ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

process.exitCode = await main();
