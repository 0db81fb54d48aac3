import { iterationOf } from '../heap/iteration.ts';
import { byIndex, hole } from '../heap/list.ts';
import { arrayOf, defineOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { constant, undefinedValue, unknown, type Value } from '../value/value.ts';
import { numberOf } from './array-method.ts';

/** The functions of `Array`. */
export const arrayFunctions: Readonly<Record<string, NativeCall>> = {
  isArray: (_m, { args, node }) => {
    const value = args[0] ?? undefinedValue;
    if (value.kind === 'unknown' || value.kind === 'choice') return unknown('not-text', node);
    return constant(value.kind === 'object' && value.elements !== undefined);
  },
  from: (m, call) => arrayFrom(m, call),
  // What it is made of may come one after the other; each is a value that has been waited for.
  fromAsync: (m, call) => arrayFrom(m, call),
  of: (m, call) => arrayOf(m, call.node, call.args),
};

// Array.from(xs, f)  ⇒  what f makes of each of them
function arrayFrom(m: Machine, call: NativeArguments): Value {
  const list = listFrom(m, call);
  const [, map] = call.args;
  if (map === undefined) return list;
  return m.call(getProperty(m, list, 'map', call.node), { self: list, args: [map], node: call.node });
}

/** Where a list that was made with a length and nothing in it keeps that. */
export const lengthGiven = '[Symbol(length)]';

/** `new Array(n)`, `Array(a, b)` */
export const makeArray: NativeCall = (m, { args, node }) => {
  const [length] = args;
  if (args.length > 1) return arrayOf(m, node, args);
  if (length === undefined || numberOf(length) === 0) return arrayOf(m, node, []);
  // As many places, and nothing in any of them.
  if (length.kind === 'text' || length.kind === 'object') return arrayOf(m, node, args);
  const made = arrayOf(m, node, [], hole.more);
  defineOwn(m, made, lengthGiven, length);
  return made;
};

// Array.from(xs)  ⇒  what iterating over xs visits;  Array.from({ length: n })  ⇒  n times undefined
function listFrom(m: Machine, { args, node }: NativeArguments): Value {
  const [source = undefinedValue] = args;
  const list = source.kind === 'choice' ? undefined : iterationOf(m, source);
  if (list !== undefined) {
    const { known, more } = byIndex(list.slots, list.more);
    return arrayOf(m, node, known, more);
  }
  if (source.kind !== 'object') return arrayOf(m, node, [], unknown('unknown-key', node));
  return filled(m, numberOf(getProperty(m, source, 'length', node)), node);
}

const maxLength = 200;

function filled(m: Machine, length: number | undefined, node: NativeArguments['node']): Value {
  const isKnown = length !== undefined && Number.isInteger(length) && length >= 0 && length <= maxLength;
  return isKnown
    ? arrayOf(m, node, Array<Value>(length).fill(undefinedValue))
    : arrayOf(m, node, [], unknown('unknown-key', node));
}
