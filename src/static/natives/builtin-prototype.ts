import { nativeFunction } from '../heap/objects.ts';
import { findMember, getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { BuiltinPrototypeBrand } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { concat } from '../value/text.ts';
import { literal, type Single, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

/** A member of `Array.prototype` and its like: what the receiver has under that name. */
export function builtinMember(m: Machine, brand: BuiltinPrototypeBrand, key: string): Value {
  if (brand.of === 'Object' && key === 'toString') return nativeFunction(m, key, kindOf);
  return nativeFunction(m, key, (machine, { self, args, node }) =>
    machine.call(getProperty(machine, self, key, node), { self, args, node }),
  );
}

// Object.prototype.toString.call(v)  ⇒  "[object Array]", where the kind of value is known
const kindOf: NativeCall = (m, { self, node }) =>
  mapValue(self, (single) => {
    const tag = single.kind === 'object' ? findMember(m, single, wellKnownKey('toStringTag'), single, node) : undefined;
    if (tag !== undefined) return concat(concat(literal('[object '), textOf(m, tag)), literal(']'));
    const name = kindName(single);
    return name === undefined ? unknown('not-text', node) : literal(`[object ${name}]`, node);
  });

function kindName(value: Single): string | undefined {
  switch (value.kind) {
    case 'text':
      return 'String';
    case 'constant':
      return constantName(value.value);
    case 'unknown':
      return undefined;
    case 'object':
      if (value.elements !== undefined) return 'Array';
      if (value.brand === undefined)
        return value.prototype === undefined && value.open === undefined ? 'Object' : undefined;
      return ['function', 'class', 'native'].includes(value.brand.kind) ? 'Function' : undefined;
  }
}

function constantName(value: unknown): string | undefined {
  if (value === null) return 'Null';
  if (value === undefined) return 'Undefined';
  return typeof value === 'boolean' ? 'Boolean' : typeof value === 'number' ? 'Number' : undefined;
}

/** What a program itself put into `String.prototype` and its like: every value of the kind has it. */
export function patchedMember(m: Machine, value: Single, key: string): Value | undefined {
  for (const name of [typeName(value), 'Object']) {
    const type = name === undefined ? undefined : m.sinks.globalValue(m, name);
    const cell = type?.kind === 'object' ? type.properties.get('prototype') : undefined;
    const prototype = cell === undefined ? undefined : m.store.read(cell);
    const member = prototype?.kind === 'object' ? prototype.properties.get(key) : undefined;
    if (member !== undefined) return m.store.read(member);
  }
  return undefined;
}

/** The constructor whose prototype a value inherits from. */
function typeName(value: Single): string | undefined {
  if (value.kind === 'text') return 'String';
  if (value.kind === 'constant') return typeof value.value === 'number' ? 'Number' : undefined;
  if (value.kind === 'unknown') return undefined;
  if (value.elements !== undefined) return 'Array';
  switch (value.brand?.kind) {
    case 'function':
    case 'class':
    case 'native':
      return 'Function';
    case 'map':
      return value.brand.isSet ? 'Set' : 'Map';
    default:
      return undefined;
  }
}
