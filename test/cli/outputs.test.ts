import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { type PlannedOutput, planOutputs } from '../../src/cli/plan-outputs.ts';
import { run } from '../../src/cli/run.ts';
import { type Format, formatEntries, formats } from '../../src/report/index.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { installPackage } from '../kit/installed.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const analyzePaths = vi.hoisted(() => vi.fn());
vi.mock('../../src/load/analyze-paths.ts', () => ({ analyzePaths }));

const io = { cwd: '/work', env: {} };
const stdout = (format: Format): PlannedOutput => ({ format, target: { kind: 'stdout' } });
const file = (format: Format, name: string): PlannedOutput => ({ format, target: { kind: 'file', file: name } });
const page = { format: 'github-summary', target: { kind: 'page', file: '/page.md' } };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-outputs-'));
  const report = createReport(createReportModel());
  // What has a line of its own on stderr is tested elsewhere.
  const findings = report.findings.filter(({ kind }) => kind !== 'several-principals');
  analyzePaths.mockReset().mockResolvedValue({ ...report, findings, inputs: [] });
});
afterEach(() => rm(folder, { recursive: true }));

async function shell(argv: readonly string[], over: Partial<Io> = {}) {
  const fake = createFakeIo({ cwd: folder, ...over });
  return { code: await run(argv, fake.io), stdout: fake.stdout(), stderr: fake.stderr() };
}
const content = (name: string) => readFile(join(folder, name), 'utf8');

describe('which document goes where', () => {
  test.each<[string, Format[], string[], PlannedOutput[]]>([
    ['nothing said: text on stdout', [], [], [stdout('text')]],
    ['one format: on stdout', ['json'], [], [stdout('json')]],
    ['one format twice is one', ['json', 'json'], [], [stdout('json')]],
    ['one format, one file: whatever its ending', ['json'], ['out.txt'], [file('json', 'out.txt')]],
    ['a file alone: by its ending', [], ['a.sarif'], [file('sarif', 'a.sarif')]],
    ['a file alone with the longest ending that fits', [], ['x.gitlab.json'], [file('gitlab', 'x.gitlab.json')]],
    ['endings in any case', [], ['A.JSON'], [file('json', 'A.JSON')]],
    ['a file alone whose ending says nothing', [], ['report'], [file('text', 'report')]],
    ['a named file, and nothing on stdout', [], ['sarif=a.json'], [file('sarif', 'a.json')]],
    ['a named file, the format on stdout', ['text'], ['sarif=a'], [file('sarif', 'a'), stdout('text')]],
    ['the same format in two files', [], ['json=a', 'json=b'], [file('json', 'a'), file('json', 'b')]],
    ['what is left takes the one file alone', ['sarif', 'csv'], ['csv=a', 'b'], [file('csv', 'a'), file('sarif', 'b')]],
    ['files alone by ending', ['csv', 'junit'], ['a.xml', 'b.csv'], [file('junit', 'a.xml'), file('csv', 'b.csv')]],
    ['stdout by name', ['text'], ['json=-', 'text=a'], [stdout('json'), file('text', 'a')]],
    ['a name that only looks like a format', [], ['a=b.json'], [file('json', 'a=b.json')]],
    ['a folder that holds "="', [], ['./json=a.csv'], [file('csv', './json=a.csv')]],
  ])('%s', (_, format, output, planned) => {
    expect(planOutputs({ format, output }, io)).toEqual(planned);
  });

  test.each(formats)('a file of the ending of %s is of that format', (format) => {
    const name = `report.${formatEntries[format].extension}`;
    expect(planOutputs({ output: [name] }, io)).toEqual([file(format, name)]);
  });

  test.each<[string, Format[], string[], string]>([
    ['two formats for stdout', ['text', 'json'], [], '--output json=report.json'],
    ['two formats for one file', ['text', 'json'], ['json=a', 'text=a'], 'would both be written to "a"'],
    ['the same file by two names', [], ['json=a', 'text=b/../a'], 'would both be written to'],
    ['stdout twice, once by name', ['text'], ['json=-'], 'would both go to stdout'],
    ['a file of which the format cannot be told', ['csv', 'json'], ['a', 'b'], '--output csv=a'],
    ['a format without its file', [], ['json='], '--output FORMAT=FILE'],
    ['no file at all', [], [''], '--output needs a value'],
  ])('refuses %s, before anything is read', async (_, format, output, hint) => {
    const argv = [...format.flatMap((one) => ['--format', one]), ...output.map((one) => `--output=${one}`)];
    const { code, stdout: printed, stderr } = await shell(argv);
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(stderr).toContain(hint);
    expect(analyzePaths).not.toHaveBeenCalled();
  });
});

