import { expect, test } from 'vitest';
import { foldersToPass } from '../../src/load/folders-to-pass.ts';

test('the folders to choose from are those that name the API most', () => {
  const seeds = ['apps/a.ts', 'libs/x/b.ts', 'libs/c.ts', 'run.ts', 'old/a.ts', 'tools/a.ts'];
  expect(foldersToPass(seeds)).toBe("; Marketo's API is named in libs, apps, old and 1 more");
});

test('where there is no choice, nothing is said', () => {
  expect(foldersToPass(['src/a.ts', 'src/b/c.ts', 'run.ts'])).toBe('');
});
