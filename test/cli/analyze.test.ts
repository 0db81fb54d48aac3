import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { InputError, InputErrors } from '../../src/model/input-error.ts';
import type { Report } from '../../src/model/report.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const analyzePaths = vi.hoisted(() => vi.fn());
// The analysis has tests of its own; here it is a report made by hand, so that streams and codes are all that is tested.
vi.mock('../../src/load/analyze-paths.ts', () => ({ analyzePaths }));

const sample = createReportModel();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-'));
  analyzePaths.mockReset().mockResolvedValue(createCleanReport(sample));
});
afterEach(() => rm(folder, { recursive: true }));

async function shell(argv: readonly string[], over: Partial<Io> = {}) {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, ...over });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

function returns(report: Report) {
  analyzePaths.mockResolvedValue(report);
}

describe('analyze', () => {
  test('is the default command, on the current folder', async () => {
    expect(await shell([])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('default: minimal role, 1 permission'),
    });
    expect(analyzePaths.mock.calls[0]).toMatchObject([['.'], { cwd: folder, hosts: [] }]);
  });

  test('hands on what was asked for', async () => {
    await shell([
      'src',
      '-',
      '--host',
      'a.example',
      '--host',
      'b.example',
      '--principal',
      'user 1',
      '--granted',
      'Read-Only Lead',
    ]);
    expect(analyzePaths.mock.calls[0]).toMatchObject([
      ['src', '-'],
      { hosts: ['a.example', 'b.example'], principal: 'user 1', granted: { permissions: ['Read-Only Lead'] } },
    ]);
  });

  test('hands on how source code is to be read; without it, nothing is included', async () => {
    const flags = ['--include-tests', '--include-unreachable'];
    const files = ['--entry', 'a.ts', '--entry', 'b.ts', '--clients', 'own.json', '--clients', 'more.json'];
    await shell([...flags, ...files]);
    expect(analyzePaths.mock.calls[0]?.[1]).toMatchObject({
      includeTests: true,
      includeUnreachable: true,
      entries: ['a.ts', 'b.ts'],
      clients: ['own.json', 'more.json'],
    });
    await shell(['role']);
    expect(analyzePaths.mock.calls[1]?.[1]).toMatchObject({ includeTests: false, includeUnreachable: false });
  });

  test.each([
    ['stdin alone', ['-'], ['-']],
    ['stdin for the named command', ['analyze', '-', 'src'], ['-', 'src']],
    ['a file whose name begins with a dash', ['--', '-x.har', 'src'], ['./-x.har', 'src']],
  ])('reads %s', async (_, argv, paths) => {
    await shell(argv);
    expect(analyzePaths.mock.calls[0]?.[0]).toEqual(paths);
  });

  test.each(['json', 'markdown', 'text'])('--format %s: stdout has the result and nothing else', async (format) => {
    const { code, stdout, stderr } = await shell(['--format', format, '--fail-on', 'never']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.endsWith('\n')).toBe(true);
    if (format === 'json') expect(JSON.parse(stdout).schemaVersion).toBe(1);
  });

  test('findings make the exit code 1, and the report is printed all the same', async () => {
    const { code, stdout } = await shell([]);
    expect({ code, found: stdout.includes('Untick in the') }).toEqual({ code: 0, found: false });
    returns({ ...createReport(sample), inputs: [] });
    const failed = await shell([]);
    expect({ code: failed.code, found: failed.stdout.includes('Untick in the') }).toEqual({
      code: 1,
      found: true,
    });
  });

  test('nothing analysed is 3 with a warning on stderr, which --quiet drops', async () => {
    returns({
      ...createCleanReport(sample),
      services: [],
      coverage: { ...createCleanReport(sample).coverage, calls: 0 },
    });
    expect(await shell([])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('warning: no API call was analysed'),
    });
    expect(await shell(['--quiet'])).toMatchObject({ code: 3, stderr: '' });
  });

  test('an unknown grant is refused before anything is read', async () => {
    expect(await shell(['--granted', 'Read-Only Leed'])).toMatchObject({ code: 2, stdout: '' });
    expect(analyzePaths).not.toHaveBeenCalled();
  });
});

