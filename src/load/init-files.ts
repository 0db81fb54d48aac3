import { lstat, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { PackageFolder } from '../init/index.ts';
import { isManifest, nameInManifest } from '../languages/manifests.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import { isTestPath, leftOutFolder } from '../sources/classify-path.ts';
import { recordOf, textOf } from '../sources/json-shape.ts';
import { folderOf, nameOf } from '../sources/paths.ts';
import { loadGrant } from './grant.ts';
import type { Model } from './model.ts';
import { readJson } from './read-json.ts';
import { checkHarFile } from './redact-har.ts';
import { listWithGit } from './sources/list-git.ts';
import { walkFolder } from './sources/list-walk.ts';

/** So many files of a kind are opened to see what they are. */
const mostLooked = 20;
/** More packages than any repository has services. */
const mostPackages = 1_000;
/** Nobody's name stands further down. In characters. */
const longestManifest = 100_000;
/** A role, or all roles of a subscription. In bytes. */
const largestGrant = 1024 * 1024;

/** Files of a repository that a config can name, by path from its folder. */
export interface RepositoryFiles {
  readonly packages: readonly PackageFolder[];
  /** Recordings that hold nothing which should not be committed. */
  readonly recordings: readonly string[];
  /** Recordings that a config should not name as they are. */
  readonly leakyRecordings: readonly string[];
  /** Files with one role of Marketo's. */
  readonly grants: readonly string[];
  /** Files with several roles, of which somebody has to choose. */
  readonly manyRoles: readonly string[];
}

/**
 * Looks through a folder, as an analysis lists it: nothing that git ignores, no tests, no installed packages.
 * A file that cannot be read, or is not what its name says, is none of the reader's business here.
 */
export async function findRepositoryFiles(
  folder: string,
  hosts: readonly string[],
  { permissions }: Model,
): Promise<RepositoryFiles> {
  const files = await listFiles(folder);
  const recordings = await sort(files.filter(isRecording), (file) => kindOfRecording(file, folder, hosts));
  const grants = await sort(files.filter(isGrantName), (file) => kindOfGrant(file, folder, permissions));
  return {
    packages: await findPackages(files, folder),
    recordings: recordings('clean'),
    leakyRecordings: recordings('leaky'),
    grants: grants('role'),
    manyRoles: grants('roles'),
  };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const listing = (await listWithGit(folder)) ?? walkFolder(folder);
  return [...listing.files].filter((path) => leftOutFolder(path) === undefined && !isTestPath(path)).sort(compareText);
}

/** A name with a wildcard in it would be read as a pattern. */
function isRecording(path: string): boolean {
  return /\.(?:har|zhar)(?:\.gz|\.zip)?$/i.test(path) && !/[*?[\\]/.test(path);
}

function isGrantName(path: string): boolean {
  return /(?:role|permission|grant)s?[^/]*\.(?:csv|tsv|txt|json|ya?ml)$/i.test(path) && !/^rolefit\./.test(path);
}

async function sort<Kind>(
  files: readonly string[],
  kindOf: (file: string) => Promise<Kind | undefined>,
): Promise<(kind: Kind) => readonly string[]> {
  const kinds = new Map<string, Kind | undefined>();
  for (const file of files.slice(0, mostLooked)) kinds.set(file, await kindOf(file));
  return (kind) => [...kinds].flatMap(([file, own]) => (own === kind ? [file] : []));
}

async function kindOfRecording(
  path: string,
  cwd: string,
  hosts: readonly string[],
): Promise<'clean' | 'leaky' | undefined> {
  const stdin = (async function* () {})();
  const report = await checkHarFile({ path, cwd, stdin, hosts }).catch(ignoreInputError);
  if (report === undefined || report.entries === 0) return undefined;
  return report.isClean ? 'clean' : 'leaky';
}

async function kindOfGrant(
  path: string,
  cwd: string,
  graph: Model['permissions'],
): Promise<'role' | 'roles' | undefined> {
  const { size } = await stat(join(cwd, path)).catch(() => ({ size: Number.POSITIVE_INFINITY }));
  if (size > largestGrant) return undefined;
  try {
    const { permissions, unknown } = await loadGrant(`./${path}`, { cwd }, graph);
    // A text that happens to hold the name of a permission is no role.
    return permissions.length > unknown.length ? 'role' : undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return /^choose with --granted-role/.test(error.next ?? '') ? 'roles' : undefined;
  }
}

async function findPackages(files: readonly string[], cwd: string): Promise<readonly PackageFolder[]> {
  const manifests = files.filter((path) => nameOf(path) === 'package.json').slice(0, mostPackages);
  const packages = await Promise.all(
    manifests.map(async (path) => {
      const json = await readJson(join(cwd, path), path).catch(ignoreInputError);
      const name = textOf(recordOf(json?.value)['name']);
      return { folder: folderOf(path), ...(name === undefined ? {} : { name }) };
    }),
  );
  return [...packages, ...(await findForeign(files, cwd, new Set(packages.map(({ folder }) => folder))))];
}

/** Folders of programs in other languages; of one with a package.json that says what it is called. */
async function findForeign(
  files: readonly string[],
  cwd: string,
  taken: ReadonlySet<string>,
): Promise<readonly PackageFolder[]> {
  const found = new Map<string, string | undefined>();
  const manifests = files.filter((path) => isManifest(nameOf(path)) && !taken.has(folderOf(path)));
  for (const path of manifests.slice(0, mostPackages)) {
    const folder = folderOf(path);
    if (found.get(folder) !== undefined) continue;
    const text = await readFile(join(cwd, path), 'utf8').catch(() => '');
    found.set(folder, nameInManifest(nameOf(path), text.slice(0, longestManifest)));
  }
  return [...found].map(([folder, name]) => ({ folder, ...(name === undefined ? {} : { name }) }));
}

function ignoreInputError(error: unknown): undefined {
  if (!(error instanceof InputError)) throw error;
  return undefined;
}

/** Whether anything has this path, though it be a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

/** Where a folder stands in the repository around it: CI reads its files at the root alone. */
export async function placeInRepository(folder: string): Promise<'root' | 'below' | 'outside'> {
  if (await isThere(join(folder, '.git'))) return 'root';
  for (let up = dirname(resolve(folder)); up !== dirname(up); up = dirname(up)) {
    if (await isThere(join(up, '.git'))) return 'below';
  }
  return 'outside';
}

/** What people call the folder. */
export function homeName(folder: string): string {
  return basename(resolve(folder));
}
