import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { mapValue } from '../value/choice.ts';
import { memberGap, missingValue, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { iterationOf } from './iteration.ts';
import { addMore, byIndex, type List } from './list.ts';
import { arrayOf, defineOwn, freshObject, openObject, takenApart } from './objects.ts';
import { oneOf } from './one-of.ts';
import { getProperty } from './property.ts';

/** What a pattern of elements takes apart: the list of what an iterator of the program's own gives, all else as it is. */
export function listed(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind !== 'object' || single.elements !== undefined || single.brand?.kind === 'map') return single;
    const found = iterationOf(m, single, node, true);
    if (found === undefined) return single;
    const { known, more } = byIndex(found.slots, found.more);
    return arrayOf(m, node, known, more);
  });
}

/** The element at an index of whatever can be iterated. */
export function elementAt(m: Machine, value: Value, index: number, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind === 'unknown') return { kind: 'unknown', gap: memberGap(single.gap, `[${index}]`) };
    const list = listIn(m, single);
    return list === undefined
      ? getProperty(m, single, String(index), node)
      : (list.known[index] ?? (list.more === undefined ? undefinedValue : oneOf(m, [list.more, missingValue])));
  });
}

/** The elements from an index on. */
export function tailOf(m: Machine, value: Value, from: number, node: ts.Node): Value {
  return mapValue(value, (single) => {
    const list = listIn(m, single);
    if (list === undefined) return unknown('unknown-property', node);
    return arrayOf(m, node, list.known.slice(from), list.more);
  });
}

function listIn(m: Machine, value: Single): List | undefined {
  const found = iterationOf(m, value);
  return found === undefined ? undefined : byIndex(found.slots, found.more);
}

/** The object without the properties already taken. */
export function restOf(m: Machine, value: Value, taken: readonly string[], node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind === 'unknown') return openObject(m, single.gap);
    if (single.kind !== 'object') return single;
    const rest = freshObject(m, node);
    for (const [key, slot] of takenApart(m, single)) if (!taken.includes(key)) defineOwn(m, rest, key, slot);
    if (single.more !== undefined) addMore(m, rest, m.store.read(single.more));
    rest.open = single.open;
    return rest;
  });
}
