import { nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { globalValue } from './globals.ts';

/** A function that takes a callback last, as one that returns what the callback gets. */
export const promisify: NativeCall = (m, { args }) => {
  const [callee] = args;
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
  const made = globalValue(m, 'Promise');
  if (made?.kind !== 'object') return undefinedValue;
  for (const name of ['promisify', 'promisifyAll', 'method', 'fromCallback'])
    setOwn(m, made, name, nativeFunction(m, name, promisify));
  for (const name of ['map', 'mapSeries', 'each']) {
    setOwn(
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
    setOwn(
      m,
      made,
      name,
      nativeFunction(m, name, (machine, { node }) => deferred(machine, node)),
    );
  return made;
}

/** `{ promise, resolve, reject }` */
function deferred(m: Machine, node: NativeArguments['node']): Value {
  const made = objectOf(m, node, { promise: unknown('external-call', node, 'promise') });
  setOwn(
    m,
    made,
    'resolve',
    nativeFunction(m, 'resolve', (machine, { args }) => {
      setOwn(machine, made, 'promise', args[0] ?? undefinedValue);
      return undefinedValue;
    }),
  );
  setOwn(
    m,
    made,
    'reject',
    nativeFunction(m, 'reject', () => undefinedValue),
  );
  return made;
}