describe('colour', () => {
  const terminal = { stdoutIsTTY: true, stderrIsTTY: true };
  test.each([
    ['a pipe', [], {}, {}, false],
    ['a terminal', [], terminal, {}, true],
    ['a dumb terminal', [], terminal, { TERM: 'dumb' }, false],
    ['NO_COLOR', [], terminal, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', [], terminal, { NO_COLOR: '' }, true],
    ['FORCE_COLOR into a pipe', [], {}, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], terminal, { FORCE_COLOR: '0' }, false],
    ['NO_COLOR over FORCE_COLOR', [], terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['--color over NO_COLOR', ['--color'], {}, { NO_COLOR: '1' }, true],
    ['--no-color over FORCE_COLOR', ['--no-color'], terminal, { FORCE_COLOR: '1' }, false],
  ] as const)('%s', async (_, argv, over, env, isColored) => {
    const { stdout } = await shell(argv, { ...over, env });
    expect(stdout.includes('\u001b[')).toBe(isColored);
  });
});

describe('--output', () => {
  test('writes the file whole, leaves nothing beside it and stdout empty', async () => {
    await writeFile(join(folder, 'out.json'), 'old');
    expect(await shell(['--format', 'json', '--output', 'out.json'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'wrote out.json: minimal role: 1 permission · 1 of 1 call followed\n',
    });
    expect(await shell(['--format', 'json', '--output', 'out.json', '-q'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')).schemaVersion).toBe(1);
    expect(await readdir(folder)).toEqual(['out.json']);
  });

  test('keeps the old file when the analysis fails', async () => {
    await writeFile(join(folder, 'out.json'), 'old');
    analyzePaths.mockRejectedValue(new InputError('no such thing'));
    expect(await shell(['--output', 'out.json'])).toMatchObject({ code: 2 });
    expect(await readFile(join(folder, 'out.json'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['out.json']);
  });

  test('refuses a folder that is not there, and one that is', async () => {
    await mkdir(join(folder, 'there'));
    expect(await shell(['--output', 'no/out.txt'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not exist'),
    });
    expect(await shell(['--output', 'there'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a folder'),
    });
  });

  test('has no colour, whatever the terminal', async () => {
    await shell(['--output', 'out.txt'], { stdoutIsTTY: true, env: { FORCE_COLOR: '1' } });
    expect(await readFile(join(folder, 'out.txt'), 'utf8')).not.toContain('\u001b');
  });
});

describe('errors', () => {
  test('what a reader can fix: where, what, and what next', async () => {
    const at = { file: 'x.har', line: 2, column: 5 };
    analyzePaths.mockRejectedValue(new InputError('this is not a HAR', { at, next: 'record it again' }));
    expect(await shell([])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: this is not a HAR\n  --> x.har:2:5\n  help: record it again\n',
    });
  });

  test('several are shown together', async () => {
    analyzePaths.mockRejectedValue(new InputErrors([new InputError('one'), new InputError('two')]));
    expect(await shell([])).toMatchObject({ code: 2, stderr: 'error: one\nerror: two\n' });
  });

  test('a bug has its stack, an apology and code 4', async () => {
    analyzePaths.mockRejectedValue(new Error('an operation vanished'));
    const { code, stdout, stderr } = await shell([]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(/^internal error: Error: an operation vanished\n +at /);
    expect(stderr).toContain('report it');
  });
});

describe('progress', () => {
  const megabytes = (amount: number) => amount * 1024 * 1024;
  beforeEach(() => {
    analyzePaths.mockImplementation(async (_, { onProgress }) => {
      for (const done of [0, 30, 60, 100]) {
        onProgress({ file: 'x.har', unit: 'bytes', done: megabytes(done), total: megabytes(100) });
      }
      return createCleanReport(sample);
    });
  });

  test('tells of a large file on stderr', async () => {
    expect((await shell([])).stderr).toContain('reading x.har 60 of 100 MB\n');
  });

  test('is one line on a terminal, gone at the end', async () => {
    const { stderr } = await shell([], { stderrIsTTY: true });
    expect(stderr).not.toContain('\n');
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  });

  test('of source code is told by stage, in files', async () => {
    analyzePaths.mockImplementation(async (_, { onProgress }) => {
      onProgress({ file: 'listing source files', unit: 'files', done: 0, total: 0 });
      for (const done of [0, 200, 600, 6000]) onProgress({ file: 'scanning', unit: 'files', done, total: 6000 });
      return createCleanReport(sample);
    });
    expect((await shell([])).stderr).toBe('scanning 0 of 6000\nscanning 600 of 6000\nscanning 6000 of 6000\n');
    const { stderr } = await shell([], { stderrIsTTY: true });
    expect(stderr).toContain('\r\u001b[Klisting source files\r');
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  });

  test('is silent with --quiet', async () => {
    expect((await shell(['--quiet'])).stderr).toBe('');
  });
});

describe('role', () => {
  test('lists the boxes in dialog order, ticked and not', async () => {
    const { code, stdout } = await shell(['role']);
    expect(code).toBe(0);
    expect(stdout).toContain('☑ Read-Only Lead');
    expect(stdout).toContain('☐ Read-Write Lead');
    expect(stdout).toContain('Leave unticked as a whole: ');
  });

  test('--format json', async () => {
    const { services } = JSON.parse((await shell(['role', '--format', 'json'])).stdout);
    const ticked = services[0].groups.flatMap((group: { tick: string[] }) => group.tick);
    expect(ticked).toEqual(['Read-Only Lead']);
  });
});

describe('explain with paths', () => {
  test('says where an operation is used and what meets it', async () => {
    const { stdout } = await shell(['explain', 'Get Leads by Filter Type', 'src']);
    expect(stdout).toContain('Used by default');
    expect(stdout).toContain('src/a.ts:1:9');
  });

  test('says why a permission is in the role, or is not', async () => {
    expect((await shell(['explain', 'Read-Only Lead', 'src'])).stdout).toContain('In the role of default');
    expect((await shell(['explain', 'Read-Write Lead', 'src'])).stdout).toContain('Not in the role of default');
  });

  test('says what happens at a line, and where a URL comes from', async () => {
    expect((await shell(['explain', 'src/a.ts:1'])).stdout).toContain('GET /rest/v1/leads.json');
    expect((await shell(['explain', 'src/client.ts:12:5'])).stdout).toContain('src/a.ts:1:9');
    expect(await shell(['explain', 'src/a.ts:2'])).toMatchObject({ code: 2, stdout: '' });
  });
});
