import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../model/input-error.ts';
import type { Locate } from '../schema/index.ts';

/** Larger files are not what they are said to be: the biggest that ships with rolefit has 40 kB. */
const mostBytes = 8 * 1024 * 1024;

/** A JSON file as read: its value, not validated yet, and where its parts stand. */
export interface JsonFile {
  readonly value: unknown;
  /** Loads what finds places in a text. Only errors need one, and no run should begin with the parser for it. */
  readonly places: () => Promise<Locate>;
}

/**
 * Reads a JSON file. `label` is the name that errors show; a byte order mark is skipped.
 * @throws InputError when it cannot be read, is too large, or is not JSON.
 */
export async function readJson(path: string, label: string): Promise<JsonFile> {
  const text = await readText(path, label);
  try {
    return { value: JSON.parse(text), places: () => placesOf(label, text) };
  } catch {
    const { placeOfBreak } = await import('./json-place.ts');
    // The engine's own message quotes the text, which may hold what nobody should print.
    throw new InputError('the file is not valid JSON', {
      at: placeOfBreak(label, text),
      next: 'look for a missing or superfluous comma, quote or bracket there',
    });
  }
}

/** Where the values of a JSON text stand, see {@link JsonFile}. */
export async function placesOf(label: string, text: string): Promise<Locate> {
  const { locateIn } = await import('./json-place.ts');
  return locateIn(label, text);
}

/**
 * The text of a small file, without a byte order mark.
 * @throws InputError when it cannot be read or has more than `most` bytes.
 */
export async function readText(path: string, label: string, most = mostBytes): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > most) {
      throw new InputError(`the file has ${size} bytes, more than the ${most} that are read`, {
        at: { file: label },
        next: 'check that it is the file that was meant',
      });
    }
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new InputError(isMissing ? 'no such file' : `the file cannot be read: ${reasonOf(cause)}`, {
      at: { file: label },
      next: isMissing ? 'check the path' : 'check the path and its permissions',
      cause,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
  return reasons[code] ?? code;
}
