import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { formatEntries, formats, plainOptions, renderers } from '../../src/report/index.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { createReportModel } from '../kit/report-model.ts';
import { createLargeReport } from './large-report.ts';

const repository = new URL('../../', import.meta.url);
const fixtures = ['apps/nightly-lead-sync', 'traffic/lead-sync/traffic.har'];
const nameOf = (format: (typeof formats)[number]) => `report.${formatEntries[format].extension}`;

/** How a reader of each kind of file would begin; a format with an ending of its own kind needs no row. */
const wellFormed: Readonly<Record<string, (text: string) => boolean>> = {
  json: (text) => JSON.parse(text) !== undefined,
  sarif: (text) => JSON.parse(text).version === '2.1.0',
  xml: (text) => XMLValidator.validate(text) === true,
  csv: (text) => parse(text).length > 1,
  html: (text) => /^<!doctype html>/i.test(text) && text.trimEnd().endsWith('</html>'),
  md: (text) => text.startsWith('# '),
  txt: (text) => text.trim() !== '',
};

function expectWellFormed(format: (typeof formats)[number], text: string): void {
  const kind = formatEntries[format].extension.split('.').at(-1) ?? '';
  expect({ format, kind, isWellFormed: wellFormed[kind]?.(text) }).toEqual({ format, kind, isWellFormed: true });
  expect(text.endsWith('\n')).toBe(true);
}

describe('the registry', () => {
  test('has an ending for each format that no other has, and a phrase for the help', async () => {
    const endings = formats.map((format) => formatEntries[format].extension);
    expect(new Set(endings).size).toBe(formats.length);
    for (const format of formats) {
      expect(format).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(formatEntries[format].extension).toMatch(/^[a-z]+(?:\.[a-z]+)?$/);
      expect(formatEntries[format].describe).toMatch(/^\S.*[^.]$/);
      expect(renderers[format]).toBe(await formatEntries[format].load());
    }
  });

  test('is all that the help and the choices of the command line go by', async () => {
    const { io, stdout, stderr } = createFakeIo({ columns: 120 });
    await run(['--help'], io);
    const help = stdout().replace(/\s+/g, ' ');
    for (const format of formats) expect(help).toContain(`${format} (${formatEntries[format].describe})`);
    expect(await run(['--format', 'no-such'], io)).toBe(2);
    for (const format of formats) expect(stderr()).toContain(`"${format}"`);
  });
});

describe('one run in every format', () => {
  let folders: readonly string[] = [];

  /** Two copies of the fixtures in places of different depth, the second written on another day. */
  beforeAll(async () => {
    const home = await mkdtemp(join(tmpdir(), 'rolefit-formats-'));
    folders = [join(home, 'a'), join(home, 'deeper', 'and', 'b')];
    for (const folder of folders) {
      await mkdir(folder, { recursive: true });
      for (const fixture of fixtures) {
        await cp(fileURLToPath(new URL(`fixtures/${fixture}`, repository)), join(folder, fixture), { recursive: true });
      }
    }
    const past = new Date('2001-02-03T04:05:06Z');
    for (const fixture of fixtures) await utimes(join(folders[1] ?? '', fixture), past, past);
  });
  afterAll(() => rm(join(folders[0] ?? '', '..'), { recursive: true, force: true }));

  async function produce(folder: string, fixture: string): Promise<ReadonlyMap<string, string>> {
    const outputs = formats.flatMap((format) => ['--output', `${format}=${fixture.length}-${nameOf(format)}`]);
    const { io, stdout, stderr } = createFakeIo({ cwd: folder });
    const code = await run([fixture, '--granted', 'Access API', ...outputs], io);
    expect({ code, stdout: stdout() }).toEqual({ code: 1, stdout: '' });
    expect(stderr()).toMatch(/^wrote .*: (?:minimal role|lower bound of the role): .*\n$/);
    const names = (await readdir(folder)).filter((name) => name.startsWith(`${fixture.length}-`));
    expect(names.length).toBe(formats.length);
    const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
    return new Map(await Promise.all(names.map(read)));
  }

  test.each(fixtures)('%s: each is well-formed, and the same from another folder on another day', async (fixture) => {
    const [home = '', other = ''] = folders;
    const here = await produce(home, fixture);
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
    expect(await produce(other, fixture)).toEqual(here);
    vi.useRealTimers();
    for (const format of formats) expectWellFormed(format, here.get(`${fixture.length}-${nameOf(format)}`) ?? '');
  });

  test('places in code lead from the working folder to the file, for those who look them up', async () => {
    const [folder = ''] = folders;
    const { io, stdout } = createFakeIo({ cwd: folder });
    await run([fixtures[0] ?? '', '--format', 'github', '--granted', 'Access API'], io);
    const places = [...stdout().matchAll(/ file=([^,]+),/g)].map(([, file = '']) => file);
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(await readFile(join(folder, place), 'utf8')).not.toBe('');
  });
});

test('what is wrong with the grant stands in its file, unless that is outside of the working folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'rolefit-grant-'));
  await mkdir(join(home, 'work', 'roles'), { recursive: true });
  const app = fileURLToPath(new URL('fixtures/apps/nightly-lead-sync', repository));
  const placeOf = async (grant: string) => {
    await writeFile(join(home, 'work', grant), 'Read-Write Lead\nRead-Only Activity\nApprove Assets\n');
    const { io, stdout } = createFakeIo({ cwd: join(home, 'work') });
    await run([app, '--format', 'gitlab', '--granted', grant], io);
    const issues: readonly { check_name: string; location: { path: string } }[] = JSON.parse(stdout());
    return issues.find((issue) => issue.check_name === 'excess-permission')?.location.path;
  };
  expect(await placeOf('roles/sync.txt')).toBe('roles/sync.txt');
  expect(await placeOf('../outside.txt')).toMatch(/^src\/.*\.ts$/);
  await rm(home, { recursive: true });
});

test.each(formats)('3,000 calls as %s: well-formed, and the same each time', async (format) => {
  const model = createReportModel();
  const render = async () => renderers[format](await createLargeReport(model, 3_000), model, plainOptions);
  const first = await render();
  expectWellFormed(format, first);
  expect(await render()).toBe(first);
});
