import { defineOwn, nativeFunction, objectOf } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { plainText, undefinedValue, unknown, type Value } from '../../value/value.ts';
import type { Functions } from '../open-module.ts';
import { collectionFunctions } from './collections.ts';
import { functionFunctions } from './functions.ts';
import { objectFunctionsOfLodash } from './objects.ts';
import { predicateFunctions } from './predicates.ts';
import { textFunctions } from './texts.ts';

/** The functions of lodash and underscore through which addresses and options pass; the others end in a hole. */
const functions: Functions = {
  ...collectionFunctions,
  ...functionFunctions,
  ...objectFunctionsOfLodash,
  ...textFunctions,
  ...predicateFunctions,
};

/** `_`: a value handed to it can be asked for all of this, one thing after the other. */
export function lodashModule(m: Machine): HeapObject {
  const wrap: NativeCall = (machine, { args: [value = undefinedValue], node }) => chained(machine, value, node);
  const made = nativeFunction(m, 'lodash', wrap);
  made.open = unknown('external-module', undefined, 'lodash').gap;
  for (const [name, call] of Object.entries(functions)) defineOwn(m, made, name, nativeFunction(m, name, call));
  defineOwn(m, made, 'chain', nativeFunction(m, 'chain', wrap));
  defineOwn(m, made, 'default', made);
  return made;
}

/** One of the functions as a module of its own: `lodash/get`, `lodash.get`. */
export function lodashMember(m: Machine, specifier: string): Value | undefined {
  const name = /^(?:lodash|lodash-es|underscore)[/.]([\w]+?)(?:\.js)?$/.exec(specifier)?.[1];
  const found = Object.keys(functions).find((key) => key.toLowerCase() === name?.toLowerCase());
  const call = found === undefined ? undefined : functions[found];
  return found === undefined || call === undefined ? undefined : nativeFunction(m, found, call);
}

/** `_(xs).map(f).value()`: every function gives another of the kind, until the value is asked for. */
function chained(m: Machine, value: Value, node: Parameters<NativeCall>[1]['node']): Value {
  const answer: NativeCall = (machine, { args: [, key = undefinedValue], node: at }) => {
    const name = plainText(key) ?? '';
    if (/^(?:value|valueOf|toJSON|run)$/.test(name)) return nativeFunction(machine, name, () => value);
    const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
    return nativeFunction(machine, name, (inner, given) => {
      const result =
        call === undefined
          ? inner.call(getProperty(inner, value, name, at), { ...given, self: value })
          : call(inner, { ...given, args: [value, ...given.args] });
      return chained(inner, result, given.node);
    });
  };
  const proxy = objectOf(m, node, {});
  proxy.brand = { kind: 'proxy', target: value, handler: objectOf(m, node, { get: nativeFunction(m, 'get', answer) }) };
  return proxy;
}
