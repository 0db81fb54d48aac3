import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isOwnFolder, keepCompiledCode } from '../../src/load/compile-cache.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolefit-cache-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const user = process.getuid?.();

describe.skipIf(user === undefined)('code is kept only where nobody else can write', () => {
  test('a folder that is missing is made, for its owner alone', () => {
    expect(isOwnFolder(join(home, 'a/b'), user)).toBe(true);
    expect(statSync(join(home, 'a/b')).mode & 0o777).toBe(0o700);
  });

  test.each([0o770, 0o707, 0o777])('not with the mode %o', (mode) => {
    mkdirSync(join(home, 'open'));
    chmodSync(join(home, 'open'), mode);
    expect(isOwnFolder(join(home, 'open'), user)).toBe(false);
  });

  test('not in the folder of another user, in a file, or where a link leads', () => {
    mkdirSync(join(home, 'own'));
    symlinkSync(join(home, 'own'), join(home, 'link'));
    writeFileSync(join(home, 'file'), '');
    expect(isOwnFolder(join(home, 'own'), (user ?? 0) + 1)).toBe(false);
    expect(isOwnFolder(join(home, 'link'), user)).toBe(false);
    expect(isOwnFolder(join(home, 'file'), user)).toBe(false);
  });
});

describe('Node is told the folder', () => {
  function told(env: Record<string, string>, argv: readonly string[] = [], cwd = '/nowhere'): readonly unknown[] {
    const enable = vi.fn();
    const before = Object.getOwnPropertyDescriptor(module, 'enableCompileCache');
    Object.defineProperty(module, 'enableCompileCache', { value: enable, configurable: true, writable: true });
    try {
      keepCompiledCode({ env, platform: process.platform, getuid: process.getuid, argv, cwd: () => cwd });
    } finally {
      if (before === undefined) Reflect.deleteProperty(module, 'enableCompileCache');
      else Object.defineProperty(module, 'enableCompileCache', before);
    }
    return enable.mock.calls.flat();
  }

  test('of the cache, unless the reader says otherwise', () => {
    expect(told({ ROLEFIT_CACHE: home })).toEqual([join(home, 'code')]);
    expect(told({ ROLEFIT_CACHE: 'off' })).toEqual([]);
    expect(told({ ROLEFIT_CACHE: home, NODE_COMPILE_CACHE: '/elsewhere' })).toEqual([]);
  });

  test('of no cache where nothing is to be kept', () => {
    expect(told({ ROLEFIT_CACHE: home }, ['.', '--no-cache'])).toEqual([]);
    expect(told({ ROLEFIT_CACHE: home }, ['.', '--cache=false'])).toEqual([]);
  });

  test('of no cache that may have come with the analysed code', () => {
    const inside = join(home, 'code/.cache');
    expect(told({ ROLEFIT_CACHE: inside }, [], home)).toEqual([]);
    expect(told({ ROLEFIT_CACHE: inside }, ['code'], home)).toEqual([]);
    expect(told({ ROLEFIT_CACHE: inside }, [], '/')).toEqual([]);
    expect(told({ ROLEFIT_CACHE: inside }, [join(home, 'code')])).toEqual([]);
    expect(told({ ROLEFIT_CACHE: inside }, ['code/src'], '/nowhere')).toEqual([join(inside, 'code')]);
    mkdirSync(join(home, 'code/.git'));
    expect(told({ ROLEFIT_CACHE: inside })).toEqual([]);
  });
});
