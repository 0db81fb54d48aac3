import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as library from '../src/index.ts';
import { loadConfig } from '../src/load/config.ts';
import { loadModel } from '../src/load/model.ts';
import { bundle } from './kit/build/bundle.ts';
import { directPackages } from './kit/build/third-party.ts';
import { renewReadme } from './kit/readme-blocks.ts';

const root = new URL('../', import.meta.url);
const documents = [
  'README.md',
  'src/README.md',
  'test/README.md',
  'rules/README.md',
  'fixtures/traffic/README.md',
  '.github/CONTRIBUTING.md',
];
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

test('the blocks of README.md are what rolefit does today', async () => {
  const renewed = await renewReadme(read('README.md'));
  if (process.env['UPDATE_README'] === '1') {
    if (process.env['CI']) throw new Error('the README is not rewritten in CI');
    writeFileSync(fileURLToPath(new URL('README.md', root)), renewed);
  }
  expect(renewed).toBe(read('README.md'));
});

test('a marker that no block is for is refused, and so is a block without its marker', async () => {
  await expect(renewReadme('<!-- generated: help -->\n<!-- end -->')).rejects.toThrow('no block for');
  const all = read('README.md').replace('generated: help', 'generated: hlep');
  await expect(renewReadme(all)).rejects.toThrow('no block for help');
});

test('every package that ships has a reason in the README, and no other package has', async () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const section = read('README.md').split('## Dependencies')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` +\| (\w+)/gm)].map(([, name, ships]) => ({ name, ships }));
  const named = (how: string) => rows.filter(({ ships }) => ships === how).map(({ name }) => name);
  expect(named('installed')).toEqual(Object.keys(dependencies).sort());
  expect(named('inside')).toEqual(directPackages((await bundle('dist')).metafile));
  expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted());
});

test('what the README imports from the library exists', () => {
  const names = [...read('README.md').matchAll(/import \{([^}]+)\} from 'rolefit'/g)].flatMap((match) =>
    (match[1] ?? '').split(',').map((name) => name.trim()),
  );
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !(name in library))).toEqual([]);
});

test('the config that the README shows is one', async () => {
  const [, config = ''] = /```jsonc\n([^`]+)```/.exec(read('README.md')) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-readme-'));
  try {
    await mkdir(join(folder, 'packages/sync'), { recursive: true });
    await mkdir(join(folder, 'recordings'));
    await writeFile(join(folder, 'recordings/sync-1.har'), '{}');
    await writeFile(join(folder, 'rolefit.config.jsonc'), config);
    const loaded = await loadConfig(folder, undefined, await loadModel());
    expect(loaded.config).toMatchObject({
      services: [{ name: 'nightly sync' }],
      exceptions: [{ until: '2027-01-31' }],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe.each(documents)('%s', (name) => {
  const text = read(name);

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(new URL(link, new URL(name, root))))).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});
