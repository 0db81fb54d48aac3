import type { AttachedBodies } from './attached.ts';
import { textField } from './raw.ts';
import type { LongText, TextOf } from './scan/index.ts';

/** The recorded body of a request or an answer; empty when none was recorded. */
export type BodyOf = (holder: unknown) => string | LongText;

/** Reads bodies that stand in the entry, and those that it names a file for, as Playwright's option `attach` does. */
export function bodyReader(textOf: TextOf, attached: AttachedBodies): BodyOf {
  return (holder) => {
    const text = textOf(textField(holder, 'text') ?? '');
    const name = text === '' ? textField(holder, '_file') : undefined;
    const bytes = name === undefined ? undefined : attached.read(name);
    return bytes === undefined ? text : Buffer.from(bytes).toString('utf8');
  };
}

/** What `postData` or `content` says, without the wrapping of a binary body; empty when nothing was recorded. */
export function bodyText(part: unknown, bodyOf: BodyOf): string {
  const body = bodyOf(part);
  const text = typeof body === 'string' ? body : (body.decode() ?? '');
  const isWrapped = textField(part, 'encoding')?.toLowerCase() === 'base64' && Boolean(textField(part, 'text'));
  return isWrapped ? Buffer.from(text, 'base64').toString('utf8') : text;
}
