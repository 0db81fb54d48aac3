import { defineOwn, nativeFunction } from '../heap/objects.ts';
import { findMember, getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { anyOf } from '../value/choice.ts';
import { registeredKey } from '../value/symbol-key.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { constructorValue } from './constructors.ts';
import { deferred } from './promise-functions.ts';

/** The key under which a function says what it is as one that returns a promise (Node.js, util.promisify.custom). */
export const promisifyKey = registeredKey('nodejs.util.promisify.custom');

/** A function that takes a callback last, as one that returns what the callback gets. */
export const promisify: NativeCall = (m, { args, node }) => {
  const [callee] = args;
  const own = callee?.kind === 'object' ? findMember(m, callee, promisifyKey, callee, node) : undefined;
  if (own?.kind === 'object' || own?.kind === 'choice') return own;
  if (callee?.kind !== 'object' || callee.brand?.kind !== 'function') return callee ?? undefinedValue;
  return nativeFunction(m, 'promisified', (machine, call) => {
    const answers: Value[] = [];
    const callback = nativeFunction(machine, 'callback', (_inner, { args: given }) => {
      answers.push(given[1] ?? undefinedValue);
      return undefinedValue;
    });
    machine.call(callee, { ...call, args: [...call.args, callback] });
    return answers.length === 0 ? unknown('external-call', call.node) : anyOf(answers);
  });
};

/** Promise libraries: their class is the language's, with a few ways more to make one. */
export function promiseModule(m: Machine): Value {
  const made = constructorValue(m, 'Promise');
  if (made === undefined) return undefinedValue;
  for (const name of ['promisify', 'promisifyAll', 'method', 'fromCallback'])
    defineOwn(m, made, name, nativeFunction(m, name, promisify));
  for (const name of ['map', 'mapSeries', 'each']) {
    defineOwn(
      m,
      made,
      name,
      nativeFunction(m, name, (machine, { args, node }) => {
        const [list = undefinedValue, ...rest] = args;
        return machine.call(getProperty(machine, list, 'map', node), { self: list, args: rest, node });
      }),
    );
  }
  for (const name of ['defer', 'pending'])
    defineOwn(
      m,
      made,
      name,
      nativeFunction(m, name, (machine, { node }) => deferred(machine, node)),
    );
  return made;
}
