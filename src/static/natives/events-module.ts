import { arrayOf, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { Value } from '../value/value.ts';
import { emitted, emitterClass, emitterMethods } from './emitter.ts';

/** `node:events`, and libraries whose emitters are used alike. */
export function eventsModule(m: Machine): Value {
  const type = emitterClass(m, 'EventEmitter');
  for (const name of ['EventEmitter', 'EventEmitter2', 'default']) setOwn(m, type, name, type);
  setOwn(m, type, 'once', nativeFunction(m, 'once', emitted));
  setOwn(
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
      setOwn(
        machine,
        made,
        key,
        nativeFunction(machine, key, (inner, own) => call(inner, { ...own, self: made })),
      );
    return made;
  };
  const made = nativeFunction(m, 'mitt', make, make);
  for (const name of ['default', 'createNanoEvents']) setOwn(m, made, name, made);
  return made;
}
