import { join } from 'node:path';
import { isManifest } from '../../languages/manifests.ts';
import { classifyPath, isWithoutExtension } from '../../sources/classify-path.ts';
import { isLockFile } from '../../sources/installed-packages.ts';
import { isStarter } from '../../sources/named-modules.ts';
import { nameOf } from '../../sources/paths.ts';
import { runGit, runGitRaw } from '../sources/run-git.ts';
import type { CacheStore } from './cache-store.ts';
import {
  type Folders,
  type FolderWitness,
  gitDigest,
  hasIgnoreRules,
  isWitnessed,
  lookAtFolders,
  type WitnessedFolder,
  witness,
} from './folder-witness.ts';
import { type GitSettings, readGitSettings } from './git-settings.ts';
import { keepBytes, keepJson, keptBytes, keptJson } from './kept-json.ts';
import { gone, type KeptBytes, link, type TreeState } from './tree-state.ts';

/** What git says of a folder, before anything on disk is looked at. */
export interface GitState {
  readonly tracked: KeptBytes;
  /** Files and links that are neither tracked nor ignored. */
  readonly untracked: readonly string[];
  /** Relevant tracked files of which git does not vouch that they are on disk what they are in the index. */
  readonly doubtful: readonly string[];
}

/** What is kept of git's listing of a folder. */
interface KeptListing extends FolderWitness {
  /** Of git's index and settings, and of the files with rules of what to ignore. */
  readonly git: string;
  /** Hash of {@link GitState.tracked}. */
  readonly tracked: string;
  readonly untracked: readonly string[];
  /** Tracked files that are no ordinary ones, or that git was told to take on trust. */
  readonly odd: readonly string[];
}

/**
 * Asks git for the state of a folder: its listing with the ids of contents, and what differs from it on disk. The
 * listing is that of an earlier run where nothing can have changed it.
 *
 * A cache is as good as this answer, so git is told to compare all that it recorded of a file, inode and time of change
 * included, whatever the repository's configuration says. To compare contents git would run the filters of that
 * configuration, so each is switched off by name.
 *
 * @param begun the time, in milliseconds since 1970
 * @returns `undefined` where git cannot tell, or where it would not be all: a repository inside, or a link to a source
 *   file, may change without git's knowing
 */
export async function readGitState(
  place: WitnessedFolder,
  store: CacheStore,
  begun: number = Date.now(),
): Promise<GitState | undefined> {
  const folder = join(place.home, place.folder);
  const settings = await readGitSettings(folder);
  if (settings === undefined) return undefined;
  const differing = listDiffering(folder, settings);
  const digest = gitDigest(place, settings);
  const key = `listing ${folder}`;
  const kept = digest === undefined ? undefined : keptJson<KeptListing>(store, key);
  if (kept !== undefined && kept.git === digest && isWitnessed(place, kept)) {
    const changed = await differing;
    if (changed !== undefined && !changed.some(hasIgnoreRules)) {
      return { ...doubting(kept, changed), tracked: keptBytes(store, kept.tracked) };
    }
  }
  const [listing, changed] = await Promise.all([list(folder), differing]);
  if (listing === undefined || changed === undefined) return undefined;
  const { untracked, odd } = listing;
  const tracked = keepBytes(store, listing.bytes);
  const hasOwnRules = [...changed, ...untracked, ...odd].some(hasIgnoreRules);
  if (digest !== undefined && digest === gitDigest(place, settings) && !hasOwnRules) {
    const seen = await witness(folder, listing, begun);
    const found = { git: digest, tracked: tracked.hash, untracked, odd };
    if (seen !== undefined) keepJson(store, key, { ...seen, ...found } satisfies KeptListing);
  }
  return { ...doubting(listing, changed), tracked };
}

function doubting(
  { untracked, odd }: Pick<KeptListing, 'untracked' | 'odd'>,
  differing: readonly string[],
): Pick<GitState, 'untracked' | 'doubtful'> {
  return { untracked, doubtful: [...new Set([...differing, ...odd])].filter(isRelevant) };
}

/** An ordinary file, in no conflict, that git was not told to take on trust, is the rule; this finds the exceptions. */
const oddLines = /(?:^|\0)(?!H 100(?:644|755) [0-9a-f]{40,64} 0\t)[^\0]+/g;
const trackedLink = /^\0?\S+ 120000 /;
const repository = /^\0?\S+ 160000 /;

interface Listing extends Pick<KeptListing, 'untracked' | 'odd'> {
  readonly bytes: Buffer;
  /** The folders of tracked files, as they were after the listing had begun. */
  readonly folders: Folders;
}

async function list(folder: string): Promise<Listing | undefined> {
  const others = runGit(folder, ['ls-files', '-z', '-o', '--exclude-standard']);
  const bytes = await runGitRaw(folder, ['ls-files', '-v', '-s', '-z']);
  if (bytes === undefined) return undefined;
  // Git reads every folder for the untracked files; meanwhile there is time to look at the tracked ones.
  const folders = lookAtFolders(folder, pathsIn(bytes));
  const lines = bytes.toString('utf8').match(oddLines) ?? [];
  const isBlindSpot = (line: string): boolean =>
    repository.test(line) || (trackedLink.test(line) && isRelevant(line.slice(line.indexOf('\t') + 1)));
  const untracked = await others;
  if (untracked === undefined || bytes.length + untracked.length === 0) return undefined;
  if (lines.some(isBlindSpot) || untracked.some((path) => path.endsWith('/'))) return undefined;
  return { bytes, folders, untracked, odd: lines.map((line) => line.slice(line.indexOf('\t') + 1)) };
}

/** Until the last NUL: what follows is no file. */
function pathsIn(listing: Buffer): string[] {
  const lines = listing.toString('utf8').split('\0').slice(0, -1);
  return lines.map((line) => line.slice(line.indexOf('\t') + 1));
}

/** Tracked files whose record in the index is not what is on disk. Submodules are not asked: git would start in them. */
function listDiffering(folder: string, { withoutFilters }: GitSettings): Promise<readonly string[] | undefined> {
  const exact = ['core.trustctime=true', 'core.checkStat=default', 'core.preloadIndex=true'];
  return runGit(folder, [
    ...exact.flatMap((setting) => ['-c', setting]),
    ...withoutFilters,
    ...['diff-files', '-z', '--name-only', '--relative', '--no-ext-diff', '--ignore-submodules=all'],
  ]);
}

/** Whether a file can have a part in an analysis: all others may change as they like. */
export function isRelevant(path: string): boolean {
  return (
    classifyPath(path, { includeTests: true }).kind !== 'other' ||
    isWithoutExtension(path) ||
    isStarter(path) ||
    isManifest(nameOf(path)) ||
    nameOf(path) === 'pnpm-workspace.yaml' ||
    isLockFile(nameOf(path))
  );
}

/**
 * A state with the ids of everything that git does not vouch for.
 * @param idOf `link` for a link, whatever it is called
 */
export function settleState({ tracked, untracked, doubtful }: GitState, idOf: (path: string) => string): TreeState {
  const changed = new Map(doubtful.map((path) => [path, idOf(path)]));
  for (const path of untracked) {
    const id = idOf(path);
    if (id === link || (id !== gone && isRelevant(path))) changed.set(path, id);
  }
  return { tracked, changed };
}
