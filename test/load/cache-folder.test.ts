import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/load/cache-folder.ts';

type Case = readonly [string, Record<string, string>, NodeJS.Platform, string, string | undefined];

test.each<Case>([
  ['the home folder', {}, 'linux', '/home/ann', '/home/ann/.cache/rolefit'],
  ['what XDG says', { XDG_CACHE_HOME: '/caches' }, 'linux', '/home/ann', '/caches/rolefit'],
  ['not XDG where that is relative', { XDG_CACHE_HOME: 'caches' }, 'linux', '/home/ann', '/home/ann/.cache/rolefit'],
  ['not XDG where that is empty', { XDG_CACHE_HOME: '' }, 'freebsd', '/home/ann', '/home/ann/.cache/rolefit'],
  ['the library of macOS', { XDG_CACHE_HOME: '/caches' }, 'darwin', '/Users/ann', '/Users/ann/Library/Caches/rolefit'],
  ['local data of Windows', { LOCALAPPDATA: 'D:\\Local' }, 'win32', 'C:\\Users\\ann', 'D:\\Local\\rolefit'],
  ['the home folder of Windows', {}, 'win32', 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\rolefit'],
  [
    'not a folder of whatever drive is current',
    { LOCALAPPDATA: '\\Local' },
    'win32',
    'C:\\Users\\ann',
    'C:\\Users\\ann\\AppData\\Local\\rolefit',
  ],
])('things are kept in %s', (_, env, platform, home, expected) => {
  expect(cacheFolder(env, platform, home)).toBe(expected);
});

test('the reader names another folder, which is taken as it is', () => {
  const env = { ROLEFIT_CACHE: '/scratch/kept', XDG_CACHE_HOME: '/caches' };
  expect(cacheFolder(env, 'linux', '/home/ann')).toBe('/scratch/kept');
  expect(cacheFolder({ ...env, ROLEFIT_CACHE: '' }, 'linux', '/home/ann')).toBe('/caches/rolefit');
});

test.each<Case>([
  ['the reader says so', { ROLEFIT_CACHE: 'off', XDG_CACHE_HOME: '/caches' }, 'linux', '/home/ann', undefined],
  ['the folder that is named depends on where one is', { ROLEFIT_CACHE: '.cache' }, 'linux', '/home/ann', undefined],
  ['the drive is not named', { ROLEFIT_CACHE: '\\kept' }, 'win32', 'C:\\Users\\ann', undefined],
  ['there is no home', {}, 'linux', '', undefined],
  ['there is no home on macOS', {}, 'darwin', '', undefined],
  ['there is no home on Windows', {}, 'win32', '', undefined],
])('nothing is kept when %s', (_, env, platform, home, expected) => {
  expect(cacheFolder(env, platform, home)).toBe(expected);
});
