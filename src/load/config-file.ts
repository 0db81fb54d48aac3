import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import type { Locate } from '../schema/index.ts';
import { recordOf } from '../sources/json-shape.ts';
import { type JsonFile, readText } from './read-json.ts';

/** The names that a config can have; a folder has one of them, or "rolefit" in its package.json. */
export const configNames = [
  'rolefit.config.json',
  'rolefit.config.jsonc',
  'rolefit.config.yaml',
  'rolefit.config.yml',
] as const;

/** More is not written by hand. In bytes. */
const mostBytes = 1024 * 1024;

/** A config as it stands on disk. Only data: nothing in it can be executed. */
export interface ConfigSource extends JsonFile {
  /** Where its values stand. Every path in it is given its place, whether or not something is wrong with it. */
  readonly locate: Locate;
  /** Absolute: the folder that its paths start from. */
  readonly folder: string;
  /** As messages name it. */
  readonly label: string;
}

/**
 * The config of a folder, or the file that was named.
 * @throws InputError when the named file cannot be read or parsed, or the folder has several.
 */
export async function findConfigFile(cwd: string, named: string | undefined): Promise<ConfigSource | undefined> {
  if (named !== undefined) return readConfigFile(resolve(cwd, named), named);
  const found: ConfigSource[] = [];
  for (const name of configNames) {
    if (await exists(resolve(cwd, name))) found.push(await readConfigFile(resolve(cwd, name), name));
  }
  const inPackage = await findInPackage(cwd);
  if (inPackage !== undefined) found.push(inPackage);
  if (found.length > 1) {
    throw new InputError(`there are several configurations: ${found.map(({ label }) => label).join(', ')}`, {
      next: 'keep one of them, or name it with --config',
    });
  }
  return found[0];
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function readConfigFile(path: string, label: string): Promise<ConfigSource> {
  if (basename(path) === 'package.json') {
    const inPackage = await readPackage(path, label);
    if (inPackage !== undefined) return inPackage;
    throw new InputError('there is no "rolefit" in it', { at: { file: label }, next: 'add it, or name another file' });
  }
  const text = await readText(path, label, mostBytes);
  const { parseJson, parseYaml } = await import('./parse-config.ts');
  const { value, locate } = /\.ya?ml$/i.test(path) ? parseYaml(text, label) : parseJson(text, label);
  return { value, locate, places: async () => locate, folder: dirname(path), label };
}

async function findInPackage(cwd: string): Promise<ConfigSource | undefined> {
  const path = resolve(cwd, 'package.json');
  if (!(await exists(path))) return undefined;
  // A package.json that is broken is no reason to stop: it is npm that reads it, and it may be nobody's config.
  return readPackage(path, 'package.json').catch((error: unknown) => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
}

async function readPackage(path: string, label: string): Promise<ConfigSource | undefined> {
  const text = await readText(path, label, mostBytes);
  if (isPlainlyWithout(text)) return undefined;
  const { parseJson } = await import('./parse-config.ts');
  const { value, locate: locateInFile } = parseJson(text, label);
  const manifest = recordOf(value);
  if (!Object.hasOwn(manifest, 'rolefit')) return undefined;
  const locate: Locate = (inside) => locateInFile(['rolefit', ...inside]);
  return { value: manifest['rolefit'], locate, places: async () => locate, folder: dirname(path), label };
}

/** Most folders have a package.json and no config: for those nothing is loaded that finds places. */
function isPlainlyWithout(text: string): boolean {
  try {
    return !Object.hasOwn(recordOf(JSON.parse(text)), 'rolefit');
  } catch {
    return false;
  }
}
