import type { ts } from 'ts-morph';
import { setIndexed } from '../../../heap/indexed.ts';
import { addMore } from '../../../heap/list.ts';
import { arrayOf, freshObject, nativeFunction } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import { spreadSlots } from '../../../heap/spread.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf, mapValue, optionsOf, presentPart } from '../../../value/choice.ts';
import { constant, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { joinLists, partsOf } from '../../array-parts.ts';
import { assign } from '../../assign.ts';
import { listProperties } from '../../list-properties.ts';
import { hasKey } from '../../object.ts';
import type { Functions } from '../../open-module.ts';
import { callable, copied, values } from './helpers.ts';

/** Functions over arrays. */
export const arrayFunctions: Functions = {
  array_merge: (m, { args, node }) => merged(m, args, node),
  array_replace: (m, { args, node }) => merged(m, args, node),
  array_merge_recursive: (m, { args, node }) => merged(m, args, node),
  array_keys: (m, { args: [array = undefinedValue], node }) => listProperties(m, array, node, 'key'),
  array_values: (m, { args: [array = undefinedValue], node }) => values(m, array, node),
  array_map: (m, { args: [visit = undefinedValue, array = undefinedValue, ...others], node }) =>
    throughList(m, 'map', array, [visitor(m, visit, others, node)], node),
  array_walk: (m, { args: [array = undefinedValue, visit = undefinedValue, more], node }) => {
    const key = unknown('unknown-key', node);
    const visited = nativeFunction(m, 'visitor', (machine, { args: [element = undefinedValue], node: site }) =>
      machine.call(called(machine, visit, site), {
        self: undefinedValue,
        args: [element, key, ...(more === undefined ? [] : [more])],
        node: site,
      }),
    );
    throughList(m, 'forEach', array, [visited], node);
    return constant(true);
  },
  ...{ usort: sorted, uasort: sorted, uksort: sorted },
  // Of what a filter leaves out nothing is known where it keeps names.
  array_filter: (m, { args: [array = undefinedValue, visit], node }) =>
    mapValue(array, (single) => {
      if (single.kind === 'object' && single.elements !== undefined && visit !== undefined)
        return throughList(m, 'filter', single, [visitor(m, visit, [], node)], node);
      return copied(m, single, node);
    }),
  in_array: (m, { args: [member = undefinedValue, array = undefinedValue], node }) =>
    mapValue(values(m, array, node), (single) =>
      single.kind === 'object' && single.elements !== undefined
        ? m.call(getProperty(m, single, 'includes', node), { self: single, args: [member], node })
        : unknown('not-text', node),
    ),
  ...{ array_key_exists: keyThere, key_exists: keyThere },
  ...{ array_push: inPlace('push'), array_unshift: inPlace('unshift') },
  ...{ array_pop: inPlace('pop'), array_shift: inPlace('shift') },
  ...{ array_slice: onList('slice'), array_reverse: onList('reverse') },
  array_unique: (m, { args: [array = undefinedValue], node }) => copied(m, array, node),
  ...{ array_diff: someOf, array_intersect: someOf, array_diff_key: someOf, array_intersect_key: someOf },
  ...{ array_column: someOf, array_chunk: someOf, array_flip: someOf, array_fill_keys: someOf },
  array_combine: (m, { args: [keys = undefinedValue, list = undefinedValue], node }) => combined(m, keys, list, node),
  ...{ current: firstOf, reset: firstOf, end: anyElement, next: anyElement },
  ...{ count: length, sizeof: length },
};

/** What is called with each element, and one of each other array: not with its place, as in JavaScript. */
function visitor(m: Machine, visit: Value, others: readonly Value[], node: ts.Node): Value {
  return nativeFunction(m, 'visitor', (machine, { args: [element = undefinedValue], node: site }) => {
    const more = others.map((other) => anyElement(machine, { self: undefinedValue, args: [other], node }));
    return machine.call(called(machine, visit, site), { self: undefinedValue, args: [element, ...more], node: site });
  });
}

/** Sorting in place: what compares is called, and the order is not known. */
function sorted(m: Machine, { self, args, node }: Parameters<NativeCall>[1]): Value {
  m.giveAway(args, { self, args, node });
  return unknown('not-text', node);
}

function called(m: Machine, visit: Value, node: ts.Node): Value {
  return callable(m, visit, node);
}

function throughList(m: Machine, name: string, array: Value, args: readonly Value[], node: ts.Node): Value {
  return mapValue(values(m, array, node), (single) =>
    m.call(getProperty(m, single, name, node), { self: single, args, node }),
  );
}

function onList(name: string): NativeCall {
  return (m, { args: [array = undefinedValue, from = undefinedValue, count], node }) => {
    const list = copied(m, values(m, array, node), node);
    const isCounted = name === 'slice' && count !== undefined;
    if (isCounted) return someOf(m, { self: undefinedValue, args: [array], node });
    return m.call(getProperty(m, list, name, node), { self: list, args: name === 'slice' ? [from] : [], node });
  };
}

function inPlace(name: string): NativeCall {
  return (m, { args: [array = undefinedValue, ...args], node }) =>
    mapValue(array, (single) =>
      single.kind === 'object' && single.elements !== undefined
        ? m.call(getProperty(m, single, name, node), { self: single, args, node })
        : someElement(m, single, args, node),
    );
}

function someElement(m: Machine, single: Single, args: readonly Value[], node: ts.Node): Value {
  if (single.kind === 'object') for (const arg of args) addMore(m, single, arg);
  else m.giveAway(args, { self: undefinedValue, args, node });
  return unknown('unknown-key', node);
}

function keyThere(
  m: Machine,
  { args: [key = undefinedValue, array = undefinedValue], node }: Parameters<NativeCall>[1],
): Value {
  return mapValue(key, (single) => hasKey(m, array, single, node));
}

/** Some of the elements, none known to be there. */
function someOf(m: Machine, { args: [array = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  return arrayOf(m, node, [], anyElement(m, { self: undefinedValue, args: [array], node }));
}

function elements(m: Machine, array: Value, node: ts.Node): { known: Value[]; more: Value | undefined } {
  const { slots, more } = spreadSlots(m, values(m, array, node), node);
  return { known: slots.map((slot) => presentPart(slot) ?? undefinedValue), more };
}

function firstOf(m: Machine, { args: [array = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  const { known, more } = elements(m, array, node);
  return known[0] ?? more ?? undefinedValue;
}

function anyElement(m: Machine, { args: [array = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  const { known, more } = elements(m, array, node);
  const all = [...known, ...(more === undefined ? [] : [more])];
  return all.length === 0 ? undefinedValue : anyOf(all);
}

function length(m: Machine, { args: [array = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  return mapValue(array, (single) =>
    single.kind === 'object' && single.elements !== undefined
      ? getProperty(m, single, 'length', node)
      : unknown('not-text', node),
  );
}

// Names are set over one another, lists are put one after the other.
function merged(m: Machine, args: readonly Value[], node: ts.Node): Value {
  const singles = args.map((arg) => optionsOf(arg).map(({ value }) => value));
  const isList = (single: Single) => single.kind === 'object' && single.elements !== undefined;
  const isEmpty = (single: Single) =>
    isList(single) && single.kind === 'object' && single.elements?.length === 0 && single.more === undefined;
  if (singles.every((all) => all.every(isList)))
    return joinLists(
      m,
      args.map((arg) => partsOf(m, arg)),
      node,
    );
  const made = freshObject(m, node);
  for (const arg of args) {
    for (const { value } of optionsOf(arg)) {
      if (isList(value) && !isEmpty(value))
        addMore(m, made, anyElement(m, { self: undefinedValue, args: [value], node }));
    }
    const plain = mapValue(arg, (single) => (isList(single) ? freshObject(m, node) : single));
    assign(m, made, [plain], node);
  }
  return made;
}

function combined(m: Machine, keys: Value, list: Value, node: ts.Node): Value {
  const [names, found] = [elements(m, keys, node), elements(m, list, node)];
  const made = freshObject(m, node);
  if (names.more !== undefined || found.more !== undefined)
    made.open = unknown('unknown-key', node, 'array_combine').gap;
  for (const [index, name] of names.known.entries())
    setIndexed(m, made, name, found.known[index] ?? undefinedValue, node);
  return made;
}
