import { iterationOf } from '../../heap/iteration.ts';
import { elementAtIndex, orAbsent } from '../../heap/list.ts';
import { arrayOf, freshObject, nativeFunction, setOwn } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import { elementAt } from '../../heap/take-apart.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import { mapValue } from '../../value/choice.ts';
import { constant, undefinedValue, type unknown, type Value } from '../../value/value.ts';
import { entriesFrom, groupBy } from '../entries.ts';
import type { Functions } from '../open-module.ts';
import { inAnyOrder, iteratee, overEach } from './iteratee.ts';
import { invokeAt } from './paths.ts';

/** A method that lists have themselves, for objects as well. */
function each(method: string): NativeCall {
  return (m, { args: [collection = undefinedValue, callback, ...rest], node }) =>
    overEach(m, method, collection, iteratee(m, callback), node, rest);
}

/** A method that lists have, with the arguments as they are. */
function onList(method: string): NativeCall {
  return (m, { args: [list = undefinedValue, ...rest], node }) =>
    m.call(getProperty(m, list, method, node), { self: list, args: rest, node });
}

/** Calls back for each, and gives the collection. */
const visit: NativeCall = (m, call) => {
  each('forEach')(m, call);
  return call.args[0] ?? undefinedValue;
};

/** Elements of which some may be left out. */
const some: NativeCall = (m, { args: [list = undefinedValue], node }) =>
  mapValue(list, (single) => {
    const items = iterationOf(m, single);
    return items === undefined ? single : arrayOf(m, node, items.slots.map(orAbsent), items.more);
  });

/** The same with a callback that is asked about each. */
const someBy: NativeCall = (m, call) => {
  each('forEach')(m, call);
  return some(m, call);
};

const reordered: NativeCall = (m, call) => {
  const [collection = undefinedValue, given, ...rest] = call.args;
  const callbacks = given?.kind === 'object' && given.elements !== undefined ? listed(m, given) : [given, ...rest];
  for (const callback of callbacks) overEach(m, 'forEach', collection, iteratee(m, callback), call.node);
  const identity = nativeFunction(m, 'identity', (_machine, { args: [value = undefinedValue] }) => value);
  return inAnyOrder(m, overEach(m, 'map', collection, identity, call.node), call.node);
};

function listed(m: Machine, list: Value): Value[] {
  const items = list.kind === 'choice' ? undefined : iterationOf(m, list);
  return [...(items?.slots ?? []), ...(items?.more === undefined ? [] : [items.more])];
}

const grouped: NativeCall = (m, { args: [collection = undefinedValue, callback], node, self }) =>
  groupBy(m, { self, args: [asList(m, collection, node), iteratee(m, callback)], node }, freshObject(m, node));

/** Of equal keys the last counts; which ones are equal is known where the keys are. */
const keyed: NativeCall = (m, call) => {
  const groups = grouped(m, call);
  return overEachGroup(m, groups, call.node);
};

function overEachGroup(m: Machine, groups: Value, node: Parameters<typeof unknown>[1] & object): Value {
  return mapValue(groups, (single) => {
    if (single.kind !== 'object') return single;
    const made = freshObject(m, node);
    for (const [key, cell] of single.properties)
      setOwn(m, made, key, nth(-1)(m, { self: undefinedValue, args: [m.store.read(cell)], node }));
    return made;
  });
}

function asList(m: Machine, collection: Value, node: Parameters<typeof unknown>[1] & object): Value {
  const identity = nativeFunction(m, 'identity', (_machine, { args: [value = undefinedValue] }) => value);
  return collection.kind === 'object' && collection.elements === undefined
    ? overEach(m, 'map', collection, identity, node)
    : collection;
}

const nth =
  (index: number): NativeCall =>
  (m, { args: [list = undefinedValue], node }) =>
    mapValue(list, (single) =>
      single.kind === 'object' && single.elements !== undefined
        ? elementAtIndex(m, single, index)
        : elementAt(m, single, Math.max(index, 0), node),
    );

const chunk: NativeCall = (m, call) => arrayOf(m, call.node, [], some(m, call));

const sliced =
  (from: number, to?: number): NativeCall =>
  (m, { args: [list = undefinedValue], node }) =>
    m.call(getProperty(m, list, 'slice', node), {
      self: list,
      args: [constant(from), ...(to === undefined ? [] : [constant(to)])],
      node,
    });

/** The functions of lodash and underscore for lists, and for objects as if they were lists of their values. */
export const collectionFunctions: Functions = {
  ...{ first: nth(0), head: nth(0), last: nth(-1), tail: sliced(1), rest: sliced(1), initial: sliced(0, -1) },
  ...{ forEach: visit, each: visit, forEachRight: visit, eachRight: visit, forOwn: visit, forIn: visit },
  ...{ map: each('map'), collect: each('map'), flatMap: each('flatMap'), pluck: each('map') },
  ...{ filter: each('filter'), select: each('filter'), where: some, reject: someBy, partition },
  ...{ find: each('find'), detect: each('find'), findLast: each('findLast'), findIndex: each('findIndex') },
  ...{ some: each('some'), any: each('some'), every: each('every'), all: each('every') },
  ...{ reduce: each('reduce'), foldl: each('reduce'), inject: each('reduce'), reduceRight: each('reduceRight') },
  ...{ sortBy: reordered, orderBy: reordered, shuffle: reordered, uniqBy: someBy, uniq: some, uniqWith: someBy },
  ...{ compact: some, without: some, difference: some, intersection: some, sampleSize: some, take: some, drop: some },
  ...{ takeWhile: someBy, dropWhile: someBy, remove: someBy, chunk },
  ...{ groupBy: grouped, keyBy: keyed, indexBy: keyed },
  ...{ join: onList('join'), concat: onList('concat'), slice: onList('slice'), reverse: onList('reverse') },
  ...{ union: onList('concat'), includes: onList('includes'), contains: onList('includes') },
  ...{ flatten: onList('flat'), flattenDeep: deepened, flattenDepth: onList('flat'), nth: onList('at') },
  ...{ fromPairs: pairs, zipObject: zipped },
  invokeMap: (m, { args: [collection = undefinedValue, path = undefinedValue, ...rest], node }) => {
    const invoke: NativeCall = (machine, { args: [element = undefinedValue] }) =>
      invokeAt(machine, element, path, rest, node);
    return overEach(m, 'map', collection, nativeFunction(m, 'invoke', invoke), node);
  },
};

function deepened(m: Machine, { args: [list = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  return m.call(getProperty(m, list, 'flat', node), { self: list, args: [constant(100)], node });
}

function partition(m: Machine, call: Parameters<NativeCall>[1]): Value {
  return arrayOf(m, call.node, [someBy(m, call), some(m, call)]);
}

function pairs(m: Machine, { args: [list = undefinedValue], node }: Parameters<NativeCall>[1]): Value {
  return entriesFrom(m, list, node);
}

// _.zipObject(['a'], [1])  ⇒  { a: 1 }
function zipped(
  m: Machine,
  { args: [names = undefinedValue, values = undefinedValue], node }: Parameters<NativeCall>[1],
) {
  const all = listed(m, names).map((name, index) => arrayOf(m, node, [name, elementAt(m, values, index, node)]));
  return entriesFrom(m, arrayOf(m, node, all), node);
}
