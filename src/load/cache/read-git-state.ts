import { classifyPath } from '../../sources/classify-path.ts';
import { isStarter } from '../../sources/named-modules.ts';
import { nameOf } from '../../sources/paths.ts';
import { runGit, runGitRaw } from '../sources/run-git.ts';
import { gone, type TreeState } from './tree-state.ts';

/** What git says of a folder, before anything on disk is looked at. */
export interface GitState {
  readonly tracked: Buffer;
  readonly untracked: readonly string[];
  /** Relevant tracked files of which git does not vouch that they are on disk what they are in the index. */
  readonly doubtful: readonly string[];
}

/** An ordinary file, in no conflict, that git was not told to take on trust. */
const vouchedFor = /^H 100(?:644|755) [0-9a-f]+ 0\t/;
const oddLines = /(?:^|\0)(?!H 100(?:644|755) [0-9a-f]{40,64} 0\t)[^\0]+/g;
const linkOrRepository = /^.{1,2}1[26]0000 /;

/**
 * Asks git for the state of a folder: its listing with the ids of contents, and what differs from it on disk.
 *
 * A cache is as good as this answer, so git is told to compare all that it recorded of a file, inode and time of change
 * included, whatever the repository's configuration says. To compare contents git would run the filters of that
 * configuration, so each is switched off by name.
 *
 * @param folder absolute
 * @returns `undefined` where git cannot tell, or where it would not be all: a repository inside, or a link to a source
 *   file, may change without git's knowing
 */
export async function readGitState(folder: string): Promise<GitState | undefined> {
  const [tracked, untracked, differing] = await Promise.all([
    runGitRaw(folder, ['ls-files', '-v', '-s', '-z']),
    runGit(folder, ['ls-files', '-z', '-o', '--exclude-standard']),
    listDiffering(folder),
  ]);
  if (tracked === undefined || untracked === undefined || differing === undefined) return undefined;
  if (tracked.length + untracked.length === 0 || untracked.some((path) => path.endsWith('/'))) return undefined;
  const odd = tracked.toString('utf8').match(oddLines) ?? [];
  const lines = odd.map((line) => line.replace(/^\0/, ''));
  const pathOf = (line: string): string => line.slice(line.indexOf('\t') + 1);
  const hasBlindSpot = lines.some(
    (line) => linkOrRepository.test(line) && (line[2] === '1' && line[3] === '6' ? true : isRelevant(pathOf(line))),
  );
  if (hasBlindSpot) return undefined;
  const doubtful = [...differing, ...lines.filter((line) => !vouchedFor.test(line)).map(pathOf)];
  return { tracked, untracked: untracked.filter(isRelevant), doubtful: [...new Set(doubtful)].filter(isRelevant) };
}

/** Tracked files whose record in the index is not what is on disk. Submodules are not asked: git would start in them. */
async function listDiffering(folder: string): Promise<readonly string[] | undefined> {
  const filters = await listFilters(folder);
  const settings = [
    'core.trustctime=true',
    'core.checkStat=default',
    'core.preloadIndex=true',
    ...filters.flatMap((name) => [`filter.${name}.clean=`, `filter.${name}.process=`, `filter.${name}.required=false`]),
  ];
  const options = settings.flatMap((setting) => ['-c', setting]);
  return runGit(folder, [
    ...options,
    ...['diff-files', '-z', '--name-only', '--relative', '--no-ext-diff', '--ignore-submodules=all'],
  ]);
}

async function listFilters(folder: string): Promise<readonly string[]> {
  const keys = (await runGit(folder, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'])) ?? [];
  return [...new Set(keys.flatMap((key) => /^filter\.(.*)\.[^.]*$/s.exec(key)?.[1] ?? []))];
}

/** Whether a file can have a part in an analysis: all others may change as they like. */
export function isRelevant(path: string): boolean {
  return classifyPath(path, { includeTests: true }).kind !== 'other' || isStarter(path) || isWorkspaceList(path);
}

function isWorkspaceList(path: string): boolean {
  return nameOf(path) === 'pnpm-workspace.yaml';
}

/** A state with the ids of everything that git does not vouch for. */
export function settleState({ tracked, untracked, doubtful }: GitState, idOf: (path: string) => string): TreeState {
  const changed = [...untracked, ...doubtful].map((path) => [path, idOf(path)] as const);
  return { tracked, changed: new Map(changed.filter(([path, id]) => id !== gone || doubtful.includes(path))) };
}
