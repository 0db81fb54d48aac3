import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createClassifyPath, leftOutFolder } from '../../sources/classify-path.ts';
import type { Configs } from '../../sources/configs.ts';
import { recordOf } from '../../sources/json-shape.ts';
import { createKnownFiles, findSourceOf } from '../../sources/known-files.ts';
import type { LeftOut } from '../../sources/left-out.ts';
import { modulesOfManifest } from '../../sources/named-modules.ts';
import { below, folderOf, joinPath, nameOf } from '../../sources/paths.ts';
import type { SourceList } from './list-sources.ts';
import { walkFolder } from './list-walk.ts';

type Built = Pick<SourceList, 'sources' | 'dependencies' | 'json' | 'testPackages' | 'named'>;

/**
 * Takes the folder of generated code into which a package.json leads, where nothing tells what it was generated from:
 * it is the program then. Whatever lies beside the file that is named comes along, since bundles load their parts by
 * numbers. Folders that git ignores, links, and what packages among tests name, stay out.
 *
 * @param home absolute: paths of the list count from here
 */
export function addBuilt(list: Built, home: string, configs: Configs, leftOut: LeftOut): void {
  const known = createKnownFiles(new Set(list.sources), new Set(list.dependencies));
  const taken = new Set<string>();
  const manifests = [...list.json].filter((path) => nameOf(path) === 'package.json' && !list.testPackages.has(path));
  for (const manifest of manifests.sort()) {
    const folder = folderOf(manifest);
    for (const { path } of modulesOfManifest(recordOf(configs.readJson(manifest)))) {
      const built = builtFolder(folder, path, leftOut);
      if (built === undefined || findSourceOf(folder, path, known) !== undefined) continue;
      const named = joinPath(folder, path) ?? path;
      // Where there is nothing else, its parts are imported one by one, whatever the file that is named.
      const isProgram = list.sources.size === 0 || isThere(join(home, named));
      if (!taken.has(built) && isProgram && isOwnFolder(join(home, built))) takeFolder(list, home, built, leftOut);
      taken.add(built);
    }
  }
}

/** The folder of generated code, left out but listed, that a path of a package leads into. */
function builtFolder(folder: string, path: string, leftOut: LeftOut): string | undefined {
  const inside = joinPath('', path);
  const found = inside === undefined ? undefined : leftOutFolder(inside);
  if (found === undefined) return undefined;
  const fromHome = below(folder, found.path);
  return leftOut.has('build-output', fromHome) ? fromHome : undefined;
}

/** A path without an extension, or of a folder, is as good as any. */
function isThere(path: string): boolean {
  const candidates = [path, `${path}.js`, `${path}.cjs`, `${path}.mjs`];
  return candidates.some((one) => lstatSync(one, { throwIfNoEntry: false })?.isSymbolicLink() === false);
}

/** Git lists a folder that it tracks though a link has taken its place since; it would lead anywhere. */
function isOwnFolder(path: string): boolean {
  return realpathSync(path) === path;
}

function takeFolder(list: Built, home: string, folder: string, leftOut: LeftOut): void {
  const classify = createClassifyPath({ includeTests: false });
  const files = walkFolder(join(home, folder)).files.flatMap((path) => {
    const { kind } = classify(path);
    return kind === 'source' || kind === 'json' ? [{ path: below(folder, path), kind }] : [];
  });
  for (const { path, kind } of files) {
    if (kind === 'json') list.json.add(path);
    else {
      list.sources.add(path);
      list.named.add(path);
    }
  }
  leftOut.remove('build-output', folder);
}