describe('on a runner of GitHub', () => {
  const runner = { cwd: '/work', env: { GITHUB_STEP_SUMMARY: '/page.md' } };
  test.each<[string, Format[], string[], unknown[]]>([
    ['github: the log, and the page of the run', ['github'], [], [stdout('github'), page]],
    ['github-summary: the page instead of stdout', ['github-summary'], [], [page]],
    ['beside a format on stdout', ['text', 'github-summary'], [], [stdout('text'), page]],
    [
      'in a file when asked for',
      ['github'],
      ['github-summary=a.md'],
      [file('github-summary', 'a.md'), stdout('github')],
    ],
    ['nothing for other formats', ['text'], ['sarif=a'], [file('sarif', 'a'), stdout('text')]],
  ])('%s', (_, format, output, planned) => {
    expect(planOutputs({ format, output }, runner)).toEqual(planned);
  });

  test('the summary is added to what the page has', async () => {
    await writeFile(join(folder, 'page.md'), 'before\n');
    const { code, stderr } = await shell(['--format', 'github'], { env: { GITHUB_STEP_SUMMARY: 'page.md' } });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(await content('page.md')).toMatch(/^before\n# rolefit\n/);
  });

  test.each([
    ['is full', 'x'.repeat(1024 * 1024)],
    ['cannot be written', undefined],
  ])('a page that %s costs a warning and not the run', async (_, before) => {
    if (before === undefined) await mkdir(join(folder, 'page.md'));
    else await writeFile(join(folder, 'page.md'), before);
    const result = await shell(['--format', 'github'], { env: { GITHUB_STEP_SUMMARY: 'page.md' } });
    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/^warning: the step summary could not/) });
    expect(result.stdout).toContain('::error ');
    if (before !== undefined) expect((await content('page.md')).length).toBe(before.length);
  });
});

describe('writing several files', () => {
  test('one run writes them all, and the last format to stdout', async () => {
    const all = ['--output', 'sarif=a.sarif', '--output', 'b.csv', '--output', 'gitlab=c.json'];
    const { code, stdout: printed, stderr } = await shell([...all, '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(printed).schemaVersion).toBe(1);
    expect(JSON.parse(await content('a.sarif')).version).toBe('2.1.0');
    expect(await content('b.csv')).toMatch(/^service,permission,state/);
    expect(Array.isArray(JSON.parse(await content('c.json')))).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['a.sarif', 'b.csv', 'c.json']);
    expect(analyzePaths).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['its folder does not exist', 'no/b.csv', 'the folder of "no/b.csv" does not exist'],
    ['it is a folder', 'there.csv', '"there.csv" is a folder'],
  ])('when one cannot be written because %s, the others are as they were', async (_, bad, message) => {
    await mkdir(join(folder, 'there.csv'));
    await writeFile(join(folder, 'a.json'), 'old');
    const {
      code,
      stdout: printed,
      stderr,
    } = await shell([...['--output', 'a.json', '--output', bad, '--output', 'c.md', '--format', 'text']]);
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(stderr).toContain(message);
    expect(await content('a.json')).toBe('old');
    expect((await readdir(folder)).sort()).toEqual(['a.json', 'there.csv']);
  });

  test.skipIf(process.platform === 'win32')('a device or a pipe is written to, not replaced', async () => {
    await symlink('/dev/null', join(folder, 'null.json'));
    expect(await shell(['--output', 'null.json', '--quiet'])).toMatchObject({ code: 1, stderr: '' });
    expect(await readFile(join(folder, 'null.json'), 'utf8')).toBe('');
    expect(await readdir(folder)).toEqual(['null.json']);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that is closed is named', async () => {
    await mkdir(join(folder, 'closed'));
    await chmod(join(folder, 'closed'), 0o500);
    const { code, stderr } = await shell(['--output', 'closed/a.json', '--output', 'b.csv']);
    await chmod(join(folder, 'closed'), 0o700);
    expect({ code, names: stderr.includes('cannot write "closed/a.json"') }).toEqual({ code: 2, names: true });
    expect(await readdir(folder)).toEqual(['closed']);
  });
});

test.skipIf(process.platform === 'win32')(
  'a reader that goes away is no error, and the code is that of the run',
  async () => {
    const { program } = await installPackage();
    const app = fileURLToPath(new URL('../../fixtures/apps/nightly-lead-sync', import.meta.url));
    // Node 22 and later warn on stderr where both variables are set, as they may be in a test run.
    const { FORCE_COLOR: _, ...env } = process.env;
    const child = spawn(process.execPath, [program, app, '--granted', 'Access API', '--format', 'json'], { env });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  },
);
