import { maskMessage, maskPath } from '../load/mask-secrets.ts';
import { describePlace } from '../model/describe-evidence.ts';
import { InputError, InputErrors } from '../model/input-error.ts';
import { showInvisible } from '../report/invisible.ts';
import type { Palette } from '../report/palette.ts';

const longestText = 500;

/** An error as text for stderr: what a reader can fix with place and next step, a bug with its stack. */
export function formatError(error: unknown, palette: Palette): string {
  if (error instanceof InputErrors) return error.errors.map((one) => formatInputError(one, palette)).join('');
  return error instanceof InputError ? formatInputError(error, palette) : formatBug(error, palette);
}

/** Whether the reader can do something about it. */
export function isInputError(error: unknown): boolean {
  return error instanceof InputError || error instanceof InputErrors;
}

function formatInputError(error: InputError, palette: Palette): string {
  const place = error.at === undefined ? [] : [`  ${palette.muted('-->')} ${clean(maskPath(describePlace(error.at)))}`];
  const help = error.next === undefined ? [] : [`  ${palette.code('help:')} ${clean(maskMessage(error.next))}`];
  return `${[`${palette.bad('error:')} ${clean(maskMessage(error.what))}`, ...place, ...help].join('\n')}\n`;
}

function formatBug(error: unknown, palette: Palette): string {
  const [message, ...stack] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  return [
    `${palette.bad('internal error:')} ${clean(message ?? '')}`,
    ...stack.map((line) => palette.muted(`  ${clean(line.trim())}`)),
    '  This is a bug in rolefit, and we are sorry for it. Please report it with the command you ran and the lines above;',
    '  look through them first for names you would rather not share.',
    '',
  ].join('\n');
}

const emailAddress = /[\w.+%-]{1,200}@[\w-]{1,200}(?:\.[\w-]{1,200})+/gu;

/** Messages quote the input: nothing invisible, nothing endless, and no address of a person, for logs are kept. */
function clean(text: string): string {
  const short = text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
  return showInvisible(short).replace(emailAddress, '(e-mail address)');
}
