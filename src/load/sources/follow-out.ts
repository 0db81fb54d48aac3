import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { aliasTargets, splitPackage } from '../../sources/aliases.ts';
import { leftOutFolder } from '../../sources/classify-path.ts';
import { createAliasesOf } from '../../sources/find-aliases.ts';
import { findModuleFile, type KnownFiles } from '../../sources/known-files.ts';
import type { Package } from '../../sources/packages.ts';
import { below, folderOf, foldersUp, isWithin, joinPath } from '../../sources/paths.ts';
import type { AliasesOf } from '../../sources/resolve-specifier.ts';
import type { ConfigReader } from './config-reader.ts';

/** More folders outside of what was named are not taken. */
const mostFolders = 500;

/** What is looked at, and how. Paths count from the home. */
export interface OutInput {
  /** Absolute. */
  readonly home: string;
  /** Folders that were listed, those that were named first. */
  readonly folders: readonly string[];
  /** Their files; it grows with each folder that is added. */
  readonly sources: ReadonlySet<string>;
  readonly specifiersOf: (path: string) => readonly string[];
  /** Members of the workspace at the top of the repository, by name. */
  readonly members: ReadonlyMap<string, Package>;
  readonly configs: ConfigReader;
  /** Lists a folder, or takes a single file. */
  readonly add: (path: string, kind: 'folder' | 'file') => Promise<void>;
}

/** What lies outside. */
export interface Outside {
  /** Folders that were added. */
  readonly folders: readonly string[];
  /** Whether anything leads out, be it there or not: what is there may be different another time. */
  readonly leads: boolean;
}

/**
 * Adds what the imports of the named folders mean outside of them: by a path, by `paths` of a tsconfig.json, or by the name of
 * a member of the workspace that no package.json declares. Nothing outside of the repository is looked at, nothing that is
 * installed or generated, and no link is followed.
 */
export async function followOut(input: OutInput): Promise<Outside> {
  const { sources, specifiersOf, configs } = input;
  const onDisk = filesOnDisk(input.home);
  const aliasesOf = createAliasesOf({
    packages: { find: (name) => input.members.get(name) },
    configs,
    hasConfig: (path) => configs.readJson(path) !== undefined,
  });
  const taken = [...input.folders];
  const added: string[] = [];
  const isNew = asking(aliasesOf);
  let leads = false;
  // A set that grows while it is gone through is gone through to its end.
  for (const from of sources) {
    for (const specifier of specifiersOf(from)) {
      if (!isNew(specifier, from)) continue;
      for (const target of targetsOf(specifier, from, { ...input, aliasesOf })) {
        if (taken.some((folder) => isWithin(folder, target)) || leftOutFolder(`${target}/`) !== undefined) continue;
        leads = true;
        const found = findModuleFile(target, onDisk, from);
        if (found === undefined || sources.has(found) || added.length >= mostFolders) continue;
        const folder = folderAround(found, input);
        if (folder !== undefined) {
          taken.push(folder);
          added.push(folder);
        }
        await input.add(folder ?? found, folder === undefined ? 'file' : 'folder');
        break;
      }
    }
  }
  return { folders: added, leads };
}

/** Whether an import is asked about for the first time: a path means the same in a folder, a name wherever the same aliases hold. */
function asking(aliasesOf: AliasesOf): (specifier: string, from: string) => boolean {
  const asked = new Map<unknown, Set<string>>();
  return (specifier, from) => {
    const scope = specifier.startsWith('.') ? folderOf(from) : aliasesOf(from);
    const known = asked.get(scope) ?? new Set();
    asked.set(scope, known);
    const isNew = !known.has(specifier);
    known.add(specifier);
    return isNew;
  };
}

/** Where a module may be that is imported by no dependency's name. */
function* targetsOf(
  specifier: string,
  from: string,
  { members, aliasesOf }: Pick<OutInput, 'members'> & { readonly aliasesOf: AliasesOf },
): Generator<string> {
  if (specifier.startsWith('.')) {
    const target = joinPath(folderOf(from), specifier);
    if (target !== undefined) yield target;
    return;
  }
  // What `baseUrl` may mean, any package may be called: only a pattern says that a module is the program's own.
  for (const aliases of aliasesOf(from)) yield* aliasTargets(specifier, { ...aliases, base: undefined });
  const member = members.get(splitPackage(specifier)[0]);
  if (member !== undefined) yield below(member.folder, 'package.json');
}

const marks = ['package.json', 'project.json', 'tsconfig.json', 'deno.json'] as const;

/**
 * The folder that a file outside belongs to: the nearest one that is a package or project, else the file's own. None where
 * that would take in what was named, or the whole repository: then the file comes alone.
 */
function folderAround(path: string, { home, folders }: OutInput): string | undefined {
  const own = folderOf(path);
  const isApart = (folder: string) => folder !== '' && !folders.some((named) => isWithin(folder, named));
  const marked = [...foldersUp(own)].filter(isApart).find((up) => marks.some((mark) => isPlain(join(home, up, mark))));
  const folder = marked ?? (isApart(own) ? own : undefined);
  return folder !== undefined && realpathSync(join(home, folder)) === join(home, folder) ? folder : undefined;
}

function filesOnDisk(home: string): KnownFiles {
  return {
    has: (path) => isPlain(join(home, path)),
    hasStem: (path) => isThere(join(home, folderOf(path))),
    // A class by its name alone is looked for among what was named.
    named: () => [],
    filesIn: (folder) => namesIn(join(home, folder)).map((name) => below(folder, name)),
  };
}

function isPlain(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function namesIn(folder: string): readonly string[] {
  return isThere(folder) ? readdirSync(folder).sort() : [];
}
