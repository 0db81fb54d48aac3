import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { below, folderOf, foldersUp, nameOf } from '../../sources/paths.ts';
import { runGit } from '../sources/run-git.ts';
import { hashOf } from './snapshot.ts';

/**
 * What proves that git would list a folder as it did. Asking git for untracked files makes it read every folder, which
 * takes longer than everything else; a folder that has not changed since holds the same names.
 */
export interface FolderWitness {
  /** Of git's index and settings, and of the files with rules of what to ignore. */
  readonly git: string;
  /** Folders that are not ignored, from the listed one, separated by NUL; and a digest of how they are on disk. */
  readonly folders: string;
  readonly stamps: string;
}

/** Folders of more entries are asked about anew each time. */
const mostFolders = 100_000;
/** Within this time of a change, another one may leave no trace, for clocks of file systems are coarse. In milliseconds. */
const coarsest = 2_000;

export interface WitnessedFolder {
  /** Absolute: the repository. */
  readonly home: string;
  /** The listed folder, from the home. */
  readonly folder: string;
}

/**
 * Digest of all that decides what git lists, besides the folders themselves. `undefined` where that is not known: only
 * a plain repository is, with its index and rules where they always are.
 */
export function gitDigest(
  { home, folder }: WitnessedFolder,
  settings: { digest: string; ignoreFile?: string | undefined },
): string | undefined {
  const git = join(home, '.git');
  // Folders of Windows tell less of when they changed.
  if (process.platform === 'win32' || statOf(git)?.isDirectory() !== true) return undefined;
  const index = contentOf(join(git, 'index'));
  if (index === undefined) return undefined;
  const above = folder === '' ? [] : [...foldersUp(folderOf(folder))];
  const ignoreFiles = [
    join(git, 'info/exclude'),
    ...above.map((path) => join(home, path, '.gitignore')),
    ...(settings.ignoreFile === undefined
      ? defaultIgnoreFiles()
      : [settings.ignoreFile.replace(/^~(?=\/)/, homedir())]),
  ];
  // A relative one would start from a folder that we do not know.
  if (ignoreFiles.some((path) => !path.startsWith('/'))) return undefined;
  return hashOf(JSON.stringify([settings.digest, index, ignoreFiles.map((path) => [path, contentOf(path)])]));
}

/** Where git looks when it is not told. */
function defaultIgnoreFiles(): readonly string[] {
  const { XDG_CONFIG_HOME: configured = '' } = process.env;
  return [join(configured === '' ? join(homedir(), '.config') : configured, 'git/ignore')];
}

function contentOf(path: string): string | undefined {
  try {
    return hashOf(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Whether every folder is as it was. */
export function isWitnessed({ home, folder }: WitnessedFolder, { folders, stamps }: FolderWitness): boolean {
  return stampsOf(join(home, folder), folders.split('\0')).digest === stamps;
}

function stampsOf(root: string, folders: readonly string[]): { readonly digest: string; readonly latest: number } {
  const hash = createHash('sha256');
  let latest = 0;
  let text = '';
  for (const path of folders) {
    const stat = statOf(path === '' ? root : `${root}/${path}`);
    if (stat !== undefined) latest = Math.max(latest, stat.mtimeMs, stat.ctimeMs);
    text += stat === undefined ? 'gone ' : `${stat.ino} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.mode} `;
  }
  return { digest: hash.update(text).digest('base64'), latest };
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/**
 * Takes down how the folders are now, for a listing that was begun at a time before.
 *
 * @param files what git listed, tracked and untracked, from the folder
 * @param begun in milliseconds since 1970
 * @returns `undefined` where a later change could go unseen
 */
export async function witness(
  place: WitnessedFolder,
  git: string,
  files: readonly string[],
  begun: number,
): Promise<FolderWitness | undefined> {
  // Rules that git does not vouch for may change without a trace in a folder.
  const root = join(place.home, place.folder);
  const folders = await allFolders(root, files);
  if (folders === undefined) return undefined;
  const { digest, latest } = stampsOf(root, folders);
  return latest > begun - coarsest ? undefined : { git, folders: folders.join('\0'), stamps: digest };
}

/** The folders of the files, and every other that git would look into. */
async function allFolders(root: string, files: readonly string[]): Promise<readonly string[] | undefined> {
  const known = foldersOf(files);
  const children = new Map<string, number>();
  for (const folder of known) {
    if (folder !== '') children.set(folderOf(folder), (children.get(folderOf(folder)) ?? 0) + 1);
  }
  let unsure: readonly string[] = [...known].filter((folder) =>
    hasOthers(`${root}/${folder}`, children.get(folder) ?? 0),
  );
  while (unsure.length > 0 && known.size < mostFolders) {
    const found = unsure.flatMap((folder) => subfolders(root, folder)).filter((folder) => !known.has(folder));
    const looked = await withoutIgnored(root, found);
    if (looked === undefined) return undefined;
    for (const folder of looked) known.add(folder);
    unsure = looked;
  }
  return known.size < mostFolders ? [...known].sort() : undefined;
}

function foldersOf(files: readonly string[]): Set<string> {
  const folders = new Set<string>(['']);
  for (const file of files) {
    for (let folder = folderOf(file); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
}

/** On most file systems a folder has as many links as folders in it, and two; where it has not, we have to look. */
function hasOthers(path: string, children: number): boolean {
  return statOf(path)?.nlink !== children + 2;
}

function subfolders(root: string, folder: string): string[] {
  try {
    return readdirSync(`${root}/${folder}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== '.git')
      .map((entry) => below(folder, entry.name));
  } catch {
    return [];
  }
}

async function withoutIgnored(root: string, folders: readonly string[]): Promise<readonly string[] | undefined> {
  if (folders.length === 0) return [];
  const ignored = await runGit(root, ['check-ignore', '-z', '--stdin'], folders.join('\0'));
  // It ends with 1 when none is ignored, which looks like a failure: then all are looked into.
  const names = new Set(ignored);
  return folders.filter((folder) => !names.has(folder));
}

/** Whether a file has rules of what git ignores. */
export function hasIgnoreRules(path: string): boolean {
  return nameOf(path) === '.gitignore';
}
