import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SourceCache } from '../../../src/load/cache/index.ts';

let home = '';
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'rolefit-home-')));
  mkdirSync(join(home, 'work/.git'), { recursive: true });
  mkdirSync(join(home, 'work/src'));
  mkdirSync(join(home, 'Downloads'));
  writeFileSync(join(home, 'Downloads/traffic.har'), '{}');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function refusals(paths: readonly string[]): string[] {
  const told: string[] = [];
  const cache = new SourceCache({
    folder: join(home, '.cache/rolefit'),
    build: 'a build',
    onRefused: (refusal) => told.push(refusal),
  });
  cache.expect(paths, join(home, 'work'));
  return told;
}

test('a cache in the home folder may be used for code and a recording that have only that folder in common', () => {
  expect(refusals(['.', '../Downloads/traffic.har'])).toEqual([]);
  expect(refusals(['src', '../Downloads'])).toEqual([]);
  expect(refusals(['../Downloads', '..'])).toEqual(['inside']);
});
