import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError } from '../model/input-error.ts';

/** The path relative to the working folder, with "/"; outside of it only its last part. */
export function displayPath(path: string, cwd: string): string {
  const inside = relative(cwd, resolve(cwd, path));
  const isOutside = inside.startsWith('..') || isAbsolute(inside);
  const shown = isOutside ? (path.split(/[\\/]/).at(-1) ?? path) : inside;
  return shown.split(sep).join('/');
}

/** Errors name the file as it was given, never where it is on this machine. */
export function renamed(error: unknown, path: string): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.what, {
    at: { ...error.at, file: path },
    next: error.next,
    cause: error,
  });
}
