import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isManifest, nameInManifest } from '../languages/manifests.ts';
import { isSourceName } from '../sources/classify-path.ts';
import { recordOf } from '../sources/json-shape.ts';
import { parseJsonc } from '../sources/parse-jsonc.ts';
import { nameServices } from '../sources/service-name.ts';

/** So many folders up a manifest is looked for; and a manifest of more bytes is nobody's. */
const mostFolders = 40;
const mostBytes = 1024 * 1024;

/**
 * What the analysed program is called: as the manifest at or above it says (package.json, pyproject.toml, go.mod …), as
 * far up as the repository goes; else as the folder that was named. Only letters, digits, dots, hyphens and underscores of
 * a stranger's name are left.
 *
 * @param paths folders and source files, as they were named
 */
export async function programName(paths: readonly string[], cwd: string): Promise<string> {
  const names = await Promise.all(paths.map((path) => manifestName(resolve(cwd, path))));
  const [first, ...others] = new Set(names.flatMap((name) => name ?? []));
  const [only, ...more] = paths;
  // Of several programs none gives its name to all of them.
  const own = others.length === 0 ? first : undefined;
  const typed = only === undefined || more.length > 0 ? undefined : withoutEnding(basename(only));
  return nameServices([[own, typed]])[0] ?? '';
}

function withoutEnding(name: string): string {
  return isSourceName(name) ? name.replace(/\.\w+$/, '') : name;
}

async function manifestName(path: string): Promise<string | undefined> {
  let folder = path;
  for (let up = 0; up < mostFolders; up++) {
    const name = (await nameIn(join(folder, 'package.json'))) ?? (await nameInForeign(folder));
    if (name !== undefined) return name;
    if ((await stat(join(folder, '.git')).catch(() => undefined)) !== undefined) return undefined;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return undefined;
}

/** As the manifest of another language says. */
async function nameInForeign(folder: string): Promise<string | undefined> {
  const files = (await readdir(folder).catch(() => [])).filter(isManifest).sort();
  for (const file of files) {
    const path = join(folder, file);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true || found.size > mostBytes) continue;
    const name = nameInManifest(file, await readFile(path, 'utf8').catch(() => ''));
    if (name !== undefined) return name;
  }
  return undefined;
}

/** A manifest without a name, or one that does not parse, is passed over: what is below a folder's own may be a marker only. */
async function nameIn(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true || found.size > mostBytes) return undefined;
  try {
    const { name } = recordOf(parseJsonc(await readFile(file, 'utf8'))?.value);
    return typeof name === 'string' && name.trim() !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
