import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { InputError } from '../model/input-error.ts';
import { isNestedTooDeeply } from '../model/nesting.ts';
import { recordOf } from '../sources/json-shape.ts';
import { plainJson } from '../sources/parse-jsonc.ts';
import { locateIn, placeOfBreak, placesIn } from './json-place.ts';
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
/** An alias stands for a value written elsewhere; a few dozen are use, thousands of them an attack. */
const mostAliases = 50;

/** A config as it stands on disk. Only data: nothing in it can be executed. */
export interface ConfigSource extends JsonFile {
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
  const parsed = /\.ya?ml$/i.test(path) ? parseYaml(text, label) : parseJson(text, label);
  return { ...parsed, folder: dirname(path), label };
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
  const { value, locate } = parseJson(await readText(path, label, mostBytes), label);
  const manifest = recordOf(value);
  if (!Object.hasOwn(manifest, 'rolefit')) return undefined;
  return {
    value: manifest['rolefit'],
    locate: (inside) => locate(['rolefit', ...inside]),
    folder: dirname(path),
    label,
  };
}

function parseJson(text: string, label: string): JsonFile {
  const plain = plainJson(text);
  try {
    return { value: JSON.parse(plain), locate: locateIn(label, plain) };
  } catch {
    throw new InputError('the configuration is not valid JSON', {
      at: placeOfBreak(label, plain),
      next: 'look for a missing comma, quote or bracket there',
    });
  }
}

function parseYaml(text: string, label: string): JsonFile {
  if (isNestedTooDeeply(text)) throw tooMuch(label);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new InputError('the configuration is not valid YAML', {
      at: { file: label, line, column: col },
      next: 'look at the indentation, quotes and colons there',
    });
  }
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }), locate: placesIn(label, document, lines) };
  } catch (cause) {
    // That is how the parser refuses aliases that multiply.
    if (!(cause instanceof ReferenceError)) throw cause;
    throw tooMuch(label, cause);
  }
}

function tooMuch(label: string, cause?: unknown): InputError {
  return new InputError('the configuration is nested too deeply, or repeats parts of itself too often', {
    at: { file: label },
    next: 'write it in plain lists and mappings',
    cause,
  });
}
