import { arrayOf, defineOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { functionsObject, openModule } from './open-module.ts';
import { timerFunctions } from './timers.ts';

/** A promise that brings a value after some time. */
const brings: NativeCall = (_m, { args: [, value = undefinedValue] }) => value;

const promises = {
  setTimeout: brings,
  setImmediate: ((_m, { args: [value = undefinedValue] }) => value) satisfies NativeCall,
  // Any number of times.
  setInterval: ((m, { args: [, value = undefinedValue], node }) => arrayOf(m, node, [], value)) satisfies NativeCall,
};

/** `node:timers` */
export function timersModule(m: Machine): Value {
  const made = functionsObject(m, timerFunctions);
  defineOwn(m, made, 'promises', timersPromisesModule(m));
  return made;
}

/** `node:timers/promises` */
export function timersPromisesModule(m: Machine): Value {
  const made = functionsObject(m, promises);
  const scheduler = openModule(m, 'scheduler', { wait: () => undefinedValue, yield: () => undefinedValue });
  defineOwn(m, made, 'scheduler', scheduler);
  return made;
}
