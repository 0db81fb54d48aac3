import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CacheStore, openCacheStore } from '../../../src/load/cache/cache-store.ts';

let scratch = '';
let store: CacheStore;
const folder = () => join(scratch, 'cache');

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rolefit-store-'));
  const opened = openCacheStore(folder(), [join(scratch)], 'a build');
  expect(opened).toBe('inside');
  const outside = openCacheStore(folder(), [mkdtempSync(join(scratch, 'code-'))], 'a build');
  if (typeof outside !== 'object') throw new Error('the store does not open');
  store = outside;
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

describe('a store', () => {
  test('gives what was kept last, and nothing where nothing was', () => {
    expect(store.read('../../a key')).toBeUndefined();
    store.write('../../a key', Buffer.from('one'));
    store.write('../../a key', Buffer.from('two'));
    expect(store.read('../../a key')?.toString()).toBe('two');
    expect(readdirSync(folder())).toHaveLength(1);
  });

  test('of another build is another one', () => {
    store.write('a key', Buffer.from('one'));
    const other = openCacheStore(folder(), [mkdtempSync(join(scratch, 'code-'))], 'another build');
    expect(typeof other === 'object' && other.read('a key')).toBeUndefined();
  });

  test('keeps what was used last, and takes away what a killed run left', () => {
    const hours = (ago: number): Date => new Date(Date.now() - ago * 3_600_000);
    writeFileSync(join(folder(), 'left.tmp'), '');
    writeFileSync(join(folder(), 'other.txt'), 'not ours');
    utimesSync(join(folder(), 'left.tmp'), hours(2), hours(2));
    store.write('old', Buffer.from('old'));
    for (const name of readdirSync(folder())) utimesSync(join(folder(), name), hours(3), hours(3));
    store.write('used', Buffer.from('used'));
    for (let index = 0; index < 200; index += 1) {
      store.write(`new ${index}`, Buffer.from('new'));
      expect(store.read('used')?.toString()).toBe('used');
    }
    expect(store.read('old')).toBeUndefined();
    expect(readdirSync(folder())).toHaveLength(201);
    expect(readdirSync(folder())).toContain('other.txt');
  });

  test('that cannot be written to costs nothing but time', () => {
    rmSync(folder(), { recursive: true });
    store.write('key', Buffer.from('value'));
    expect(store.read('key')).toBeUndefined();
    expect(
      openCacheStore(join(scratch, 'code', 'file', 'x'), [mkdtempSync(join(scratch, 'other-')), tmpdir()], 'a build'),
    ).toBe('inside');
    writeFileSync(join(scratch, 'plain'), '');
    expect(
      openCacheStore(join(scratch, 'plain', 'x'), [mkdtempSync(join(scratch, 'code-'))], 'a build'),
    ).toBeUndefined();
  });
});
