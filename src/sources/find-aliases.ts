import { type Aliases, readAliases } from './aliases.ts';
import { leftOutFolder } from './classify-path.ts';
import type { Configs } from './configs.ts';
import { fitOf } from './package-targets.ts';
import type { PackageTable } from './packages.ts';
import { below, folderOf } from './paths.ts';

export interface AliasInput {
  readonly packages: Pick<PackageTable, 'find'>;
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

/** Whether the patterns of a configuration say that a module is the program's own, wherever it is. What stands for all is left aside. */
export function isAliased(specifier: string, { paths }: Aliases): boolean {
  return paths.some(
    ({ pattern, targets }) =>
      pattern !== '*' &&
      (pattern === specifier || fitOf(pattern, specifier) !== undefined) &&
      targets.some((target) => !/\.d\.[mc]?ts$/.test(target) && leftOutFolder(`${target}/`)?.reason !== 'dependencies'),
  );
}
