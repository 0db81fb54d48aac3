import { elementsOf } from '../heap/list.ts';
import { arrayOf, nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
const same: NativeCall = (_m, call) => first(call);

/** The functions of `Promise`. A promise is followed as the value it brings. */
export const promiseFunctions: Readonly<Record<string, NativeCall>> = {
  resolve: same,
  all: same,
  allSettled: (m, call) => settled(m, call),
  race: (m, call) => oneOf(m, call),
  any: (m, call) => oneOf(m, call),
  reject: (_m, { node }) => unknown('external-call', node, 'error'),
};

function settled(m: Machine, call: NativeArguments): Value {
  const list = first(call);
  if (list.kind !== 'object') return list;
  return arrayOf(
    m,
    call.node,
    elementsOf(m, list).map((value) => objectOf(m, call.node, { status: literal('fulfilled'), value })),
  );
}

function oneOf(m: Machine, call: NativeArguments): Value {
  const list = first(call);
  const elements = list.kind === 'object' ? elementsOf(m, list) : [];
  return elements.length === 0 ? unknown('external-call', call.node) : anyOf(elements);
}

/** `new Promise(executor)`: the value that the executor resolves with. */
export const makePromise: NativeCall = (m, { args, node }) => {
  const [executor] = args;
  const resolved: Value[] = [];
  const resolve = nativeFunction(m, 'resolve', (_machine, call) => {
    resolved.push(first(call));
    return undefinedValue;
  });
  const reject = nativeFunction(m, 'reject', () => undefinedValue);
  if (executor !== undefined) m.call(executor, { self: undefinedValue, args: [resolve, reject], node });
  return resolved.length === 0 ? unknown('external-call', node, 'promise') : anyOf(resolved);
};
