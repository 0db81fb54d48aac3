import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { answerFormats } from '../../src/report/index.ts';
import { chunked, entry, har, host, identity } from '../har/kit.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { findLeaks } from '../kit/leaks.ts';

const secret = 'Zk8sQ2vYpL4mT9xWcR7bN1hJ6dF3gA5e';
const recording = har(
  identity('t1', 'api@example.test'),
  entry({ request: { url: `https://${host}/rest/v1/leads.json?client_secret=${secret}` } }),
  { request: { method: 'GET', url: 'https://shop.example/' } },
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-redact-'));
  await writeFile(join(folder, 'in.har'), recording);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, stdin: chunked(recording, 100) });
  return { code: await run(['redact', ...argv], io), stdout: stdout(), stderr: stderr() };
}

describe('a copy', () => {
  test('goes to the file, what was dropped to stderr, and nothing to stdout', async () => {
    const { code, stdout, stderr } = await shell('in.har', 'out.har');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('2 calls to Marketo kept; dropped: 1 sent to a host that is not one of Marketo\n');
    const text = await readFile(join(folder, 'out.har'), 'utf8');
    expect(findLeaks(text, [secret, 'shop.example'])).toEqual([]);
  });

  test('goes to stdout for "-", and comes from stdin', async () => {
    await shell('in.har', 'out.har');
    const { code, stdout, stderr } = await shell('-', '-', '--quiet');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(await readFile(join(folder, 'out.har'), 'utf8'));
  });

  test('takes its options', async () => {
    const { stdout } = await shell('in.har', '-', '--munchkin', '--drop-times', '--quiet');
    expect(stdout).toContain('https://000-AAA-000.mktorest.com/');
    expect(stdout).not.toMatch(/2026-10|123-abc-456/i);
    const proxied = await shell('in.har', '-', '--host', 'shop.example', '--quiet');
    expect(JSON.parse(proxied.stdout).log.entries).toHaveLength(3);
  });

  test('of a recording that breaks off, or that holds no call, ends with 3 and a warning', async () => {
    await writeFile(join(folder, 'in.har'), recording.slice(0, -20));
    expect(await shell('in.har', 'cut.har')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is not whole'),
    });
    await writeFile(join(folder, 'in.har'), har());
    expect(await shell('in.har', 'none.har')).toMatchObject({ code: 3, stderr: expect.stringContaining('no call') });
    expect((await readdir(folder)).sort()).toEqual(['cut.har', 'in.har', 'none.har']);
  });

  test('is not made where that is a mistake', async () => {
    await writeFile(join(folder, 'there.har'), 'precious');
    for (const argv of [
      ['in.har'],
      ['in.har', 'in.har', '--force'],
      ['in.har', 'there.har'],
      ['in.har', 'out.har', '--check'],
      ['missing.har', 'out.har'],
      ['in.har', 'out.har', '--munchkins'],
    ]) {
      const { code, stdout, stderr } = await shell(...argv);
      expect({ argv, code, stdout }).toEqual({ argv, code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: [\s\S]*\n {2}help: /);
    }
    expect((await readdir(folder)).sort()).toEqual(['in.har', 'there.har']);
    expect(await readFile(join(folder, 'there.har'), 'utf8')).toBe('precious');
    expect((await shell('in.har', 'there.har', '--force')).code).toBe(0);
  });
});

describe('a slow reader of stdout', () => {
  const large = har(...Array.from({ length: 2_000 }, () => entry()));

  async function copyTo(stdout: Writable) {
    const { io } = createFakeIo({ cwd: folder, stdin: chunked(large, 10_000), stdout });
    return run(['redact', '-', '-', '--quiet'], io);
  }

  test('is waited for, so that memory does not grow with the file', async () => {
    let most = 0;
    let length = 0;
    const stdout = new Writable({
      highWaterMark: 1_000,
      write(chunk: Buffer, _encoding, done) {
        most = Math.max(most, stdout.writableLength);
        length += chunk.length;
        setImmediate(done);
      },
    });
    expect(await copyTo(stdout)).toBe(0);
    expect(length).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThan(100_000);
  });

  test('is not waited for when it has gone', async () => {
    const stdout = new Writable({ highWaterMark: 1_000, write: () => setImmediate(() => stdout.destroy()) });
    stdout.on('error', () => undefined);
    expect(await copyTo(stdout)).toBe(0);
  });
});

describe('--check', () => {
  test.each(answerFormats)('as %s names kinds and places, no value, and ends with 1', async (format) => {
    const { code, stdout, stderr } = await shell('in.har', '--check', '--format', format);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/client.secret/i);
    expect(findLeaks(stdout, [secret, host, 'shop.example', 't1'])).toEqual([]);
    expect(await readdir(folder)).toEqual(['in.har']);
  });

  test('says where and what to do', async () => {
    const { stdout } = await shell('in.har', '--check');
    expect(stdout).toMatch(/leak +A client secret +2 +0 and 1\n/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('A client secret does not expire');
    expect(stdout).toContain('this HAR leaks · 3 entries checked');
  });

  test('as JSON is data', async () => {
    const { stdout } = await shell('in.har', '--check', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'leaks',
      clean: false,
      entries: 3,
      leaks: expect.arrayContaining([{ kind: 'other-host', weight: 'leak', count: 1, entries: [2] }]),
    });
  });

  test('of a copy ends with 0', async () => {
    await shell('in.har', 'out.har');
    const { code, stdout } = await shell('out.har', '--check');
    expect(code).toBe(0);
    expect(stdout).toContain('nothing leaks · 2 entries checked');
  });

  test('of what is no HAR is an error', async () => {
    await writeFile(join(folder, 'in.har'), '[]');
    expect(await shell('in.har', '--check')).toMatchObject({ code: 2, stdout: '' });
  });
});
