import { defineOwn, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { type Functions, openModule } from './open-module.ts';

/** Where a storage keeps what it holds for what runs now. */
const heldKey = '[Symbol(store)]';

function held(m: Machine, storage: HeapObject): Value {
  const cell = storage.properties.get(heldKey);
  return cell === undefined ? undefinedValue : m.store.read(cell);
}

/** Runs a callback with a store; what it starts and goes on later has the same, so that both may be there from then on. */
function runWith(m: Machine, storage: HeapObject, store: Value, { args, node }: NativeArguments): Value {
  const [callback = undefinedValue, ...rest] = args;
  const before = held(m, storage);
  setOwn(m, storage, heldKey, store);
  const value = m.call(callback, { self: undefinedValue, args: rest, node });
  setOwn(m, storage, heldKey, anyOf([before, store]));
  return value;
}

const storageMethods: Readonly<Record<string, (m: Machine, storage: HeapObject, call: NativeArguments) => Value>> = {
  run: (m, storage, call) => runWith(m, storage, call.args[0] ?? undefinedValue, { ...call, args: call.args.slice(1) }),
  exit: (m, storage, call) => runWith(m, storage, undefinedValue, call),
  enterWith: (m, storage, { args }) => {
    setOwn(m, storage, heldKey, args[0] ?? undefinedValue);
    return undefinedValue;
  },
  getStore: (m, storage) => held(m, storage),
  disable: () => undefinedValue,
};

const makeStorage: NativeCall = (m, { node }) => {
  const storage = objectOf(m, node, {});
  for (const [key, method] of Object.entries(storageMethods))
    defineOwn(
      m,
      storage,
      key,
      nativeFunction(m, key, (machine, call) => method(machine, storage, call)),
    );
  return storage;
};

/** A function that is bound to what runs now is that function. */
const same: NativeCall = (_m, { args: [value = undefinedValue] }) => value;

const resourceFunctions: Functions = { bind: same };

/** `node:async_hooks` */
export function asyncHooksModule(m: Machine): Value {
  const made = openModule(m, 'async_hooks', {});
  const storage = nativeFunction(m, 'AsyncLocalStorage', makeStorage, makeStorage);
  defineOwn(m, storage, 'bind', nativeFunction(m, 'bind', same));
  defineOwn(m, made, 'AsyncLocalStorage', storage);
  const resource = openModule(m, 'AsyncResource', resourceFunctions);
  defineOwn(m, made, 'AsyncResource', resource);
  return made;
}
