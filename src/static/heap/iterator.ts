import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { truthOf } from '../value/truth.ts';
import { type Single, undefinedValue, type Value } from '../value/value.ts';
import type { List } from './list.ts';
import { findMember, getProperty } from './property.ts';
import { awaited } from './thenable.ts';

/** One answer of an iterator. */
export interface Step {
  readonly value: Value;
  /** Whether it says that it is at its end, as far as that is known. */
  readonly done: boolean | undefined;
}

/** An iterator of the program's own. */
export interface Iterator {
  next(): Step;
  /** What a loop does that leaves before the end. */
  close(): void;
}

/** What an object that says how to iterate over it gives for that; `undefined` for any other value. */
export function iteratorIn(m: Machine, value: Single, node: ts.Node, isAsync: boolean): Value | undefined {
  if (value.kind !== 'object' || value.elements !== undefined || isOfPlatform(value)) return undefined;
  const keys = isAsync ? ['asyncIterator', 'iterator'] : ['iterator'];
  for (const key of keys) {
    const method = findMember(m, value, wellKnownKey(key), value, node);
    if (method?.kind === 'object' || method?.kind === 'choice') return m.call(method, { self: value, args: [], node });
  }
  return undefined;
}

function isOfPlatform({ brand }: HeapObject): boolean {
  return brand !== undefined && brand.kind !== 'function' && brand.kind !== 'class';
}

/** Drives an object with a method `next`; `undefined` when it has none of the program's own. */
export function drive(m: Machine, self: Single, node: ts.Node): Iterator | undefined {
  if (self.kind !== 'object' || self.brand !== undefined) return undefined;
  const next = findMember(m, self, 'next', self, node);
  if (next?.kind !== 'object' && next?.kind !== 'choice') return undefined;
  return {
    next: () => {
      const answer = awaited(m, m.call(next, { self, args: [], node }), node);
      return { value: getProperty(m, answer, 'value', node), done: truthOf(getProperty(m, answer, 'done', node)) };
    },
    close: () => {
      const end = findMember(m, self, 'return', self, node);
      if (end?.kind === 'object' || end?.kind === 'choice') m.call(end, { self, args: [undefinedValue], node });
    },
  };
}

/** Answers that are taken one by one while it is known that there are more. */
const maxKnown = 8;
/** Answers beyond that are asked for, to see what else there may be. */
const maxMore = 3;

/** What all answers of an iterator may be. */
export function drain({ next }: Iterator): List {
  const known: Value[] = [];
  for (let step = next(); step.done !== true; step = next()) {
    if (step.done === undefined || known.length >= maxKnown) return { known, more: rest(step, next) };
    known.push(step.value);
  }
  return { known, more: undefined };
}

function rest(first: Step, next: () => Step): Value {
  let all = first.value;
  for (let count = 0; count < maxMore; count += 1) {
    const step = next();
    if (step.done === true) break;
    const before = keyOf(all);
    all = anyOf([all, step.value]);
    if (keyOf(all) === before) break;
  }
  return all;
}
