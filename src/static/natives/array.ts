import type { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { arrayOf, elementsOf, nativeFunction } from '../machine/objects.ts';
import { addMore } from '../machine/property.ts';
import type { Cell } from '../machine/store.ts';
import { truthOf } from '../machine/truth.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { joinElements } from './text-of.ts';

type ArrayMethod = (m: Machine, self: HeapObject, call: NativeArguments) => Value;

const methods: Readonly<Record<string, ArrayMethod>> = {
  map: (m, self, call) => {
    const results = eachElement(m, self, call);
    return arrayOf(m, call.node, results.known, results.more);
  },
  flatMap: (m, self, call) => flat(m, arrayOf(m, call.node, eachElement(m, self, call).known), call.node),
  forEach: (m, self, call) => {
    eachElement(m, self, call);
    return undefinedValue;
  },
  filter: filterElements,
  find: (m, self, call) => firstOf(m, filterElements(m, self, call)),
  findLast: (m, self, call) => firstOf(m, filterElements(m, self, call)),
  some: (m, self, call) => {
    eachElement(m, self, call);
    return unknown('not-text', call.node);
  },
  every: (m, self, call) => {
    eachElement(m, self, call);
    return unknown('not-text', call.node);
  },
  reduce: reduceElements,
  join: (m, self, { args }) => joinElements(m, self, args[0] ?? literal(',')),
  push: pushElements,
  unshift: (m, self, { args, node }) => {
    self.elements?.unshift(...args.map((value) => m.store.cell(value)));
    return unknown('not-text', node);
  },
  pop: (m, self) => takeElement(m, self, (elements) => elements.pop()),
  shift: (m, self) => takeElement(m, self, (elements) => elements.shift()),
  at: (m, self) => anyElement(m, self),
  concat: concatElements,
  slice: sliceElements,
  reverse: (_m, self) => self,
  sort: (_m, self) => self,
  fill: (_m, self) => self,
  flat: (m, self, { node }) => flat(m, self, node),
  includes: includesElement,
  indexOf: (_m, _self, { node }) => unknown('not-text', node),
  keys: (m, self, { node }) =>
    arrayOf(
      m,
      node,
      (self.elements ?? []).map((_cell, index) => constant(index)),
    ),
  values: (_m, self) => self,
  entries: (m, self, { node }) =>
    arrayOf(
      m,
      node,
      elementsOf(m, self).map((element, index) => arrayOf(m, node, [constant(index), element])),
    ),
};

export function arrayMember(m: Machine, self: HeapObject, key: string, node: ts.Node): Value | undefined {
  if (key === 'length')
    return self.more === undefined ? constant(self.elements?.length ?? 0) : unknown('not-text', node);
  const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
  return method === undefined ? undefined : nativeFunction(m, key, (machine, call) => method(machine, self, call));
}

/** Calls back for each known element in order, and once more for what else the list may hold. */
function eachElement(
  m: Machine,
  self: HeapObject,
  { args, node }: NativeArguments,
): { known: Value[]; more: Value | undefined } {
  const [callback] = args;
  if (callback === undefined) return { known: [], more: undefined };
  const visit = (element: Value, index: Value) =>
    m.call(callback, { self: args[1] ?? undefinedValue, args: [element, index, self], node });
  const cells = (self.elements ?? []).slice(0, m.limits.elements);
  const known = cells.map((cell, index) => visit(m.store.read(cell), constant(index)));
  const { more } = self;
  if (more === undefined) return { known, more: undefined };
  const [rest] = branchValues(m, m.point(node), [
    () => visit(m.store.read(more), unknown('unknown-key', node)),
    () => undefinedValue,
  ]);
  return { known, more: rest };
}

/** Keeps what the test may keep; a test that is known drops for certain. */
function filterElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): HeapObject {
  const [callback] = args;
  const kept: Value[] = [];
  let isCertain = true;
  for (const [index, cell] of (self.elements ?? []).slice(0, m.limits.elements).entries()) {
    const element = m.store.read(cell);
    const answer =
      callback === undefined
        ? undefined
        : truthOf(m.call(callback, { self: undefinedValue, args: [element, constant(index), self], node }));
    if (answer === undefined) isCertain = false;
    if (answer !== false) kept.push(element);
  }
  const more = self.more === undefined ? undefined : m.store.read(self.more);
  if (isCertain) return arrayOf(m, node, kept, more);
  // Which of them are kept is not known: any of them may stand anywhere.
  return arrayOf(m, node, [], anyOf(more === undefined ? kept : [...kept, more]));
}

