import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const cwd = fileURLToPath(new URL('../../fixtures/traffic/access-logs/', import.meta.url));

async function shell(argv: readonly string[], stdin?: Uint8Array) {
  const piped = (async function* () {
    if (stdin !== undefined) yield stdin;
  })();
  const { io, stdout, stderr } = createFakeIo({ cwd, stdin: piped });
  const code = await run(argv, io);
  return { code, stdout: stdout(), words: stdout().replace(/\s+/g, ' '), stderr: stderr() };
}

describe('rolefit reads access logs', () => {
  test('that their names tell', async () => {
    const { code, words } = await shell(['combined.log', 'access.log.1.gz']);
    expect(code).toBe(1);
    expect(words).toContain('POST /rest/v1/leads.json');
    expect(words).toContain('combined.log line 6 (attempted)');
  });

  test('from standard input', async () => {
    const { stdout } = await shell(['-', '--from', 'access-log', '--format', 'json'], readFileSync(`${cwd}envoy.log`));
    expect(JSON.parse(stdout)).toMatchObject({ coverage: { calls: 7 }, inputs: [{ file: '-', read: 9 }] });
  });

  test('with fields of their own, one role for each user', async () => {
    const fields = ['--log-fields', 'method=req.m,url=req.url,user=req.by'];
    const { stdout } = await shell(['own-fields.ndjson', ...fields, '--format', 'json']);
    const { services } = JSON.parse(stdout) as { services: { name: string }[] };
    expect(services.map(({ name }) => name)).toEqual(['user 1', 'user 2']);
  });

  test('that break off, and says so with 3', async () => {
    const { code, words } = await shell(['cut-off.log']);
    expect(code).toBe(3);
    expect(words).toContain('the last line is cut off');
  });
});

describe('a mistake of usage ends with 2 and one error', () => {
  test.each([
    ['another format', ['common.log', '--from', 'pcap'], '"pcap"'],
    ['a log that is none', ['README.md', '--from', 'access-log'], 'no line of it is one of an access log'],
    ['no file', ['--from', 'access-log'], 'no file is given'],
    ['fields that are none', ['own-fields.ndjson', '--log-fields', 'metod=req.m'], 'did you mean "method"?'],
    ['a file that is not there', ['no.log'], 'no such file'],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await shell(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('internal error');
  });
});
