import { recordOf, textsOf } from '../../sources/json-shape.ts';
import type { Workspace } from '../../sources/packages.ts';
import { folderOf, nameOf } from '../../sources/paths.ts';
import type { ConfigReader } from './config-reader.ts';

/** Files beside `package.json` that list the members of a workspace. */
export const workspaceFiles = ['lerna.json', 'pnpm-workspace.yaml'] as const;

/** The workspaces that such files tell of; others among the paths tell of none. */
export async function readWorkspaces(paths: readonly string[], configs: ConfigReader): Promise<Workspace[]> {
  const workspaces: Workspace[] = [];
  for (const path of paths) {
    if (nameOf(path) === 'lerna.json') {
      const patterns = textsOf(recordOf(configs.readJson(path))['packages']);
      workspaces.push({ folder: folderOf(path), patterns: patterns.length === 0 ? ['packages/*'] : patterns });
    }
    if (nameOf(path) !== 'pnpm-workspace.yaml') continue;
    const patterns = textsOf(recordOf(await readYaml(path, configs))['packages']);
    workspaces.push({ folder: folderOf(path), patterns });
  }
  return workspaces;
}

/** The parser is loaded only for the few repositories that need it. Aliases are off: they can blow up a small file. */
async function readYaml(path: string, configs: ConfigReader): Promise<unknown> {
  const text = configs.readText(path);
  if (text === undefined) return undefined;
  const { parse } = await import('yaml');
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch {
    configs.note(path, 'is not valid YAML');
    return undefined;
  }
}
