import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { loadHar } from '../../src/load/har.ts';
import { loadMcpTraffic } from '../../src/load/mcp.ts';
import { type CopyTarget, checkHarFile, redactHarFile } from '../../src/load/redact-har.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';
import { chunked, entry, har } from '../har/kit.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { findLeaks, privateTexts } from '../kit/leaks.ts';

const traffic = fileURLToPath(new URL('../../fixtures/traffic/', import.meta.url));
const recordings = (await readdir(traffic, { recursive: true }))
  .filter((name) => /\.(?:z?har(?:\.gz)?|zip)$/.test(name))
  .sort();

let base = '';
let folder = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rolefit-redact-'));
});
beforeEach(async () => {
  folder = await mkdtemp(join(base, 'case-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

function inputOf(path: string, stdin: AsyncIterable<Uint8Array> = chunked('')) {
  return { path, cwd: folder, stdin, hosts: [] };
}

function copy(from: string, to: string, over: Partial<Extract<CopyTarget, { kind: 'file' }>> = {}) {
  return redactHarFile(inputOf(from), { kind: 'file', path: to, replace: false, ...over }, { hideMunchkin: true });
}

async function write(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return name;
}

describe.each(recordings)('the copy of fixtures/traffic/%s', (name) => {
  const path = join(traffic, name);

  test('gives the same report, holds nothing private, and passes its own check', async () => {
    const summary = await copy(path, 'copy.har');
    const text = await readFile(join(folder, 'copy.har'), 'utf8');
    expect(await checkHarFile(inputOf('copy.har'))).toMatchObject({ isClean: true, entries: summary.kept });
    const dropped = summary.dropped.length > 0 || summary.problem !== undefined;
    expect(await reportOf('copy.har', dropped)).toEqual(await reportOf(path, dropped));
    expect(findLeaks(text, await privateOf(path))).toEqual([]);
  });
});

/** The report of a HAR as data, without the file's name; where entries were dropped, without their positions. */
async function reportOf(path: string, isMoved: boolean): Promise<unknown> {
  const { io, stdout } = createFakeIo({ cwd: folder });
  await run(['analyze', path, '--format', 'json', '--granted', 'Access API'], io);
  const text = stdout()
    .replaceAll(path, 'FILE')
    .replaceAll(basename(path), 'FILE')
    .replaceAll(/could not be read to its end: [^"]*/g, 'could not be read to its end')
    .replaceAll(/entry \d+|"entry": \d+/g, (place) => (isMoved ? place.replace(/\d+/, '0') : place));
  const report = JSON.parse(text);
  // What was left out of the recording is not in the copy, and neither are the secrets that the recording is warned for.
  for (const input of report.inputs)
    for (const key of ['read', 'skipped', 'problem', 'notes', 'secrets']) delete input[key];
  const isSame = ({ kind }: { kind: string }) => kind !== 'secret-in-recording';
  return {
    ...report,
    findings: report.findings.filter(isSame).map(({ fingerprint: _, ...finding }: { fingerprint: unknown }) => finding),
  };
}

/** What was planted into the recordings, and everything that this one says in headers, queries and bodies. */
async function privateOf(path: string): Promise<string[]> {
  const bytes = await readFile(path);
  const planted: string[] = JSON.parse(await readFile(join(traffic, 'lead-sync', 'secrets.json'), 'utf8'));
  const beside = await readFile(join(path, '..', 'secrets.json'), 'utf8').catch(() => '[]');
  const text = path.endsWith('.gz') ? gunzipSync(bytes) : path.endsWith('.zhar') ? inflateSync(bytes) : bytes;
  const own = isWhole(text.toString()) ? privateTexts(text.toString(), await publicText(path)) : [];
  return [...planted, ...JSON.parse(beside), ...own];
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

/** What a copy may say: what the reader gives of the recording, and the copy's own words. */
async function publicText(path: string): Promise<string> {
  const words = new Set([
    ...['mkto-ingestion-api.adobe.io', 'HTTP/1.1', 'REDACTED', 'Authorization', 'authorization'],
    ...['application/json', 'application/x-www-form-urlencoded', 'application/octet-stream', 'text/csv', 'x-unknown'],
    '{"success":true}',
    ...['X-Marketo-Client-Id', 'tools/call'],
  ]);
  for await (const call of loadHar(path, {
    hostFamily: (host) => hostFamily(host, []),
    mcp: await loadMcpTraffic(),
  })) {
    const { workspaces = [], partitions = [], refusedPartitions = [] } = call;
    for (const place of [...workspaces, ...partitions, ...refusedPartitions]) words.add(place);
    for (const word of [...(call.tools ?? []), ...(call.createdJob === undefined ? [] : [call.createdJob])])
      words.add(word);
    for (const name of ['', ...call.parameters]) words.add(`${call.path}?${name}`).add(name);
  }
  return [...words].join('\n');
}

describe('the file', () => {
  test('is readable by its owner alone, and nothing else is left', async () => {
    await copy(await write('in.har', har(entry())), 'out.har');
    expect((await stat(join(folder, 'out.har'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['in.har', 'out.har']);
  });

  test('is packed when its name says so', async () => {
    await write('in.har', har(entry()));
    await copy('in.har', 'out.har');
    await copy('in.har', 'out.har.gz');
    const packed = await readFile(join(folder, 'out.har.gz'));
    expect(gunzipSync(packed).toString()).toBe(await readFile(join(folder, 'out.har'), 'utf8'));
  });

  test('comes from standard input too, and goes to a stream', async () => {
    let text = '';
    const write = async (piece: string) => {
      text += piece;
    };
    const target = { kind: 'stream', write } as const;
    await redactHarFile(inputOf('-', chunked(har(entry(), entry()), 50)), target, {});
    expect(JSON.parse(text).log.entries).toHaveLength(2);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('never costs a file', () => {
  const precious = 'precious';

  test.each([
    ['one that is there already', async () => write('out.har', precious), 'is there already', {}],
    ['a folder', async () => mkdir(join(folder, 'out.har')), 'is a folder', { replace: true }],
    ['a link to anything', async () => symlink('nowhere', join(folder, 'out.har')), 'is there already', {}],
    [
      'the recording under a link',
      async () => symlink('in.har', join(folder, 'out.har')),
      'recording itself',
      { replace: true },
    ],
    [
      'the recording under another name',
      async () => link(join(folder, 'in.har'), join(folder, 'out.har')),
      'recording itself',
      { replace: true },
    ],
  ])('%s', async (_, prepare, message, over) => {
    await write('in.har', har(entry()));
    await prepare();
    await expect(copy('in.har', 'out.har', over)).rejects.toMatchObject({
      name: 'InputError',
      what: expect.stringContaining(message),
      next: expect.any(String),
    });
    expect(await readFile(join(folder, 'in.har'), 'utf8')).toBe(har(entry()));
    expect((await readdir(folder)).sort()).toEqual(['in.har', 'out.har']);
  });

  test('unless it is told to replace it', async () => {
    await write('in.har', har(entry()));
    await write('out.har', precious);
    await copy('in.har', 'out.har', { replace: true });
    expect(await readFile(join(folder, 'out.har'), 'utf8')).toContain('"entries"');
  });

  test('even when it comes into being while the copy is made', async () => {
    const slow = (async function* () {
      yield Buffer.from(har(entry()));
      await write('out.har', precious);
    })();
    await expect(
      redactHarFile(inputOf('-', slow), { kind: 'file', path: 'out.har', replace: false }, {}),
    ).rejects.toMatchObject({ what: expect.stringContaining('already') });
    expect(await readFile(join(folder, 'out.har'), 'utf8')).toBe(precious);
  });
});

describe('leaves nothing behind', () => {
  test.each([
    ['for what is no HAR', '{"name":"x"}', 'not a HAR'],
    ['for an empty file', '', 'empty'],
  ])('%s', async (_, content, message) => {
    await write('in.har', content);
    await expect(copy('in.har', 'out.har')).rejects.toMatchObject({
      name: 'InputError',
      what: expect.stringContaining(message),
      at: { file: 'in.har' },
    });
    expect(await readdir(folder)).toEqual(['in.har']);
  });

  test('for a stream that breaks in the middle', async () => {
    const broken = (async function* () {
      yield Buffer.from(har(entry()).slice(0, -3));
      throw new Error('the pipe broke');
    })();
    const target = { kind: 'file', path: 'out.har', replace: true } as const;
    await expect(redactHarFile(inputOf('-', broken), target, {})).rejects.toThrow('the pipe broke');
    expect(await readdir(folder)).toEqual([]);
  });

  test('for a folder that is not there', async () => {
    await write('in.har', har(entry()));
    await expect(copy('in.har', 'no/out.har')).rejects.toMatchObject({
      what: 'the folder of "no/out.har" does not exist',
    });
  });

  test('for a name that is too long', async () => {
    await write('in.har', har(entry()));
    await expect(copy('in.har', `${'x'.repeat(300)}.har`)).rejects.toMatchObject({
      name: 'InputError',
      what: expect.stringContaining('cannot write'),
    });
    expect(await readdir(folder)).toEqual(['in.har']);
  });
});
