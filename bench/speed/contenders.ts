import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contender, Setting } from './contender.ts';

const peer = (name: string): string => fileURLToPath(new URL(`peers/${name}`, import.meta.url));
const marketoStrings = ['mktorest', 'identity/oauth/token', '/rest/v1/', '/bulk/v1/', 'marketo'];

/** Whether R is ripgrep's: ratios to anything else cannot be compared with it. */
export const hasRipgrep = spawnSync('rg', ['--version']).status === 0;

/** Node doing nothing. */
export const node: Contender = { name: 'node', command: process.execPath, args: ['-e', '0'], cwd: process.cwd() };

/** R of the limits: a search for Marketo's strings over the same files; by ripgrep where it is installed. */
export function search(folder: string): Contender {
  if (!hasRipgrep) return { ...byteScan(folder), name: 'search' };
  const args = ['-l', ...marketoStrings.flatMap((text) => ['-e', text]), '.'];
  return { name: 'search', command: 'rg', args, cwd: folder };
}

/** The same search in Node, which is everywhere. */
export function byteScan(folder: string): Contender {
  const args = [peer('byte-scan.mjs'), folder, ...marketoStrings];
  return { name: 'byte-scan', command: process.execPath, args, cwd: folder };
}

/** The command line as it is installed. */
export function rolefit({ program }: Setting, name: string, args: readonly string[], cwd: string): Contender {
  return { name, command: process.execPath, args: [program, ...args], cwd };
}

/** What a run finds in rolefit's cache: nothing, as the first one would, or what earlier runs of the same folder name left. */
export type CacheUse = 'empty' | { readonly kept: string };

/** The cache's part of a contender. An empty cache is made anew before each run: storing is a part of a first run. */
export function withCache({ scratch }: Setting, use: CacheUse): Required<Pick<Contender, 'env' | 'before'>> {
  const folder = join(scratch, 'cache', use === 'empty' ? 'empty' : `kept-${use.kept}`);
  return {
    env: { ROLEFIT_CACHE: folder },
    before: () => {
      if (use === 'empty') rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    },
  };
}

/** An analysis of a folder, with the operations that it must find. It is a first run unless a cache is named. */
export function analysis(
  setting: Setting,
  folder: string,
  expected: readonly string[],
  { name = 'rolefit', cache = 'empty' }: { readonly name?: string; readonly cache?: CacheUse } = {},
): Contender {
  return {
    ...rolefit(setting, name, ['.', '--format', 'json', '--quiet'], folder),
    ...withCache(setting, cache),
    check: expecting(() => expected),
  };
}

/** Holds a JSON report against the operations that must be in it, asked for when the run is over. */
export function expecting(expected: () => readonly string[]): (stdout: string) => string | undefined {
  return (stdout) => (stdout === '' ? 'printed nothing' : difference(operationsIn(stdout), expected()));
}

function operationsIn(report: string): readonly string[] {
  const { services } = JSON.parse(report) as { services: { operations: { id: string; reachable: boolean }[] }[] };
  const reachable = services.flatMap(({ operations }) => operations.filter((operation) => operation.reachable));
  return [...new Set(reachable.map(({ id }) => id))].toSorted();
}

function difference(found: readonly string[], expected: readonly string[]): string | undefined {
  const missing = expected.filter((id) => !found.includes(id));
  const superfluous = found.filter((id) => !expected.includes(id));
  if (missing.length + superfluous.length === 0) return undefined;
  return `missing: ${missing.join(', ') || 'nothing'}; not expected: ${superfluous.join(', ') || 'nothing'}`;
}

/** ts-morph over every file of a folder, asked about all calls, or about those of one file. */
export function tsMorph(folder: string, asked: 'all' | 'first'): Contender {
  return {
    name: 'ts-morph',
    command: process.execPath,
    args: ['--max-old-space-size=12000', peer('ts-morph.mjs'), folder, ...(asked === 'first' ? ['--first'] : [])],
    cwd: folder,
    check: (stdout) => (/^[1-9]\d* files/.test(stdout) ? undefined : 'found no files'),
  };
}

/** A peer that reads a whole repository to answer another question. */
export function knip(folder: string): Contender {
  const script = fileURLToPath(new URL('../../node_modules/knip/bin/knip.js', import.meta.url));
  return {
    name: 'knip',
    command: process.execPath,
    args: [script, '--no-exit-code', '--no-progress', '--directory', folder],
    cwd: folder,
  };
}
