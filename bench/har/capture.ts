import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
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

const requestHeaders = {
  ':authority': '123-abc-456.mktorest.com',
  ':method': 'GET',
  ':path': '/rest/v1/leads.json',
  ':scheme': 'https',
  accept: 'application/json, text/plain, */*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9,nb;q=0.8',
  'cache-control': 'no-cache',
  origin: 'https://app.example.test',
  referer: 'https://app.example.test/',
  'sec-ch-ua': '"Chromium";v="140", "Not=A?Brand";v="24"',
  'sec-fetch-mode': 'cors',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

const responseHeaders = {
  'cache-control': 'no-cache',
  'content-encoding': 'gzip',
  'content-type': 'application/json;charset=UTF-8',
  date: 'Fri, 02 Oct 2026 08:15:30 GMT',
  server: 'cloudflare',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  vary: 'accept-encoding',
  'x-correlation-id': '7c1f0f6e-6b1d-4d0e-9d1c-0b2f3a4c5d6e',
};

const asList = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

const callFrames = ['request', 'fetchPage', 'syncLeads', 'run'].map((functionName, index) => ({
  functionName,
  scriptId: '37',
  url: 'https://app.example.test/assets/main-4f1d2c3b.js',
  lineNumber: index,
  columnNumber: 1_200 + 310 * index,
}));

function makeEntry(index: number, random: Random, ours: boolean, denied: boolean): string {
  const url = ours
    ? `https://123-abc-456.mktorest.com/rest/v1/leads.json?filterType=id&filterValues=${index}`
    : `https://cdn.example.test/app.js?v=${index}`;
  const text = makeBody(random, denied);
  const entry = {
    _connectionId: '1187',
    _initiator: { type: 'script', stack: { callFrames } },
    _priority: 'High',
    _resourceType: 'fetch',
    cache: {},
    connection: '443',
    pageref: 'page_1',
    request: {
      method: 'GET',
      url,
      httpVersion: 'h2',
      headers: asList(requestHeaders),
      queryString: [
        { name: 'filterType', value: 'id' },
        { name: 'filterValues', value: String(index) },
      ],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'h2',
      headers: asList(responseHeaders),
      cookies: [],
      content: { size: text.length, mimeType: 'application/json', text },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: text.length,
      _error: null,
      _fetchedViaServiceWorker: false,
    },
    serverIPAddress: '192.0.2.17',
    startedDateTime: new Date(Date.UTC(2026, 9, 2) + index * 250).toISOString(),
    time: random() * 300,
    timings: { blocked: 1.2, dns: -1, ssl: -1, connect: -1, send: 0.2, wait: random() * 200, receive: random() * 90 },
  };
  // Chrome prints a recording with two blanks to a level, of which an entry has three above it.
  return JSON.stringify(entry, null, 2).replaceAll('\n', '\n      ');
}

/** Writes a seeded capture of about that size, laid out and filled as Chrome does: mostly answers of 5 to 50 KB. */
export function writeCapture(file: string, megabytes: number): Counts {
  const random = seeded(20261122);
  const counts = { entries: 0, taken: 0, denied: 0 };
  const out = openSync(file, 'w');
  try {
    let size = writeSync(
      out,
      '{ "log": { "version": "1.2", "creator": { "name": "WebInspector", "version": "537.36" }, "entries": [\n',
    );
    while (size < megabytes * 1e6) {
      const ours = random() < 0.84;
      const denied = ours && random() < 0.02;
      const separator = counts.entries === 0 ? '' : ',\n';
      size += writeSync(out, separator + makeEntry(counts.entries, random, ours, denied));
      counts.entries += 1;
      counts.taken += ours ? 1 : 0;
      counts.denied += denied ? 1 : 0;
    }
    writeSync(out, '\n] } }\n');
  } finally {
    closeSync(out);
  }
  return counts;
}

/** The capture of that size in a folder, and what it holds. One that is there already is taken as it is. */
export function keptCapture(folder: string, megabytes: number): { readonly file: string; readonly counts: Counts } {
  const file = join(folder, `recording-${megabytes}.har`);
  const countsFile = `${file}.counts.json`;
  // The counts are written last, so a capture that has some is whole.
  if (!existsSync(countsFile)) writeFileSync(countsFile, JSON.stringify(writeCapture(file, megabytes)));
  return { file, counts: JSON.parse(readFileSync(countsFile, 'utf8')) as Counts };
}
