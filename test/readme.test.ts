import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundle } from '../scripts/build/bundle.ts';
import { directPackages } from '../scripts/build/third-party.ts';
import * as library from '../src/index.ts';
import { loadConfig } from '../src/load/config.ts';
import { loadModel } from '../src/load/model.ts';
import { documentationOf } from '../src/model/documentation.ts';
import { findingKindNames } from '../src/model/finding-kinds/index.ts';
import { blocksOf, documents as generatedDocuments, readmeBlocks, renewReadme } from './kit/readme-blocks.ts';

const root = new URL('../', import.meta.url);
const pages = [
  ...generatedDocuments,
  ...['clients', 'design', 'log-formats', 'logs', 'nothing-lost', 'prove', 'relevance'].map(
    (name) => `docs/${name}.md`,
  ),
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'src/README.md',
  'test/README.md',
  'rules/README.md',
  'fixtures/traffic/README.md',
];
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

test.each(generatedDocuments)('the blocks of %s are what rolefit does today', async (name) => {
  const renewed = await renewReadme(read(name));
  if (process.env['UPDATE_README'] === '1') {
    if (process.env['CI']) throw new Error('documents are not rewritten in CI');
    writeFileSync(fileURLToPath(new URL(name, root)), renewed);
  }
  expect(renewed).toBe(read(name));
});

test('every block stands in one document, and no document has a marker that no block is for', async () => {
  const markers = generatedDocuments.flatMap((name) => blocksOf(read(name)));
  expect(markers.toSorted()).toEqual(Object.keys(readmeBlocks).toSorted());
  await expect(renewReadme('<!-- generated: hlep -->\n<!-- end -->')).rejects.toThrow('hlep');
});

test('README is short enough to be read', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(250);
});

test('every kind of finding has its section, where alerts link to', () => {
  const text = read('docs/findings.md');
  for (const kind of findingKindNames) {
    expect(text).toContain(`\n## ${kind}\n`);
    expect(documentationOf(kind)).toMatch(new RegExp(`/docs/findings\\.md#${kind}$`));
  }
});

test('every package that ships has a reason in the documents, and no other package has', async () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const section = read('docs/design.md').split('## Dependencies')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` +\| (\w+)/gm)].map(([, name, ships]) => ({ name, ships }));
  const named = (how: string) => rows.filter(({ ships }) => ships === how).map(({ name }) => name);
  expect(named('installed')).toEqual(Object.keys(dependencies).sort());
  expect(named('inside')).toEqual(directPackages((await bundle('dist')).metafile));
  expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted());
});

test('what the documents import from the library exists', () => {
  const names = [...read('docs/library.md').matchAll(/import \{([^}]+)\} from 'rolefit'/g)].flatMap((match) =>
    (match[1] ?? '').split(',').map((name) => name.trim()),
  );
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !(name in library))).toEqual([]);
});

test('the config that the documents show is one', async () => {
  const [, config = ''] = /```jsonc\n([^`]+)```/.exec(read('docs/ci.md')) ?? [];
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

describe.each(pages)('%s', (name) => {
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
