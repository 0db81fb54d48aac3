import type { ts } from 'ts-morph';
import { elementAtIndex, elementsOf, listOf } from '../heap/list.ts';
import { arrayOf, nativeFunction } from '../heap/objects.ts';
import { oneOf } from '../heap/one-of.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { callbackMethods } from './array-callbacks.ts';
import { changingMethods } from './array-changes.ts';
import { type ArrayMethod, numberOf } from './array-method.ts';
import { flatten, joinLists, maxDepth, partsOf } from './array-parts.ts';
import { searchMethods } from './array-search.ts';
import { joinElements } from './text-of.ts';

const methods: Readonly<Record<string, ArrayMethod>> = {
  ...callbackMethods,
  ...changingMethods,
  ...searchMethods,
  join: (m, self, { args }) => joinElements(m, self, args[0] ?? literal(',')),
  toString: (m: Machine, self: HeapObject) => joinElements(m, self, literal(',')),
  at: (m, self, { args }) => {
    const index = numberOf(args[0] ?? constant(0));
    return index === undefined ? anyElement(m, self) : elementAtIndex(m, self, index);
  },
  concat: concatElements,
  slice: sliceElements,
  flat: (m, self, { args, node }) => flatten(m, self, numberOf(args[0] ?? constant(1)) ?? maxDepth, node),
  keys: (m, self, { node }) => indexed(m, self, node, (index) => index),
  values: (_m, self) => self,
  // Of an iterator, which is followed as the list of what it visits.
  toArray: (_m, self) => self,
  take: (m, self, { args, node }) => sliceElements(m, self, { self, args: [constant(0), ...args], node }),
  drop: sliceElements,
  entries: (m, self, { node }) => indexed(m, self, node, (index, element) => arrayOf(m, node, [index, element])),
};

export function arrayMember(m: Machine, self: HeapObject, key: string, node: ts.Node): Value | undefined {
  if (key === 'length') {
    const { known, more } = listOf(m, self);
    return more === undefined ? constant(known.length) : unknown('not-text', node);
  }
  const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
  return method === undefined ? undefined : nativeFunction(m, key, (machine, call) => method(machine, self, call));
}

function anyElement(m: Machine, self: HeapObject): Value {
  const elements = elementsOf(m, self);
  return elements.length === 0 ? undefinedValue : oneOf(m, elements);
}

/** A list made of each element and its index. */
function indexed(m: Machine, self: HeapObject, node: ts.Node, make: (index: Value, element: Value) => Value): Value {
  const { known, more } = listOf(m, self);
  return arrayOf(
    m,
    node,
    known.map((element, index) => make(constant(index), element)),
    more === undefined ? undefined : make(unknown('unknown-key', node), more),
  );
}

// a.concat(b, c)  ⇒  the elements of a, then those of b where it is a list, or b itself
function concatElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const lists = [self, ...args].map((value) => partsOf(m, value));
  return joinLists(m, lists, node);
}

function sliceElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const { known, more } = listOf(m, self);
  const [from, to] = args.map(numberOf);
  const isKnown = (args[0] === undefined || from !== undefined) && (args[1] === undefined || to !== undefined);
  if (isKnown && more === undefined) return arrayOf(m, node, known.slice(from, to));
  const isTail = isKnown && (from ?? 0) >= 0 && to === undefined;
  return isTail ? arrayOf(m, node, known.slice(from), more) : arrayOf(m, node, [], anyElement(m, self));
}