function firstOf(m: Machine, array: HeapObject): Value {
  const [first] = array.elements ?? [];
  if (first !== undefined) return m.store.read(first);
  return array.more === undefined ? undefinedValue : m.store.read(array.more);
}

function reduceElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const [callback, initial] = args;
  const elements = elementsOf(m, self).slice(0, m.limits.elements);
  let result = initial ?? elements.shift() ?? undefinedValue;
  if (callback === undefined) return unknown('unsupported-syntax', node);
  for (const element of elements) {
    result = m.call(callback, {
      self: undefinedValue,
      args: [result, element, unknown('unknown-key', node), self],
      node,
    });
  }
  return result;
}

function pushElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  for (const value of args) {
    if (self.more === undefined && self.elements !== undefined && self.elements.length < m.limits.elements) {
      self.elements.push(m.store.cell(value));
    } else {
      addMore(m, self, value);
    }
  }
  return unknown('not-text', node);
}

/** Takes an element off one end, where the list is known whole. */
function takeElement(m: Machine, self: HeapObject, take: (elements: Cell[]) => Cell | undefined): Value {
  if (self.more !== undefined || self.elements === undefined) return anyElement(m, self);
  const taken = take(self.elements);
  return taken === undefined ? undefinedValue : m.store.read(taken);
}

function anyElement(m: Machine, self: HeapObject): Value {
  const elements = elementsOf(m, self);
  return elements.length === 0 ? undefinedValue : anyOf(elements);
}

function concatElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const made = arrayOf(
    m,
    node,
    (self.elements ?? []).map((cell) => m.store.read(cell)),
    self.more === undefined ? undefined : m.store.read(self.more),
  );
  for (const arg of args) {
    if (arg.kind === 'object' && arg.elements !== undefined) {
      made.elements?.push(...arg.elements.map((cell) => m.store.cell(m.store.read(cell))));
      if (arg.more !== undefined) addMore(m, made, m.store.read(arg.more));
    } else if (arg.kind === 'unknown') addMore(m, made, arg);
    else made.elements?.push(m.store.cell(arg));
  }
  return made;
}

function sliceElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const [from, to] = args.map((arg) =>
    arg.kind === 'constant' && typeof arg.value === 'number' ? arg.value : undefined,
  );
  if (args.length > 0 && (from === undefined || (args.length > 1 && to === undefined))) {
    return arrayOf(m, node, [], anyElement(m, self));
  }
  return arrayOf(
    m,
    node,
    (self.elements ?? []).slice(from, to).map((cell) => m.store.read(cell)),
    self.more === undefined ? undefined : m.store.read(self.more),
  );
}

function flat(m: Machine, self: HeapObject, node: ts.Node): Value {
  const made = arrayOf(m, node, []);
  for (const element of elementsOf(m, self)) concatInto(m, made, element);
  return made;
}

function concatInto(m: Machine, made: HeapObject, element: Value): void {
  if (element.kind === 'object' && element.elements !== undefined) {
    made.elements?.push(...element.elements.map((cell) => m.store.cell(m.store.read(cell))));
    if (element.more !== undefined) addMore(m, made, m.store.read(element.more));
  } else made.elements?.push(m.store.cell(element));
}

function includesElement(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const wanted = args[0] === undefined ? undefined : plainText(args[0]);
  const elements = elementsOf(m, self).map((element) => plainText(element));
  if (wanted === undefined || elements.includes(undefined)) return unknown('not-text', node);
  return constant(elements.includes(wanted));
}
