import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { walkFolder } from './list-walk.ts';
import type { Listing } from './listing.ts';
import { runGit, runGitRaw } from './run-git.ts';

const linkMode = '120000';
const repositoryMode = '160000';

/** What git says is in a folder. Paths are relative to it. */
export interface GitListing {
  /** What `git ls-files -s -z` prints, be it with the tags of `-v`. */
  readonly tracked: Buffer;
  /** What is neither tracked nor ignored; folders, which are repositories of their own, end in "/". */
  readonly untracked: readonly string[];
}

/**
 * Lists a folder of a git work tree: what is tracked, though it be ignored, and what is neither tracked nor ignored.
 * A walk would do the same ten times slower. Submodules and nested repositories are walked.
 *
 * @param folder absolute
 * @param said what git has said of it already; asked when absent
 * @returns `undefined` when git cannot list it, or lists nothing: a folder that is ignored as a whole was named
 *   explicitly all the same
 */
export async function listWithGit(folder: string, said?: GitListing): Promise<Listing | undefined> {
  const { tracked, untracked } = said ?? (await askGit(folder));
  if (tracked === undefined || untracked === undefined || tracked.length + untracked.length === 0) return undefined;
  const found = { files: [] as string[], links: [] as string[], nested: new Set<string>() };
  for (const { mode, path } of trackedIn(tracked.toString('utf8'))) {
    if (mode === linkMode) found.links.push(path);
    else if (mode === repositoryMode) found.nested.add(path);
    else found.files.push(path);
  }
  for (const path of untracked) {
    if (path.endsWith('/')) found.nested.add(path.slice(0, -1));
    else if (lstatSync(join(folder, path), { throwIfNoEntry: false })?.isSymbolicLink()) found.links.push(path);
    else found.files.push(path);
  }
  return withNested(folder, found);
}

async function askGit(folder: string): Promise<Partial<GitListing>> {
  const [tracked, untracked] = await Promise.all([
    runGitRaw(folder, ['ls-files', '-z', '-s']),
    runGit(folder, ['ls-files', '-z', '-o', '--exclude-standard']),
  ]);
  return { ...(tracked && { tracked }), ...(untracked && { untracked }) };
}

/** What the lines of a listing say, each perhaps a tag, then a mode, an id and a stage, then a tab and the path. */
function* trackedIn(listing: string): Generator<{ readonly mode: string; readonly path: string }> {
  let before = '';
  for (let start = 0, end = 0; start < listing.length; start = end + 1) {
    end = listing.indexOf('\0', start);
    const path = listing.slice(listing.indexOf('\t', start) + 1, end);
    // In a conflict a path has a line for each side.
    const mode = listing[start + 1] === ' ' ? start + 2 : start;
    if (path !== before) yield { mode: listing.slice(mode, mode + linkMode.length), path };
    before = path;
  }
}

function withNested(
  folder: string,
  found: { readonly files: string[]; readonly links: string[]; readonly nested: Iterable<string> },
): Listing {
  const skipped: string[] = [];
  const problems: { path: string; what: string }[] = [];
  for (const nested of found.nested) {
    // A submodule that was not checked out is an empty folder, and one that is a link now leads elsewhere.
    if (!lstatSync(join(folder, nested), { throwIfNoEntry: false })?.isDirectory()) continue;
    const inside = walkFolder(join(folder, nested));
    const under = (path: string): string => `${nested}/${path}`;
    for (const path of inside.files) found.files.push(under(path));
    found.links.push(...inside.links.map(under));
    skipped.push(...inside.skipped.map(under));
    problems.push(...inside.problems.map(({ path, what }) => ({ path: under(path), what })));
  }
  return { files: found.files, links: found.links, skipped, problems };
}
