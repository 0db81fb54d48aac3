import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { growth, median } from '../../bench/speed/figures.ts';
import { closelyKnit } from '../../bench/speed/generate/closely-knit.ts';
import { integration } from '../../bench/speed/generate/integration.ts';
import { monorepo } from '../../bench/speed/generate/monorepo.ts';
import { writeTree } from '../../bench/speed/generate/write-tree.ts';
import { loadSources } from '../../src/load/sources/index.ts';

let trees = '';
beforeAll(() => {
  trees = mkdtempSync(join(tmpdir(), 'rolefit-trees-'));
});
afterAll(() => rmSync(trees, { recursive: true }));

function load(cwd: string) {
  return loadSources(['.'], { cwd, includeTests: false, clientModules: [], hosts: [] });
}

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

describe('of a monorepo', () => {
  test('all is looked at, and next to nothing is parsed', async () => {
    const folder = writeTree(trees, 'monorepo', () => monorepo({ files: 600, integrations: 1 }));
    const { looked, files, seeds, problems } = await load(folder);
    const own = [...integration('')].length;
    expect(problems).toEqual([]);
    expect(looked).toBeGreaterThan(600);
    // The integration and the command that starts it.
    expect(seeds.length).toBeGreaterThan(0);
    expect(files.size).toBe(own + 1);
  });

  test('without Marketo nothing is parsed', async () => {
    const folder = writeTree(trees, 'none', () => monorepo({ files: 600, integrations: 0 }));
    const { looked, files } = await load(folder);
    expect(looked).toBeGreaterThan(600);
    expect(files.size).toBe(0);
  });
});

test('growth is the power of the size', () => {
  const sizes = [1_000, 10_000, 32_000];
  const cubic = sizes.map((size) => ({ size, milliseconds: 3 * size ** 1.5 }));
  expect(growth(cubic)).toBeCloseTo(1.5);
  expect(growth(sizes.map((size) => ({ size, milliseconds: size / 7 })))).toBeCloseTo(1);
});

test('the median is the middle one, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([])).toBeNaN();
});
