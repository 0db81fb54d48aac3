import type { Configs } from '../../sources/configs.ts';
import { recordOf, textOf, textsOf } from '../../sources/json-shape.ts';
import { below, folderOf, foldersUp, isWithin, joinPath } from '../../sources/paths.ts';
import type { SourceList } from './list-sources.ts';

/**
 * Takes a file without an extension for a program where the package.json above it names it as a command, or the folder
 * that it lies in: `"bin": "./bin/sync"`. A package among tests starts nothing of the program.
 */
export function addCommands(
  list: Pick<SourceList, 'unnamed' | 'json' | 'testPackages' | 'sources' | 'named'>,
  configs: Configs,
): void {
  for (const path of list.unnamed) {
    const folder = [...foldersUp(folderOf(path))].find((up) => list.json.has(below(up, 'package.json')));
    if (folder === undefined || list.testPackages.has(below(folder, 'package.json'))) continue;
    const manifest = recordOf(configs.readJson(below(folder, 'package.json')));
    const { bin } = manifest;
    const commands = [...textsOf(bin), ...Object.values(recordOf(bin)).flatMap((value) => textOf(value) ?? [])];
    const ofCommands = textOf(recordOf(manifest['directories'])['bin']);
    const isNamed =
      commands.some((command) => joinPath(folder, command) === path) ||
      (ofCommands !== undefined && isWithin(joinPath(folder, ofCommands) ?? path, path));
    if (!isNamed) continue;
    list.sources.add(path);
    list.named.add(path);
  }
}
