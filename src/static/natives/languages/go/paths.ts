import { mapValue } from '../../../value/choice.ts';
import { concat } from '../../../value/text.ts';
import { isGap, literal, type Value } from '../../../value/value.ts';
import { trimmed } from '../trim.ts';

/** `url.JoinPath`, and `path.Join` where nothing goes up: one slash between the parts. */
export function joinAddress(parts: readonly Value[]): Value {
  return parts.reduce<Value>((whole, part, index) => (index === 0 ? part : joinTwo(whole, part)), literal(''));
}

function joinTwo(before: Value, after: Value): Value {
  return mapValue(before, (start) =>
    mapValue(after, (end) => {
      if (isEmpty(end)) return start;
      if (isEmpty(start)) return end;
      return concat(concat(trimmed(start, '/', 'end'), literal('/')), trimmed(end, '/', 'start'));
    }),
  );
}

function isEmpty(value: Value): boolean {
  return value.kind === 'text' && value.pieces.every((piece) => !isGap(piece) && piece.text === '');
}
