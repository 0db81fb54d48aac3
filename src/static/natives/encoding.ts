import type { NativeCall } from '../machine/native.ts';
import { mapValue } from '../value/choice.ts';
import { onMarkedText } from '../value/text.ts';
import { undefinedValue } from '../value/value.ts';
import { textOf } from './text-of.ts';

/** `encodeURIComponent` and its like: the literal parts are coded, gaps stay gaps. */
export const encodingFunctions: Readonly<Record<string, NativeCall>> = {
  encodeURIComponent: coding(encodeURIComponent),
  encodeURI: coding(encodeURI),
  decodeURIComponent: coding(decodeURIComponent),
  decodeURI: coding(decodeURI),
  // The old functions differ from these only in characters that paths do not hold.
  escape: coding(encodeURI),
  unescape: coding(decodeURIComponent),
};

function coding(convert: (text: string) => string): NativeCall {
  const safely = (text: string) => {
    try {
      return convert(text);
    } catch {
      // A half of a surrogate pair, or a stray percent sign, cannot be coded: the text stays as it is.
      return text;
    }
  };
  return (m, { args }) =>
    mapValue(textOf(m, args[0] ?? undefinedValue), (single) =>
      single.kind === 'text' ? onMarkedText(single, (marked) => marked.replace(/[^\uE000-\uF8FF]+/g, safely)) : single,
    );
}
