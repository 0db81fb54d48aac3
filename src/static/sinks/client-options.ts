import type { ts } from 'ts-morph';
import type { RequestShape } from '../contract/client-rules.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { mapValue, optionsOf, preferOptions } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';

/** All options of a request, the most specific last. */
export function gatherOptions(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  shape: RequestShape,
  call: NativeArguments,
): Value[] {
  const first = shape.url === undefined ? undefined : call.args[shape.url];
  const options = shape.options === undefined ? undefined : call.args[shape.options];
  const isCarried = first !== undefined && (hasOptions(first) || (shape.carriesOptions === true && isUrl(first)));
  const others = shape.defaults === undefined ? undefined : call.args[shape.defaults];
  return [
    ...startingOptions(m, object, brand, call.self),
    ...(others === undefined ? [] : carriedOptions(m, others)),
    ...(isCarried ? carriedOptions(m, first) : []),
    ...(options === undefined || options === first ? [] : carriedOptions(m, options)),
  ];
}

/** What every request of a thing starts from: what it was made with, and what was set on it since. */
export function startingOptions(m: Machine, object: HeapObject, brand: ClientBrand, self?: Value): Value[] {
  const adopted = self?.kind === 'object' ? self.properties.get('#client') : undefined;
  const made = adopted === undefined ? undefined : m.store.read(adopted);
  return [
    ...brand.defaults.flatMap((value) => expandDefaults(m, value)),
    ...(made?.kind === 'object' && made.brand?.kind === 'client' ? made.brand.defaults : []),
    ...ownDefaults(m, object),
    ...(brand.client.rules.changes === true ? [object] : []),
  ];
}

function ownDefaults(m: Machine, object: HeapObject): Value[] {
  const own = object.properties.get('#defaults');
  return own === undefined ? [] : [m.store.read(own)];
}

/** Options as they are; those of a thing of a client, such as a `Request`, are what it was made with. */
export function carriedOptions(m: Machine, value: Value): Value[] {
  if (value.kind !== 'object' || value.brand?.kind !== 'client') return [value];
  return startingOptions(m, value, value.brand);
}

/** A member that is itself a thing of the client carries the client's own default options along. */
export function expandDefaults(m: Machine, value: Value): Value[] {
  return value.kind === 'object' && value.brand?.kind === 'client' ? ownDefaults(m, value) : [value];
}

function hasOptions(value: Value): boolean {
  return optionsOf(value).some((option) => option.value.kind === 'object' && option.value.brand?.kind !== 'url');
}

function isUrl(value: Value): boolean {
  return optionsOf(value).some((option) => option.value.kind === 'object' && option.value.brand?.kind === 'url');
}

/** The value of the first of these option names that some options object carries, later objects first. */
export function optionValue(
  m: Machine,
  names: readonly string[],
  options: readonly Value[],
  node: ts.Node,
): Value | undefined {
  for (const object of [...options].reverse()) {
    for (const name of names) {
      const value = readPath(m, object, name, node);
      if (value === undefinedValue || isUnset(value)) continue;
      return preferOptions(value, (single) => !(single.kind === 'constant' && single.value === undefined));
    }
  }
  return undefined;
}

/** What stands under a name in an object; a dot leads into an inner object. */
export function readPath(m: Machine, object: Value, name: string, node: ts.Node): Value {
  return name.split('.').reduce<Value>((inner, key) => readOption(m, inner, key, node), object);
}

function readOption(m: Machine, object: Value, key: string, node: ts.Node): Value {
  return mapValue(object, (single) => {
    if (single.kind !== 'object') return undefinedValue;
    const isThere = single.properties.has(key) || single.accessors.has(key);
    // What an open object may carry beside what was seen is no reason to say that it carries it.
    if (single.open !== undefined && !isThere) return undefinedValue;
    // The members of a thing are not its options, nor are the parts of an address: only what the program sets on them.
    if ((single.brand?.kind === 'client' || single.brand?.kind === 'url') && !isThere) return undefinedValue;
    return getProperty(m, single, key, node);
  });
}

/** Whether a value is never anything. */
export function isUnset(value: Value): boolean {
  return optionsOf(value).every(
    ({ value: single }) => single.kind === 'constant' && (single.value === undefined || single.value === null),
  );
}
