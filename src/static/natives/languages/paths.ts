import { mapValue } from '../../value/choice.ts';
import { concat } from '../../value/text.ts';
import { isGap, literal, type Value } from '../../value/value.ts';

/** Paths or pieces of an address, one behind the other with a slash between them: one that begins with a slash begins anew. */
export function joinPaths(parts: readonly Value[]): Value {
  return parts.reduce<Value>((whole, part, index) => (index === 0 ? part : joinTwo(whole, part)), literal(''));
}

function joinTwo(before: Value, after: Value): Value {
  return mapValue(after, (single) => {
    const first = single.kind === 'text' ? single.pieces[0] : undefined;
    if (first !== undefined && !isGap(first) && first.text.startsWith('/')) return single;
    return mapValue(before, (start) => {
      const last = start.kind === 'text' ? start.pieces.at(-1) : undefined;
      const ends = start.kind === 'text' && (last === undefined || (!isGap(last) && last.text.endsWith('/')));
      return concat(concat(start, literal(ends ? '' : '/')), single);
    });
  });
}
