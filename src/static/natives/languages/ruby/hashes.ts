import type { ts } from 'ts-morph';
import { getIndexed, setIndexed } from '../../../heap/indexed.ts';
import { freshObject, setOwn } from '../../../heap/objects.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf, optionsOf } from '../../../value/choice.ts';
import { plainText, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { deepCopy } from '../../deep-copy.ts';
import { listProperties } from '../../list-properties.ts';
import { hasKey } from '../../object.ts';
import { apartFromBlock } from '../blocks.ts';
import { dug, lists } from './lists.ts';

const itself: NativeCall = (_m, { self }) => self;
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

/** A hash is gone over as the list of its pairs. */
const asList =
  (name: string): NativeCall =>
  (m, request) =>
    lists[name]?.(m, { ...request, self: listProperties(m, request.self, request.node, 'entry') }) ??
    unknown('not-text', request.node);

const listed =
  (what: 'key' | 'value' | 'entry'): NativeCall =>
  (m, { self, node }) =>
    listProperties(m, self, node, what);

const visiting =
  (what: 'key' | 'value' | 'entry'): NativeCall =>
  (m, request) => {
    lists['each']?.(m, { ...request, self: listProperties(m, request.self, request.node, what) });
    return request.self;
  };

const merged: NativeCall = (m, { self, args, node }) =>
  assign(m, freshObject(m, node), [self, ...apartFromBlock(m, args).args], node);

const mergedInto: NativeCall = (m, { self, args, node }) => {
  assign(m, self, apartFromBlock(m, args).args, node);
  return self;
};

/** What is there stays what it is, or is not there any more. */
const thinned: NativeCall = (m, { self, args, node }) => {
  const { block } = apartFromBlock(m, args);
  if (block !== undefined) lists['each']?.(m, { self: listProperties(m, self, node, 'entry'), args, node });
  const made = freshObject(m, node);
  const list = listProperties(m, self, node, 'entry');
  if (list.kind !== 'object') made.open = unknown('unknown-key', node).gap;
  assign(m, made, [self], node);
  return made;
};

/** The same keys with what a block gives for each value. */
const transformed: NativeCall = (m, { self, args, node }) => {
  const { block } = apartFromBlock(m, args);
  const made = freshObject(m, node);
  if (self.kind !== 'object' || block === undefined) return self;
  for (const [key, cell] of self.properties)
    setOwn(m, made, key, m.call(block, { self: undefinedValue, args: [m.store.read(cell)], node }));
  if (self.open !== undefined) made.open = self.open;
  return made;
};

/** What is there, or else the fallback; both where it may not be there. */
function withFallback(found: Value, fallback: Value | undefined): Value {
  if (fallback === undefined) return found;
  const isNothing = (value: Value) => value.kind === 'constant' && value.value === undefined;
  const options = optionsOf(found).map(({ value }) => value);
  if (options.every(isNothing)) return fallback;
  const there = options.filter((value) => !isNothing(value));
  return there.length === options.length && !options.some(({ kind }) => kind === 'unknown')
    ? found
    : anyOf([...there, fallback]);
}

// h.fetch(k, d), h.fetch(k) { d }
const fetched: NativeCall = (m, { self, args, node }) => {
  const { args: given, block } = apartFromBlock(m, args);
  const [key = undefinedValue, other] = given;
  const fallback = block === undefined ? other : m.call(block, { self: undefinedValue, args: [key], node });
  return withFallback(getIndexed(m, self, key, node), fallback);
};

function without(m: Machine, self: Value, keys: readonly Value[], node: ts.Node): Value {
  const made = freshObject(m, node);
  assign(m, made, [self], node);
  for (const key of keys) {
    const name = plainText(key);
    if (name !== undefined) made.properties.delete(name);
  }
  return made;
}

/** Methods of hashes. */
export const hashes: Readonly<Record<string, NativeCall>> = {
  ...{
    each: visiting('entry'),
    each_pair: visiting('entry'),
    each_key: visiting('key'),
    each_value: visiting('value'),
  },
  ...{ keys: listed('key'), values: listed('value'), to_a: listed('entry'), entries: listed('entry') },
  ...{ merge: merged, 'merge!': mergedInto, update: mergedInto, deep_merge: merged, reverse_merge: reversed },
  ...{ select: thinned, filter: thinned, reject: thinned, compact: thinned, compact_blank: thinned, slice: thinned },
  ...{ 'select!': thinned, 'reject!': thinned, sort_by: thinned, sort: asList('sort'), 'compact!': itself },
  ...{ transform_values: transformed, symbolize_keys: itself, deep_symbolize_keys: itself, stringify_keys: itself },
  ...{
    with_indifferent_access: itself,
    to_h: itself,
    to_hash: itself,
    'symbolize_keys!': itself,
    transform_keys: unsureKeys,
  },
  ...{ 'key?': has, 'has_key?': has, 'include?': has, 'member?': has, 'any?': asList('any?'), 'empty?': unsure },
  ...{ length: unsure, size: unsure, count: asList('count'), to_json: unsure, to_query: unsure, to_param: unsure },
  ...{
    map: asList('map'),
    collect: asList('map'),
    flat_map: asList('flat_map'),
    each_with_index: asList('each_with_index'),
  },
  ...{ each_with_object: asList('each_with_object'), inject: asList('inject'), reduce: asList('reduce') },
  ...{ find: asList('find'), detect: asList('find'), 'all?': asList('all?'), filter_map: asList('filter_map') },
  ...{ each_slice: asList('each_slice'), sum: asList('sum'), group_by: asList('group_by'), fetch: fetched },
  store: (m, { self, args: [key = undefinedValue, value = undefinedValue], node }) => {
    setIndexed(m, self, key, value, node);
    return value;
  },
  delete: (m, { self, args: [key = undefinedValue], node }) => getIndexed(m, self, key, node),
  dig: (m, { self, args, node }) => dug(m, self, args, node),
  except: (m, { self, args, node }) => without(m, self, args, node),
  dup: (m, { self, node }) => deepCopy(m, self, node),
  clone: (m, { self, node }) => deepCopy(m, self, node),
};

function reversed(m: Machine, { self, args, node }: Parameters<NativeCall>[1]): Value {
  return assign(m, freshObject(m, node), [...args, self], node);
}

function has(m: Machine, { self, args: [key = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  return self.kind === 'object' ? hasKey(m, self, key, node) : unknown('not-text', node);
}

function unsureKeys(m: Machine, { node }: Parameters<NativeCall>[1]): Value {
  const made = m.object(node);
  made.open = unknown('unknown-key', node, 'transform_keys').gap;
  return made;
}
