import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closelyKnit } from '../../bench/speed/generate/closely-knit.ts';
import { integration } from '../../bench/speed/generate/integration.ts';
import { monorepo } from '../../bench/speed/generate/monorepo.ts';
import { git, writeTree } from '../../bench/speed/generate/write-tree.ts';
import { loadSources } from '../../src/load/sources/index.ts';

let trees = '';
beforeAll(() => {
  trees = mkdtempSync(join(tmpdir(), 'rolefit-trees-'));
});
afterAll(() => rmSync(trees, { recursive: true }));

function load(cwd: string) {
  return loadSources(['.'], { cwd, includeTests: false, clientModules: [], hosts: [] });
}

const isSource = (path: string): boolean => /\.[jt]sx?$/.test(path);
const isCommitted = (path: string): boolean => !/\/(?:dist|node_modules)\//.test(path);

describe('the generators', () => {
  test.each([
    ['a monorepo', () => monorepo({ files: 200, integrations: 1 })],
    ['a closely knit package', () => closelyKnit(30)],
  ])('make %s the same each time, no path twice', (_, make) => {
    const files = [...make()];
    expect([...make()]).toEqual(files);
    expect(new Set(files.map(([path]) => path)).size).toBe(files.length);
  });
});

describe('a generated monorepo', () => {
  const size = 4_000;
  const files = [...monorepo({ files: size, integrations: 1 })].filter(([path]) => isCommitted(path));
  const sources = files.filter(([path]) => isSource(path));

  test('is about as large as asked for, in files, bytes and folders', () => {
    const bytes = sources.reduce((sum, [, text]) => sum + text.length, 0);
    const folders = new Set(files.map(([path]) => path.slice(0, path.lastIndexOf('/'))));
    expect(sources.length / size).toBeCloseTo(1, 1);
    expect(bytes / sources.length).toBeGreaterThan(4_500);
    expect(bytes / sources.length).toBeLessThan(6_000);
    expect(files.length / folders.size).toBeGreaterThan(4);
    expect(files.length / folders.size).toBeLessThan(8);
    expect(sources.length / files.length).toBeGreaterThan(0.6);
    expect(sources.length / files.length).toBeLessThan(0.72);
  });

  test('has sizes spread as in life: the middle file far below the mean, some many times as large', () => {
    const sizes = sources.map(([, text]) => text.length).sort((a, b) => a - b);
    const mean = sizes.reduce((sum, one) => sum + one, 0) / sizes.length;
    expect(sizes[sizes.length >> 1]).toBeLessThan(mean * 0.8);
    expect(sizes.at(-20)).toBeGreaterThan(mean * 6);
  });

  test('parses, JavaScript and JSX as well', () => {
    const some = sources.filter(([, text], index) => index % 40 === 0 && text.length < 100_000);
    const broken = some.filter(([path, text]) => {
      const options = { fileName: path, reportDiagnostics: true, compilerOptions: { jsx: ts.JsxEmit.Preserve } };
      return (ts.transpileModule(text, options).diagnostics ?? []).length > 0;
    });
    expect(broken.map(([path]) => path)).toEqual([]);
    expect(new Set(some.map(([path]) => path.slice(path.lastIndexOf('.'))))).toEqual(new Set(['.ts', '.tsx', '.js']));
  });

  test('imports what is there', () => {
    const known = new Set(files.map(([path]) => path.replace(/\.[jt]sx?$/, '')));
    const dangling = sources.flatMap(([path, text]) =>
      [...text.matchAll(/^(?:import|export) .*'(\.[^']+)';$/gm)]
        .map(([, specifier = '']) => join(path, '..', specifier))
        .filter((target) => !known.has(target)),
    );
    expect(dangling).toEqual([]);
  });
});

describe('of a monorepo', () => {
  test('all is looked at, and next to nothing is parsed', async () => {
    const folder = writeTree(trees, 'monorepo', () => monorepo({ files: 600, integrations: 1 }));
    const { looked, files, seeds, problems } = await load(folder);
    expect(problems).toEqual([]);
    // All but tests.
    expect(looked).toBeGreaterThan(450);
    expect(seeds.length).toBeGreaterThan(0);
    // The integration and the command that starts it, what is named for Marketo, and what may be its paths.
    expect(files.size).toBeGreaterThan([...integration('')].length);
    expect(files.size).toBeLessThan(20);
  });

  test('without Marketo nothing is parsed', async () => {
    const folder = writeTree(trees, 'none', () => monorepo({ files: 600, integrations: 0 }));
    const { looked, files } = await load(folder);
    expect(looked).toBeGreaterThan(450);
    expect(files.size).toBe(0);
  });

  test('everything is committed, and what git fails to do is told', () => {
    const folder = writeTree(trees, 'clean', () => monorepo({ files: 120, integrations: 1 }));
    expect(() => git(folder, 'diff-index', '--quiet', 'HEAD')).not.toThrow();
    expect(() => git(folder, 'checkout', 'nowhere')).toThrow('git checkout nowhere failed');
  });
});
