import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type Random, seeded } from '../../test/har/mutations.ts';

/** What a capture holds, and so what a reader has to find. */
export interface Counts {
  readonly entries: number;
  /** To Marketo. */
  readonly taken: number;
  readonly denied: number;
}

function makeBody(random: Random, denied: boolean): string {
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

function makeEntry(index: number, random: Random, ours: boolean, denied: boolean): string {
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

/** Writes a seeded capture of about that size, laid out and filled as Chrome does: mostly answers of 5 to 50 KB. */
export async function writeCapture(file: string, megabytes: number): Promise<Counts> {
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
