import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LoadSourcesOptions, loadSources } from '../../../src/load/sources/index.ts';
import type { SourceSet } from '../../../src/sources/source-set.ts';

/** Writes files into a new temporary folder, which goes when the test ends, and gives the folder. */
export function plant(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rolefit-sources-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of new Set(Object.keys(files).map((path) => dirname(path)))) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Makes the folder a git work tree with everything in it tracked that is not ignored. */
export function commit(folder: string): string {
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  return folder;
}

export function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', folder, ...args], { stdio: 'ignore' });
}

export function load(
  folder: string,
  over: Partial<LoadSourcesOptions> & { paths?: string[] } = {},
): Promise<SourceSet> {
  const { paths = ['.'], ...options } = over;
  return loadSources(paths, { cwd: folder, includeTests: false, clientModules: [], hosts: [], ...options });
}

export const paths = (set: SourceSet): string[] => [...set.files.keys()];

/** More files than a folder that is analysed whole: what has no part in anything. */
export function noise(count = 450): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`noise/n${i}.ts`, `export const n${i} = ${i};\n`]),
  );
}

/** A file that is a seed beyond doubt. */
export const client = "export const get = () => fetch('https://123-ABC-456.mktorest.com/rest/v1/leads.json');\n";
