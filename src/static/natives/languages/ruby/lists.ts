import type { ts } from 'ts-morph';
import { getIndexed } from '../../../heap/indexed.ts';
import { listOf } from '../../../heap/list.ts';
import { arrayOf } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf, mapValue } from '../../../value/choice.ts';
import { constant, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { joinLists, partsOf } from '../../array-parts.ts';
import { apartFromBlock } from '../blocks.ts';

type Request = Parameters<NativeCall>[1];

const itself: NativeCall = (_m, { self }) => self;
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

interface Elements {
  readonly known: readonly Value[];
  readonly more: Value | undefined;
}

function elementsOf(m: Machine, list: Value): Elements {
  if (list.kind === 'object' && list.elements !== undefined) return listOf(m, list);
  return { known: [], more: list.kind === 'constant' ? undefined : unknown('unknown-key', undefined) };
}

function anyElement({ known, more }: Elements): Value {
  const all = [...known, ...(more === undefined ? [] : [more])];
  return all.length === 0 ? undefinedValue : anyOf(all);
}

/** What a block gives for each element; it runs for what may be there as well. */
function visited(m: Machine, elements: Elements, block: Value, node: ts.Node, indexed = false): Elements {
  const visit = (element: Value, index: Value): Value =>
    m.call(block, { self: undefinedValue, args: indexed ? [element, index] : [element], node });
  const known = elements.known.map((element, index) => visit(element, constant(index)));
  const more = elements.more === undefined ? undefined : visit(elements.more, unknown('not-text', node));
  return { known, more };
}

const each =
  (indexed: boolean): NativeCall =>
  (m, { self, args, node }) => {
    const { block } = apartFromBlock(m, args);
    if (block !== undefined) visited(m, elementsOf(m, self), block, node, indexed);
    return self;
  };

const mapped =
  (indexed = false): NativeCall =>
  (m, { self, args, node }) => {
    const { block } = apartFromBlock(m, args);
    if (block === undefined) return self;
    const { known, more } = visited(m, elementsOf(m, self), block, node, indexed);
    return arrayOf(m, node, known, more);
  };

/** Some of the elements; which ones is not followed. */
const some: NativeCall = (m, { self, args, node }) => {
  const elements = elementsOf(m, self);
  const { block } = apartFromBlock(m, args);
  if (block !== undefined) visited(m, elements, block, node);
  const isNone = elements.known.length === 0 && elements.more === undefined;
  return arrayOf(m, node, [], isNone ? undefined : anyElement(elements));
};

/** One of the elements, or none. */
const one: NativeCall = (m, { self, args, node }) => {
  const elements = elementsOf(m, self);
  const { block } = apartFromBlock(m, args);
  if (block !== undefined) visited(m, elements, block, node);
  return anyElement(elements);
};

const asked: NativeCall = (m, { self, args, node }) => {
  const { block } = apartFromBlock(m, args);
  if (block !== undefined) visited(m, elementsOf(m, self), block, node);
  return unknown('not-text', node);
};

/** The JavaScript method that does the same. */
const same =
  (name: string): NativeCall =>
  (m, { self, args, node }) =>
    m.call(getProperty(m, self, name, node), { self, args: apartFromBlock(m, args).args, node });

const added: NativeCall = (m, { self, args, node }) => {
  m.call(getProperty(m, self, 'push', node), { self, args, node });
  return self;
};

/** Lists in a list, such as `each_slice` gives. */
const grouped: NativeCall = (m, { self, args, node }) => {
  const { block } = apartFromBlock(m, args);
  const elements = elementsOf(m, self);
  const isNone = elements.known.length === 0 && elements.more === undefined;
  const group = arrayOf(m, node, [], isNone ? undefined : anyElement(elements));
  const given = block === undefined ? group : m.call(block, { self: undefinedValue, args: [group], node });
  return arrayOf(m, node, [], block === undefined ? group : given);
};

// xs.inject(start) { |sum, x| … }, xs.reduce(:+)
const folded: NativeCall = (m, { self, args, node }) => {
  const { args: given, block } = apartFromBlock(m, args);
  const { known, more } = elementsOf(m, self);
  if (block === undefined || more !== undefined) {
    if (block !== undefined)
      m.call(block, { self: undefinedValue, args: [given[0] ?? more ?? undefinedValue, more ?? undefinedValue], node });
    return unknown('not-text', node, 'reduce');
  }
  const all = given[0] === undefined ? known : [given[0], ...known];
  const [first = undefinedValue, ...rest] = all;
  return rest.reduce((sum, element) => m.call(block, { self: undefinedValue, args: [sum, element], node }), first);
};

// xs.each_with_object(memo) { |x, memo| … }
const withObject: NativeCall = (m, { self, args, node }) => {
  const { args: given, block } = apartFromBlock(m, args);
  const memo = given[0] ?? undefinedValue;
  const { known, more } = elementsOf(m, self);
  for (const element of [...known, ...(more === undefined ? [] : [more])])
    if (block !== undefined) m.call(block, { self: undefinedValue, args: [element, memo], node });
  return memo;
};

/** `[[k, v]].to_h` */
const asHash: NativeCall = (m, request) => {
  const { self, node } = request;
  const pairs = apartFromBlock(m, request.args).block === undefined ? self : mapped()(m, request);
  const object = m.sinks.globalValue(m, 'Object');
  if (object === undefined) return unknown('not-text', node);
  return m.call(getProperty(m, object, 'fromEntries', node), { self: object, args: [pairs], node });
};

const flatMapped: NativeCall = (m, request) => {
  const list = mapped()(m, request);
  const { known, more } = elementsOf(m, list);
  return joinLists(
    m,
    [...known, ...(more === undefined ? [] : [more])].map((value) => partsOf(m, value)),
    request.node,
  );
};

/** Methods of lists. */
export const lists: Readonly<Record<string, NativeCall>> = {
  ...{ each: each(false), each_entry: each(false), each_with_index: each(true), reverse_each: each(false) },
  ...{ map: mapped(), collect: mapped(), 'map!': mapped(), each_index: asked, map_with_index: mapped(true) },
  ...{ with_index: mapped(true), each_with_object: withObject, inject: folded, reduce: folded, flat_map: flatMapped },
  ...{ select: some, filter: some, reject: some, find_all: some, uniq: some, compact: some, sort: some, sort_by: some },
  ...{ 'select!': some, 'reject!': some, 'uniq!': some, 'compact!': some, take: some, drop: some, take_while: some },
  ...{ filter_map: mapped(), shuffle: some, reverse: some, '-': some, '&': some, '|': joined, '+': joined },
  ...{ find: one, detect: one, sample: one, min_by: one, max_by: one, min: one, max: one, pop: same('pop') },
  ...{
    shift: same('shift'),
    unshift: same('unshift'),
    prepend: same('unshift'),
    push: added,
    append: added,
    '<<': added,
  },
  ...{
    add: added,
    join: same('join'),
    'include?': same('includes'),
    'member?': same('includes'),
    index: same('indexOf'),
  },
  ...{ flatten: (m, { self, node }) => joinLists(m, elementsOfAll(m, self), node), concat: concatenated },
  ...{ to_a: itself, to_ary: itself, entries: itself, lazy: itself, force: itself, to_set: itself },
  ...{ 'any?': asked, 'all?': asked, 'none?': asked, count: asked, sum: asked, 'empty?': unsure, to_json: unsure },
  ...{ length: unsure, size: unsure, each_slice: grouped, in_groups_of: grouped, each_cons: grouped, to_h: asHash },
  ...{ find_each: each(false), find_in_batches: grouped, in_batches: grouped, each_pair: each(false) },
  ...{ partition: grouped, group_by: unsureGroups, index_by: unsureGroups, zip: grouped, values_at: some, slice: some },
  first: (m, request) => (request.args.length > 0 ? some(m, { ...request, args: [] }) : atPlace(m, request.self, 0)),
  last: (m, { self }) => atPlace(m, self, -1),
  dig: (m, { self, args, node }) => dug(m, self, args, node),
  fetch: (m, { self, args: [key = undefinedValue], node }) => dug(m, self, [key], node),
};

function atPlace(m: Machine, list: Value, place: number): Value {
  const elements = elementsOf(m, list);
  const found = elements.known.at(place);
  return elements.more === undefined && found !== undefined
    ? found
    : place === 0 && found !== undefined
      ? found
      : anyElement(elements);
}

function joined(m: Machine, { self, args, node }: Request): Value {
  return joinLists(
    m,
    [self, ...args].map((value) => partsOf(m, value)),
    node,
  );
}

function concatenated(m: Machine, { self, args, node }: Request): Value {
  for (const arg of args) {
    const { known, more } = elementsOf(m, arg);
    added(m, { self, args: [...known, ...(more === undefined ? [] : [more])], node });
  }
  return self;
}

function elementsOfAll(m: Machine, list: Value): Elements[] {
  const { known, more } = elementsOf(m, list);
  return [...known, ...(more === undefined ? [] : [more])].map((value) => partsOf(m, value));
}

function unsureGroups(m: Machine, { self, args, node }: Request): Value {
  const { block } = apartFromBlock(m, args);
  const elements = elementsOf(m, self);
  if (block !== undefined) visited(m, elements, block, node);
  const made = m.object(node);
  made.open = unknown('unknown-key', node, 'group_by').gap;
  return made;
}

/** `h.dig(:a, 0)` */
export function dug(m: Machine, value: Value, keys: readonly Value[], node: ts.Node): Value {
  return keys.reduce<Value>(
    (at, key) => mapValue(at, (single) => (single.kind === 'constant' ? single : getIndexed(m, single, key, node))),
    value,
  );
}
