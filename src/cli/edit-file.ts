import { spawnSync } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Location } from '../model/location.ts';
import { showInvisible } from '../report/invisible.ts';
import type { Io } from './io.ts';

type Arguments = (file: string, at: Location) => readonly string[];

const plusLine: Arguments = (file, { line }) => [`+${line}`, file];
const goto: Arguments = (file, { line, column }) => ['--wait', '--goto', `${file}:${line}:${column}`];
const colons: Arguments = (file, { line, column }) => [`${file}:${line}:${column}`];
const waitColons: Arguments = (file, at) => ['--wait', ...colons(file, at)];

/** How each editor is told the line; what is not listed gets the file alone. */
const editors: Readonly<Record<string, Arguments>> = {
  ...Object.fromEntries(
    ['vi', 'vim', 'nvim', 'nano', 'emacs', 'emacsclient', 'micro', 'kak', 'joe'].map((name) => [name, plusLine]),
  ),
  ...Object.fromEntries(['code', 'code-insiders', 'codium', 'cursor'].map((name) => [name, goto])),
  ...Object.fromEntries(['subl', 'zed'].map((name) => [name, waitColons])),
  hx: colons,
};

/**
 * Opens a file in the reader's editor and waits until it is closed. No shell is asked, and nothing is opened outside of
 * the folder: the name may come from a report that somebody else wrote.
 * @returns what became of it, in a sentence; "" when there is nothing to say
 */
export async function editFile(at: Location, folder: string | undefined, { env }: Pick<Io, 'env'>): Promise<string> {
  const file = folder === undefined ? undefined : await findInside(folder, at.file);
  if (file === undefined)
    return `${showInvisible(at.file)} is not found below the folder that the explorer was started in.`;
  const [command, ...options] = (env['VISUAL'] || env['EDITOR'] || 'vi').split(/\s+/).filter((word) => word !== '');
  if (command === undefined) return 'Set EDITOR to the editor to open files in.';
  const name = basename(command).replace(/\.(?:exe|cmd)$/i, '');
  const { error, status } = spawnSync(command, [...options, ...(editors[name]?.(file, at) ?? [file])], {
    stdio: 'inherit',
  });
  if (error !== undefined) return `The editor "${showInvisible(command)}" could not be started; set EDITOR.`;
  return status === 0 ? '' : 'The editor ended with an error.';
}

async function findInside(folder: string, name: string): Promise<string | undefined> {
  try {
    const [home, path] = await Promise.all([realpath(folder), realpath(resolve(folder, name))]);
    const inside = relative(home, path);
    const isOutside = inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..';
    return isOutside || !(await stat(path)).isFile() ? undefined : path;
  } catch {
    return undefined;
  }
}
