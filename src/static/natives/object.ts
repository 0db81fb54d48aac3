import { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { listOf } from '../heap/list.ts';
import { nativeFunction, objectOf } from '../heap/objects.ts';
import { chainOf, getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, isAbsent, undefinedValue, unknown, type Value } from '../value/value.ts';
import { promiseNames } from './promise.ts';
import { defineProperty, descriptorOf } from './property-descriptor.ts';
import { proxyOf, trapped } from './proxy.ts';
import { textOf } from './text-of.ts';

/** Members that every object inherits. */
export function objectMember(m: Machine, self: HeapObject, key: string, node: ts.Node): Value | undefined {
  if (isBare(self)) return undefined;
  switch (key) {
    case 'hasOwnProperty':
    case 'propertyIsEnumerable':
      return nativeFunction(m, key, (machine, call) => hasKey(machine, call.self, call.args[0], call.node));
    case 'toString':
    case 'toLocaleString':
      return nativeFunction(m, key, (machine) => textOf(machine, self));
    case 'valueOf':
      return nativeFunction(m, key, () => self);
    case '__proto__':
      return self.prototype;
    case 'constructor':
      // In a table of names it is a name like any other.
      return ts.isPropertyAccessExpression(node) ? constructorOf(m, self) : undefined;
    case '__defineGetter__':
    case '__defineSetter__':
      return nativeFunction(m, key, (machine, { args: [name = undefinedValue, accessor = undefinedValue], node }) => {
        const part = key === '__defineGetter__' ? 'get' : 'set';
        defineProperty(machine, self, name, objectOf(machine, node, { [part]: accessor }), node);
        return undefinedValue;
      });
    case '__lookupGetter__':
    case '__lookupSetter__':
      return nativeFunction(m, key, (machine, { args: [name = undefinedValue], node }) => {
        const found = descriptorOf(machine, self, name, node);
        return getProperty(machine, found, key === '__lookupGetter__' ? 'get' : 'set', node);
      });
    case 'isPrototypeOf':
      return nativeFunction(m, key, (_machine, { node }) => unknown('not-text', node));
    default:
      return undefined;
  }
}

/** Names that every object has that inherits from anything. */
const inheritedNames = new Set(
  `constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__
  __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__`.split(/\s+/),
);

/** Whether not even what every object has is inherited. */
function isBare(object: HeapObject): boolean {
  return chainOf(object).at(-1)?.isBare === true;
}

/** The constructor of a plain object or of a list; what a class made inherits its own. */
function constructorOf(m: Machine, self: HeapObject): Value | undefined {
  if (self.elements !== undefined) return m.sinks.globalValue(m, 'Array');
  return self.brand === undefined && self.prototype === undefined ? m.sinks.globalValue(m, 'Object') : undefined;
}

// k in o  ⇒  whether an object has a property of that name, its own or an inherited one
export function hasMember(m: Machine, object: Value, key: Value, node: ts.Node): Value {
  return mapValue(object, (single) => {
    const proxy = single.kind === 'object' ? proxyOf(single) : undefined;
    if (proxy !== undefined)
      return trapped(m, proxy, 'has', [proxy.target, key], node) ?? hasMember(m, proxy.target, key, node);
    const name = key.kind === 'choice' ? undefined : keyText(key);
    const own = hasKey(m, single, key, node);
    if (own.kind !== 'constant' || own.value === true || name === undefined || single.kind !== 'object') return own;
    // Inherited members count as well.
    if (inheritedNames.has(name) && !isBare(single)) return constant(true);
    // What is followed as the value that it brings has them where it is a promise.
    if (promiseNames.has(name)) return unknown('not-text', node);
    return mapValue(getProperty(m, single, name, node), (inherited) => {
      if (inherited.kind === 'unknown') return unknown('not-text', node);
      return constant(!(inherited.kind === 'constant' && inherited.value === undefined));
    });
  });
}

/** Whether an object has a property of its own by that name, as far as both are known. */
export function hasKey(m: Machine, object: Value, key: Value | undefined, node: ts.Node): Value {
  return mapValue(object, (single) => {
    const name = key === undefined ? undefined : keyText(key);
    if (single.kind !== 'object' || name === undefined || single.open !== undefined) return unknown('not-text', node);
    if (single.accessors.has(name)) return constant(true);
    if (single.elements !== undefined && /^\d+$/.test(name)) return hasElement(m, single, Number(name), node);
    const cell = single.properties.get(name);
    if (cell === undefined) return single.more === undefined ? constant(false) : unknown('not-text', node);
    return mapValue(m.store.read(cell), (value) => constant(!isAbsent(value)));
  });
}

function hasElement(m: Machine, list: HeapObject, index: number, node: ts.Node): Value {
  const { known, more } = listOf(m, list);
  if (index < known.length) return constant(true);
  return more === undefined ? constant(false) : unknown('not-text', node);
}
