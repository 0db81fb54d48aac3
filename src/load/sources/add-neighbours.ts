import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { recordOf, textOf } from '../../sources/json-shape.ts';
import { dependenciesOf, isMember, type Package, type Workspace, workspacesOf } from '../../sources/packages.ts';
import { below, folderOf, foldersUp, isWithin, joinPath } from '../../sources/paths.ts';
import type { ConfigReader } from './config-reader.ts';
import type { Places } from './places.ts';
import { readWorkspaces, workspaceFiles } from './read-workspaces.ts';

/** More folders of a workspace are not looked into. */
const mostFolders = 2_000;

/**
 * The folders of packages outside of what was named that it depends on by name, directly or not: members of the workspace
 * of the repository around it. An app's calls to Marketo often stand in a package beside it. Nothing outside of the repository is
 * looked at, and no link is followed.
 *
 * @param members of the workspaces at the top of the repository, see {@link workspacesAtTop}
 * @param manifests the package.json files that were listed, from the home
 */
export function findNeighbours(
  { root, scopes }: Places,
  members: ReadonlyMap<string, Package>,
  manifests: readonly string[],
  configs: ConfigReader,
): readonly string[] {
  if (root === '' || scopes.some(({ file }) => file !== undefined)) return [];
  const isNamed = (folder: string) => scopes.some((scope) => isWithin(scope.folder, folder));
  const above = scopes.flatMap(({ folder }) => [...foldersUp(folder)].map((up) => below(up, 'package.json')));
  const open = [...new Set([...manifests, ...above])].map((path) => readPackage(folderOf(path), configs));
  const found = new Set<string>();
  for (let owner = open.pop(); owner !== undefined; owner = open.pop()) {
    for (const name of dependenciesOf(owner)) {
      const member = members.get(name);
      if (member === undefined || found.has(member.folder) || isNamed(member.folder)) continue;
      found.add(member.folder);
      open.push(member);
    }
  }
  return [...found].sort();
}

/** The workspaces that the top of a repository tells of; none where all of the repository is looked at. */
export async function workspacesAtTop({ root }: Places, configs: ConfigReader): Promise<readonly Workspace[]> {
  if (root === '') return [];
  const others = workspaceFiles.filter((path) => configs.readText(path) !== undefined);
  return [...workspacesOf(readPackage('', configs)), ...(await readWorkspaces(others, configs))];
}

/** The members of workspaces at the top of the repository, by name. */
export function membersOf(
  home: string,
  workspaces: readonly Workspace[],
  configs: ConfigReader,
): ReadonlyMap<string, Package> {
  const members = new Map<string, Package>();
  for (const workspace of workspaces) {
    const folders = workspace.patterns.flatMap((pattern) => foldersFor(home, pattern));
    for (const folder of folders.slice(0, mostFolders)) {
      const member = readPackage(folder, configs);
      if (member.name === undefined || members.has(member.name) || !isMember(folder, workspace)) continue;
      members.set(member.name, member);
    }
  }
  return members;
}

/** Of `apps/*` the folders there are, of `libs/**` those at any depth, of a plain name that folder. */
function foldersFor(home: string, pattern: string): readonly string[] {
  const wildcard = pattern.search(/[*?[{]/);
  if (pattern.startsWith('!')) return [];
  if (wildcard < 0) return [joinPath('', pattern) ?? ''];
  const base = joinPath('', pattern.slice(0, pattern.lastIndexOf('/', wildcard) + 1));
  const depth = pattern.includes('**') ? 4 : pattern.slice(wildcard).split('/').length;
  return base === undefined ? [] : foldersBelow(home, base, depth);
}

function foldersBelow(home: string, folder: string, depth: number): readonly string[] {
  const inside = directoriesIn(join(home, folder)).map((name) => below(folder, name));
  return depth <= 1 ? inside : inside.flatMap((one) => [one, ...foldersBelow(home, one, depth - 1)]);
}

function directoriesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.filter((name) => name !== 'node_modules' && !name.startsWith('.')).slice(0, mostFolders);
  } catch {
    return [];
  }
}

function readPackage(folder: string, configs: ConfigReader): Package {
  const manifest = recordOf(configs.readJson(below(folder, 'package.json')));
  return { folder, name: textOf(manifest['name']), manifest };
}
