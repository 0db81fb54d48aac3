import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ByteProgress } from '../../src/load/bytes.ts';
import { type LoadHarOptions, loadHar } from '../../src/load/har.ts';
import { chunked, entry, har, hostFamily } from '../har/kit.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function load(file: string, options: Partial<LoadHarOptions> = {}) {
  const reading = loadHar(file, { hostFamily, ...options });
  let exchanges = 0;
  for await (const _ of reading) exchanges += 1;
  return { exchanges, summary: reading.summary() };
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('what cannot be opened says why and what next', () => {
  test('a missing file', async () => {
    const path = join(folder, 'missing.har');
    await expect(load(path)).rejects.toMatchObject({
      name: 'InputError',
      what: 'no such file',
      at: { file: path },
      next: expect.stringContaining('check the path'),
    });
  });

  test('a folder, and a link to one', async () => {
    const link = join(folder, 'link');
    await mkdir(join(folder, 'captures'));
    await symlink(join(folder, 'captures'), link);
    for (const path of [join(folder, 'captures'), link]) {
      await expect(load(path)).rejects.toMatchObject({ what: 'this is a folder, not a file', at: { file: path } });
    }
  });

  test('a link that leads back to itself', async () => {
    const link = join(folder, 'loop');
    await symlink(link, link);
    await expect(load(link)).rejects.toMatchObject({ name: 'InputError', at: { file: link } });
  });

  test('a path below a file', async () => {
    const path = join(await file('plain.har', har()), 'inner.har');
    await expect(load(path)).rejects.toMatchObject({ what: 'no such file' });
  });

  test('an empty file', async () => {
    await expect(load(await file('empty.har', ''))).rejects.toMatchObject({ what: 'the file is empty' });
  });

  // Root may read everything, so there the refusal cannot be produced.
  test.skipIf(getuid?.() === 0)('a file without permission', async () => {
    const path = await file('closed.har', har());
    await chmod(path, 0o000);
    await expect(load(path)).rejects.toMatchObject({ what: 'the file may not be read' });
  });

  test('a file that is no HAR is named', async () => {
    const path = await file('other.json', '{"name":"rolefit"}');
    await expect(load(path)).rejects.toMatchObject({ name: 'InputError', at: { file: path } });
  });
});

describe('reading', () => {
  test('reports bytes up to the size of the file', async () => {
    const content = har(...Array.from({ length: 3_000 }, () => entry()));
    const progress: ByteProgress[] = [];
    const result = await load(await file('large.har', content), { onProgress: (step) => progress.push(step) });
    expect(result).toMatchObject({ exchanges: 3_000, summary: { complete: true } });
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.at(-1)).toEqual({ read: content.length, total: content.length });
    expect(progress.map(({ read }) => read)).toEqual(progress.map(({ read }) => read).sort((a, b) => a - b));
  });

  test('goes no further than it is asked', async () => {
    const path = await file('long.har', har(...Array.from({ length: 20_000 }, () => entry())));
    let read = 0;
    const onProgress = (step: ByteProgress) => {
      read = step.read;
    };
    const reading = loadHar(path, { hostFamily, onProgress });
    for await (const _ of reading) break;
    expect(read).toBeLessThanOrEqual(2 * 256 * 1024);
  });

  test('takes standard input for "-"', async () => {
    const progress: ByteProgress[] = [];
    const stdin = chunked(har(entry(), entry()), 100);
    const result = await load('-', { stdin, onProgress: (step) => progress.push(step) });
    expect(result.exchanges).toBe(2);
    expect(progress.at(-1)).toEqual({ read: har(entry(), entry()).length });
  });

  test('names standard input in errors', async () => {
    await expect(load('-', { stdin: chunked('[]') })).rejects.toMatchObject({ at: { file: '-' } });
  });

  test('passes on what the stream throws', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"log":');
      throw new Error('the pipe broke');
    }
    await expect(load('-', { stdin: broken() })).rejects.toThrow('the pipe broke');
  });

  test('finds an answer in a file beside the HAR', async () => {
    const body = JSON.stringify({ success: false, errors: [{ code: '603' }] });
    const path = await file('attached.har', har(entry({ response: { content: { _file: 'answer.json' } } })));
    await file('answer.json', body);
    expect(await outcomesOf(path)).toEqual(['denied']);
  });

  test('follows no link to an answer, opens no pipe and no folder', async () => {
    const body = JSON.stringify({ success: false, errors: [{ code: '603' }] });
    await mkdir(join(folder, 'elsewhere'));
    await file('elsewhere/secret.json', body);
    await symlink(join(folder, 'elsewhere', 'secret.json'), join(folder, 'linked.json'));
    execFileSync('mkfifo', [join(folder, 'pipe.json')]);
    const named = ['linked.json', 'pipe.json', 'elsewhere', 'missing.json'];
    const path = await file('linked.har', har(...named.map((_file) => entry({ response: { content: { _file } } }))));
    expect(await outcomesOf(path)).toEqual(['attempted', 'attempted', 'attempted', 'attempted']);
  });
});

async function outcomesOf(path: string): Promise<string[]> {
  const outcomes: string[] = [];
  for await (const { outcome } of loadHar(path, { hostFamily })) outcomes.push(outcome);
  return outcomes;
}
