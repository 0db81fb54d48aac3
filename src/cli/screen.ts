import { createPalette, type Palette } from '../report/palette.ts';
import type { RenderOptions } from '../report/render-options.ts';
import type { Io } from './io.ts';

/** Whether to colour a stream: the flag decides, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal. */
export function usesColor(flag: boolean | undefined, env: Io['env'], isTTY: boolean): boolean {
  if (flag !== undefined) return flag;
  if (isSet(env['NO_COLOR'])) return false;
  const forced = env['FORCE_COLOR'];
  if (isSet(forced)) return forced !== '0' && forced !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
}

/** How the result is drawn. A file gets no colour unless the flag asks for it, whatever the terminal can do. */
export function resultOptions(io: Io, flag: boolean | undefined, toFile: boolean): RenderOptions {
  const color = toFile ? flag === true : usesColor(flag, io.env, io.stdoutIsTTY);
  const width = toFile ? Number.POSITIVE_INFINITY : (io.columns ?? columnsOf(io.env));
  return { width, palette: createPalette(color), unicode: toFile || showsUnicode(io) };
}

/** A pipe has no width, so nothing is wrapped for the program behind it; COLUMNS may say otherwise. */
function columnsOf(env: Io['env']): number {
  const columns = Number(env['COLUMNS']);
  return Number.isInteger(columns) && columns > 0 ? columns : Number.POSITIVE_INFINITY;
}

/** The palette for progress, warnings and errors. */
export function errorPalette(io: Io, flag: boolean | undefined): Palette {
  return createPalette(usesColor(flag, io.env, io.stderrIsTTY));
}

/** Where the locale says so; Windows consoles have no locale in the environment and are known to show it. */
export function showsUnicode({ env, platform }: Io): boolean {
  if (env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  if (locale === undefined || locale === '')
    return platform === 'win32' || platform === 'darwin' || !isSet(env['TERM']);
  return /utf-?8/i.test(locale);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
