import type { BodyOf } from './body.ts';
import { findHeader } from './headers.ts';
import { field, listField, textField } from './raw.ts';

const formTypes = /x-www-form-urlencoded|multipart\/form-data/i;

/**
 * Whether a form was sent of which the producer recorded nothing: Chromium does so for blobs, streams and files, and tools
 * that are told to leave bodies out. Its type says that it was sent, and only a length of 0 that it was empty; where no
 * header was recorded, a size is all there is to go by.
 */
export function isFormMissing(request: unknown, bodyOf: BodyOf): boolean {
  const body = field(request, 'postData');
  const text = bodyOf(body);
  if (text !== '' || listField(body, 'params').length > 0) return false;
  const type = textField(body, 'mimeType') || findHeader(request, 'content-type') || '';
  const length = findHeader(request, 'content-length');
  const size = Number(field(request, 'bodySize') ?? -1);
  if (formTypes.test(type)) return length === undefined ? true : Number(length) !== 0;
  const hasHeaders = listField(request, 'headers').length > 0;
  return type === '' && !hasHeaders && size > 0;
}
