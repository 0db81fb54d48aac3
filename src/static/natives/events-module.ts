import { arrayOf, defineOwn, nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { Value } from '../value/value.ts';
import { emitted, emitterClass, emitterMethods } from './emitter.ts';

/** `node:events`, and libraries whose emitters are used alike. */
export function eventsModule(m: Machine): Value {
  const type = emitterClass(m, 'EventEmitter');
  for (const name of ['EventEmitter', 'EventEmitter2', 'default']) defineOwn(m, type, name, type);
  defineOwn(m, type, 'once', nativeFunction(m, 'once', emitted));
  defineOwn(
    m,
    type,
    'on',
    nativeFunction(m, 'on', (machine, call) => arrayOf(machine, call.node, [], emitted(machine, call))),
  );
  return type;
}

/** `mitt()`, `createNanoEvents()`: an emitter whose functions are called on nothing. */
export function smallEmitterModule(m: Machine): Value {
  const make: NativeCall = (machine, { node }) => {
    const made = objectOf(machine, node, {});
    for (const [key, call] of Object.entries(emitterMethods))
      defineOwn(
        machine,
        made,
        key,
        nativeFunction(machine, key, (inner, own) => call(inner, { ...own, self: made })),
      );
    return made;
  };
  const made = nativeFunction(m, 'mitt', make, make);
  for (const name of ['default', 'createNanoEvents']) defineOwn(m, made, name, made);
  return made;
}
