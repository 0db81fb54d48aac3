import { slotsOf } from '../heap/list.ts';
import { primitiveOf } from '../heap/to-primitive.ts';
import type { Machine } from '../machine/machine.ts';
import { combineValues, foundPart, mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat, piecesOf, text as textFrom } from '../value/text.ts';
import { absentValue, isAbsent, literal, type Single, type Value } from '../value/value.ts';
import { searchParamsText } from './search-params.ts';
import { addressOf } from './url.ts';

/** What a value becomes inside a string: `String(value)`. A lookup that finds nothing becomes no part of an address. */
export function textOf(m: Machine, value: Value): Value {
  return mapValue(foundPart(value), (single) => {
    if (single.kind === 'text') return single;
    if (single.kind === 'object') return objectText(m, single);
    return textFrom(piecesOf(single));
  });
}

function objectText(m: Machine, object: HeapObject): Value {
  if (object.brand?.kind === 'url') return addressOf(m, object);
  if (object.brand?.kind === 'search-params') return searchParamsText(m, object);
  if (object.elements !== undefined) return joinElements(m, object, literal(','));
  const own = object.at === undefined ? undefined : primitiveOf(m, object, 'string', object.at);
  return own === undefined ? textFrom(piecesOf(object)) : mapValue(own, (single) => textFrom(piecesOf(single)));
}

/**
 * `array.join(separator)`. An element that may not be there brings its separator along only where it is; `null` and
 * `undefined` elements are empty. An open list ends in a hole.
 */
export function joinElements(m: Machine, array: HeapObject, separator: Value): Value {
  let whole: Value = absentValue;
  for (const slot of slotsOf(m, array)) {
    const part = mapValue(slot, (single) =>
      isAbsent(single) ? single : isNothing(single) ? literal('') : textOf(m, single),
    );
    whole = combineValues(whole, part, (before, element) => {
      if (isAbsent(element)) return before;
      return isAbsent(before) ? element : concat(concat(before, textOf(m, separator)), element);
    });
  }
  const text = mapValue(whole, (single) => (isAbsent(single) ? literal('') : single));
  return array.more === undefined ? text : concat(text, rest(array));
}

function isNothing(value: Single): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}

function rest(array: HeapObject): Value {
  return textFrom([{ hole: 'unknown-key', name: undefined, at: array.at }]);
}
