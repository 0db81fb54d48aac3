import { ts } from 'ts-morph';
import {
  addMore,
  appendElement,
  blur,
  elementsOf,
  listOf,
  prependElements,
  replaceElements,
  takeFirst,
  takeLast,
} from '../heap/list.ts';
import { arrayOf } from '../heap/objects.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { lengthGiven } from './array-functions.ts';
import { type ArrayMethod, numberOf } from './array-method.ts';

/** Methods that change the list they are called on, and their twins that make a changed copy. */
export const changingMethods: Readonly<Record<string, ArrayMethod>> = {
  push: (m, self, { args, node }) => {
    for (const value of args) appendElement(m, self, value);
    return lengthOf(m, self, node);
  },
  unshift: (m, self, { args, node }) => {
    prependElements(m, self, args);
    return lengthOf(m, self, node);
  },
  pop: (m, self) => takeLast(m, self),
  shift: (m, self) => takeFirst(m, self),
  reverse: (m, self) => change(m, self, (elements) => elements.toReversed()),
  sort: (m, self, call) => {
    compareAny(m, self, call);
    return change(m, self, (elements) => sorted(elements, call.args[0]));
  },
  splice: spliceElements,
  fill: fillElements,
  copyWithin: (m, self) => change(m, self, () => undefined),
  toReversed: onCopy('reverse'),
  toSorted: onCopy('sort'),
  toSpliced: onCopy('splice'),
  with: (m, self, { args, node }) => {
    const index = numberOf(args[0] ?? undefinedValue);
    const value = args[1] ?? undefinedValue;
    const copy = copyOf(m, self, node);
    return change(
      m,
      copy,
      (elements) => (index !== undefined && index < elements.length ? elements.with(index, value) : undefined),
      [value],
    );
  },
};

function lengthOf(m: Machine, self: HeapObject, node: NativeArguments['node']): Value {
  const { known, more } = listOf(m, self);
  return more === undefined ? constant(known.length) : unknown('not-text', node);
}

function copyOf(m: Machine, self: HeapObject, node: NativeArguments['node']): HeapObject {
  const { known, more } = listOf(m, self);
  return arrayOf(m, node, known, more);
}

function onCopy(name: string): ArrayMethod {
  return (m, self, call) => {
    const copy = copyOf(m, self, call.node);
    changingMethods[name]?.(m, copy, call);
    return copy;
  };
}

/**
 * Gives a list other elements. Where that cannot be worked out, any element, also those that may come in, may stand
 * anywhere.
 */
function change(
  m: Machine,
  self: HeapObject,
  rearrange: (elements: readonly Value[]) => readonly Value[] | undefined,
  coming: readonly Value[] = [],
): HeapObject {
  const { known, more } = listOf(m, self);
  const changed = more === undefined ? rearrange(known) : undefined;
  if (changed !== undefined) {
    replaceElements(m, self, changed);
    return self;
  }
  for (const value of coming) addMore(m, self, value);
  blur(m, self);
  return self;
}

/** A function that compares is called with any two elements, any number of times. */
function compareAny(m: Machine, self: HeapObject, { args: [compare], node }: NativeArguments): void {
  const elements = elementsOf(m, self);
  if (compare === undefined || (elements.length < 2 && self.more === undefined)) return;
  const any = anyOf(elements);
  branchValues(m, m.point(node), [
    () => m.call(compare, { self: undefinedValue, args: [any, any], node }),
    () => undefinedValue,
  ]);
}

/** The order is known for literal texts compared as texts. What a comparison function says is not worked out. */
function sorted(elements: readonly Value[], compare: Value | undefined): readonly Value[] | undefined {
  if (elements.length < 2) return elements;
  const texts = elements.map((element) => plainText(element));
  if (compare !== undefined || texts.includes(undefined)) return undefined;
  const order = [...texts.keys()].sort((a, b) => compareText(texts[a], texts[b]));
  return order.flatMap((index) => elements[index] ?? []);
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// a.splice(i, n, …new)  ⇒  the n elements taken out; a has the new ones in their place
function spliceElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value {
  const [start, count, ...coming] = args;
  const { known, more } = listOf(m, self);
  const from = start === undefined ? undefined : numberOf(start);
  const taken = count === undefined ? known.length : numberOf(count);
  if (from === undefined || taken === undefined || more !== undefined) {
    const any = elementsOf(m, self);
    change(m, self, () => undefined, coming);
    return arrayOf(m, node, [], any.length === 0 ? undefined : anyOf(any));
  }
  const rest = [...known];
  const removed = rest.splice(from, taken, ...coming);
  replaceElements(m, self, rest);
  return arrayOf(m, node, removed);
}

/** `new Array(3).fill(v)`: nobody else has the list yet. */
function filledAtOnce(m: Machine, self: HeapObject, { args, node }: NativeArguments): Value | undefined {
  const [value = undefinedValue, ...range] = args;
  const cell = self.properties.get(lengthGiven);
  const length = cell === undefined ? undefined : numberOf(m.store.read(cell));
  const isFresh =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.expression === self.at;
  if (length === undefined || range.length > 0 || !isFresh || !(length >= 0 && length <= maxFilled)) return undefined;
  return arrayOf(m, node, Array<Value>(Math.floor(length)).fill(value));
}

const maxFilled = 200;

function fillElements(m: Machine, self: HeapObject, call: NativeArguments): Value {
  const [value = undefinedValue, ...range] = call.args;
  const filled = filledAtOnce(m, self, call);
  if (filled !== undefined) return filled;
  const [from, to] = range.map(numberOf);
  const isKnown = range.length === 0 || (from !== undefined && (range.length === 1 || to !== undefined));
  return change(m, self, (elements) => (isKnown ? [...elements].fill(value, from, to) : undefined), [value]);
}
