import { type BodyOf, bodyText } from './body.ts';
import { findHeader } from './headers.ts';
import { field, listField, textField } from './raw.ts';

const formTypes = /x-www-form-urlencoded|multipart\/form-data/i;

/** More of a form is not measured: what is longer was recorded whole. */
const longestMeasured = 1 << 20;

/**
 * Whether a form was sent of which the producer recorded nothing: Chromium does so for blobs, streams and files, and tools
 * that are told to leave bodies out. Its type says that it was sent, and only a length of 0 that it was empty; where no
 * header was recorded, a size is all there is to go by.
 */
export function isFormMissing(request: unknown, bodyOf: BodyOf): boolean {
  const body = field(request, 'postData');
  const type = textField(body, 'mimeType') || findHeader(request, 'content-type') || '';
  const length = findHeader(request, 'content-length');
  const size = Number(field(request, 'bodySize') ?? Number.NaN);
  const isRecorded = bodyOf(body) !== '';
  if (!isRecorded && listField(body, 'params').length > 0) return false;
  if (isRecorded) return /urlencoded/i.test(type) && isShort(bodyText(body, bodyOf), Number(length ?? size));
  if (formTypes.test(type)) return length === undefined ? true : Number(length) !== 0;
  const hasHeaders = listField(request, 'headers').length > 0;
  return type === '' && !hasHeaders && size > 0;
}

/** Whether what was recorded of a form is no form, or less than was sent of it. */
function isShort(text: string, length: number): boolean {
  if (text.length > longestMeasured) return false;
  if (!text.includes('=')) return true;
  const bytes = Buffer.byteLength(text);
  // Some producers write a form decoded, which makes it shorter: three signs become one at most.
  const isEncoded = /^[\w.~*%+&=-]*$/.test(text);
  return length > (isEncoded ? bytes + 2 : 3 * bytes);
}
