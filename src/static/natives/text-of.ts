import type { Machine } from '../machine/machine.ts';
import { findMember } from '../machine/property.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat, piecesOf, text } from '../value/text.ts';
import { literal, type Value } from '../value/value.ts';
import { searchParamsText } from './url.ts';

/** What a value becomes inside a string: `String(value)`. */
export function textOf(m: Machine, value: Value): Value {
  return mapValue(value, (single) => {
    if (single.kind === 'text') return single;
    if (single.kind === 'object') return objectText(m, single);
    return text(piecesOf(single));
  });
}

function objectText(m: Machine, object: HeapObject): Value {
  if (object.brand?.kind === 'url') {
    const href = object.properties.get('href');
    return href === undefined ? text(piecesOf(object)) : textOf(m, m.store.read(href));
  }
  if (object.brand?.kind === 'search-params') return searchParamsText(m, object);
  if (object.elements !== undefined) return joinElements(m, object, literal(','));
  const method = object.brand === undefined ? findMember(m, object, 'toString', object, object.at as never) : undefined;
  if (method?.kind === 'object' && object.at !== undefined) {
    return m.call(method, { self: object, args: [], node: object.at });
  }
  return text(piecesOf(object));
}

/** `array.join(separator)`. An open list ends in a hole. */
export function joinElements(m: Machine, array: HeapObject, separator: Value): Value {
  let whole: Value = literal('');
  for (const [index, cell] of (array.elements ?? []).entries()) {
    if (index > 0) whole = concat(whole, separator);
    whole = concat(whole, textOf(m, m.store.read(cell)));
  }
  if (array.more === undefined) return whole;
  const gap = text([{ hole: 'unknown-key', name: undefined, at: array.at }]);
  return concat(whole, gap);
}
