import { splitPackage } from '../../sources/aliases.ts';
import { createExpectNames, type ExpectNames } from '../../sources/expect-name.ts';
import { createAliasesOf, isAliased } from '../../sources/find-aliases.ts';
import { createKnownFiles, type KnownFiles } from '../../sources/known-files.ts';
import { buildPackageTable, dependenciesOf, type PackageTable } from '../../sources/packages.ts';
import { below, folderOf, foldersUp } from '../../sources/paths.ts';
import { createFindModule, type FindModule } from '../../sources/resolve-specifier.ts';
import type { ConfigReader } from './config-reader.ts';
import type { SourceList } from './list-sources.ts';
import { readWorkspaces, workspaceFiles } from './read-workspaces.ts';

/** How the analysed code hangs together: its packages, and what an import specifier means. */
export interface ProgramLayout {
  readonly packages: PackageTable;
  readonly findModule: FindModule;
  readonly expectNames: ExpectNames;
  readonly known: KnownFiles;
  /** Whether a specifier names code of the repository, be it among the files or not: a member of a workspace, an alias. */
  readonly isOwn: (specifier: string, from: string) => boolean;
}

/** Files that are read as configuration also in the folders between the home and what is analysed. */
const configNames = ['package.json', 'tsconfig.json', 'jsconfig.json', ...workspaceFiles] as const;

/** @param analysed the folders that were listed, from the home: what lies in them is in the list already. */
export async function readLayout(
  list: SourceList,
  analysed: readonly string[],
  configs: ConfigReader,
): Promise<ProgramLayout> {
  const above = new Set(analysed.flatMap((folder) => (folder === '' ? [] : [...foldersUp(folderOf(folder))])));
  const aboveConfigs = new Set(
    [...above]
      .flatMap((folder) => configNames.map((name) => below(folder, name)))
      .filter((path) => (path.endsWith('.json') ? configs.readJson(path) : configs.readText(path)) !== undefined),
  );
  const all = [...new Set([...list.json, ...list.starters, ...aboveConfigs])].sort();
  const workspaces = await readWorkspaces(all, configs);
  const packages = buildPackageTable(all, workspaces, configs);
  const known = createKnownFiles(list.sources, list.dependencies, list.json);
  const hasConfig = (path: string): boolean => list.json.has(path) || aboveConfigs.has(path);
  const aliasesOf = createAliasesOf({ packages, configs, hasConfig });
  const findModule = createFindModule({ known, packages, aliasesOf });
  const isOwn: ProgramLayout['isOwn'] = (specifier, from) => {
    const [name] = splitPackage(specifier);
    if (packages.find(name, from) !== undefined) return true;
    const isDependency = [packages.ownerOf(from), packages.at('')].some((one) => dependenciesOf(one).includes(name));
    return !isDependency && aliasesOf(from).some((aliases) => isAliased(specifier, aliases));
  };
  return { packages, known, findModule, expectNames: createExpectNames(packages, aliasesOf), isOwn };
}
