import { type Aliases, readAliases } from './aliases.ts';
import type { Configs } from './configs.ts';
import type { PackageTable } from './packages.ts';
import { below, folderOf } from './paths.ts';

export interface AliasInput {
  readonly packages: PackageTable;
  readonly configs: Configs;
  /** Whether a configuration file is there. */
  readonly hasConfig: (path: string) => boolean;
}

/**
 * Finds the aliases that hold for the imports of a file: those of the nearest configuration around it. A configuration
 * is read when the first file asks for it, and so are those further out, whose mistakes are then known too.
 */
export function createAliasesOf({ configs, hasConfig, packages }: AliasInput): (from: string) => readonly Aliases[] {
  const byFolder = new Map<string, readonly Aliases[]>();
  const findFolder = (name: string, from: string): string | undefined => packages.find(name, from)?.folder;
  const inFolder = (folder: string): readonly Aliases[] => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const config = ['tsconfig.json', 'jsconfig.json'].map((name) => below(folder, name)).find(hasConfig);
    const up = folder === '' ? [] : inFolder(folderOf(folder));
    const aliases = config === undefined ? up : readAliases(config, configs, findFolder);
    byFolder.set(folder, aliases);
    return aliases;
  };
  return (from) => inFolder(folderOf(from));
}
