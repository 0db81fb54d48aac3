import { type BodyOf, textField } from '../har/entry-parts.ts';

/** What `postData` or `content` says, without the wrapping of a binary body; empty when nothing was recorded. */
export function bodyText(part: unknown, bodyOf: BodyOf): string {
  const body = bodyOf(part);
  const text = typeof body === 'string' ? body : (body.decode() ?? '');
  const isWrapped = textField(part, 'encoding')?.toLowerCase() === 'base64' && Boolean(textField(part, 'text'));
  return isWrapped ? Buffer.from(text, 'base64').toString('utf8') : text;
}
