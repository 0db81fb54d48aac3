import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as rolefit from '../src/index.ts';

const repository = fileURLToPath(new URL('../', import.meta.url));
let folder = '';
let model: Awaited<ReturnType<typeof rolefit.loadModel>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-library-'));
  await cp(join(repository, 'fixtures/apps/nightly-lead-sync'), folder, { recursive: true });
  model = await rolefit.loadModel();
});
afterAll(() => rm(folder, { recursive: true }));

describe('the library', () => {
  test('offers what its page says, and no more functions', async () => {
    const page = await readFile(join(repository, 'docs/library.md'), 'utf8');
    const named = [...page.matchAll(/^\| (.*?) +\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)/g)].map(([, name = '']) => name),
    );
    const offered = Object.keys(rolefit).filter((name) => !/^[A-Z]|^plainOptions$/.test(name));
    expect(named.toSorted()).toEqual(offered.toSorted());
  });

  test('analyses, explains and writes the role sheet', async () => {
    const report = await rolefit.analyze(['.'], { cwd: folder, model });
    expect(report.services.map(({ name }) => name)).toEqual(['nightly-lead-sync']);
    const why = await rolefit.explain('src/marketo/client.ts:36', { report, model });
    expect(why?.toText()).toContain('POST /rest/v1/leads.json');
    expect(await rolefit.explain('no such thing', { model })).toBeUndefined();
    const sheet = await rolefit.roleSheet(report, { model });
    expect(sheet.toText('markdown')).toContain('1. **Admin');
    expect(sheet.data).toMatchObject({ services: [{ name: 'nightly-lead-sync' }] });
  }, 60_000);

  test('plans, checks and tells the difference', async () => {
    const planned = await rolefit.plan(folder, { model, today: '2026-11-30' });
    if (planned.kind !== 'plan') throw new Error(planned.notes.join());
    expect(planned.files.map(({ path }) => path)).toContain('rolefit.config.json');
    for (const { path, text } of planned.files) {
      if (!path.includes('/')) await writeFile(join(folder, path), text);
    }
    expect(await rolefit.check(folder, { model })).toMatchObject({ isCompared: true, silent: [] });
    const report = await rolefit.analyze(['src/marketo/client.ts'], { cwd: folder, model, includeUnreachable: true });
    await writeFile(join(folder, 'after.json'), JSON.stringify(rolefit.publishReport(report)));
    const changes = await rolefit.diff('rolefit.lock.json', 'after.json', { cwd: folder, model });
    expect(changes.length).toBeGreaterThan(0);
  }, 90_000);

  test('redacts', async () => {
    const har = join(repository, 'fixtures/traffic/lead-sync/traffic.har');
    const { kept } = await rolefit.redact(har, 'copy.har', { cwd: folder });
    expect(kept).toBeGreaterThan(0);
    expect(await readFile(join(folder, 'copy.har'), 'utf8')).not.toMatch(/client_secret=(?!REDACTED)/);
    await expect(rolefit.redact(har, 'copy.har', { cwd: folder })).rejects.toThrow(rolefit.InputError);
  });
});
