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
  const look = folderLook(join(home, folder));
  return stampsOf(folders.split('\0').map(look)).digest === stamps;
}

/** How a folder is on disk, by its path from the root. */
type FolderLook = (folder: string) => Stats | undefined;

function folderLook(root: string): FolderLook {
  return (folder) => statOf(folder === '' ? root : `${root}/${folder}`);
}

function stampsOf(folders: readonly (Stats | undefined)[]): { readonly digest: string; readonly latest: number } {
  // Numbers as they are in memory: writing them out would take longer than asking for them.
  const stamps = new Float64Array(folders.length * 4);
  let latest = 0;
  for (const [index, stat] of folders.entries()) {
    if (stat === undefined) continue;
    const { ino, mode, mtimeMs, ctimeMs } = stat;
    stamps.set([ino, mode, mtimeMs, ctimeMs], index * 4);
    latest = Math.max(latest, mtimeMs, ctimeMs);
  }
  return { digest: hashOf(new Uint8Array(stamps.buffer)), latest };
}

/** What stands at a path; `undefined` where nothing does, or where that may not be asked. No link is followed. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** How folders are on disk, by path from the listed one. */
export type Folders = ReadonlyMap<string, Stats | undefined>;

/** Looks at the folders of files. */
export function lookAtFolders(root: string, files: readonly string[]): Folders {
  const look = folderLook(root);
  return new Map([...foldersOf(files)].map((folder) => [folder, look(folder)]));
}

/**
 * Takes down how the folders are that git would look into. A change that a look has missed is one from after the
 * listing began: such a folder is no witness.
 *
 * @param root absolute
 * @param listed of tracked files the folders, looked at since the listing began; and the untracked files
 * @param begun when the listing began, in milliseconds since 1970
 * @returns `undefined` where a later change could go unseen
 */
export async function witness(
  root: string,
  listed: { readonly folders: Folders; readonly untracked: readonly string[] },
  begun: number,
): Promise<FolderWitness | undefined> {
  const folders = await allFolders(root, listed.folders, listed.untracked);
  if (folders === undefined) return undefined;
  const { digest, latest } = stampsOf([...folders.values()]);
  return latest > begun - coarsest ? undefined : { folders: [...folders.keys()].join('\0'), stamps: digest };
}

/** The folders of the files, and every other that is not ignored. */
async function allFolders(root: string, tracked: Folders, untracked: readonly string[]): Promise<Folders | undefined> {
  const look = folderLook(root);
  const known = new Map([...lookAtFolders(root, untracked), ...tracked]);
  const children = new Map<string, number>();
  for (const [folder, stat] of known) {
    // A deleted one must not stand for another that came in its place.
    if (folder !== '' && stat?.isDirectory()) children.set(folderOf(folder), (children.get(folderOf(folder)) ?? 0) + 1);
  }
  // On most file systems a folder has as many links as folders in it, and two; where it has not, we have to look.
  const mayHaveOthers = (folder: string): boolean => known.get(folder)?.nlink !== (children.get(folder) ?? 0) + 2;
  let unsure: readonly string[] = [...known.keys()].filter(mayHaveOthers);
  while (unsure.length > 0 && known.size < mostFolders) {
    const found = unsure.flatMap((folder) => subfolders(root, folder)).filter((folder) => !known.has(folder));
    unsure = await withoutIgnored(root, found);
    for (const folder of unsure) known.set(folder, look(folder));
  }
  return known.size < mostFolders ? known : undefined;
}

function foldersOf(files: readonly string[]): Set<string> {
  const folders = new Set<string>(['']);
  for (const file of files) {
    for (let folder = folderOf(file); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
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

async function withoutIgnored(root: string, folders: readonly string[]): Promise<readonly string[]> {
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
