import type { ts } from 'ts-morph';
import { nativeFunction, setOwn } from '../../heap/objects.ts';
import { getProperty, setProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import { optionsOf } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { plainText, undefinedValue, unknown, type Value } from '../../value/value.ts';
import type { Functions } from '../open-module.ts';

/** What languages with classes say of them beside what JavaScript does. */
export const classHelpers: Functions = {
  // class A(B, M): what M has and neither A nor B
  mixin: (m, { args: [type = undefinedValue, ...others], node }) => {
    const own = prototypeOf(m, type, node);
    for (const other of others.flatMap((value) => optionsOf(value).map((option) => option.value))) {
      const from = prototypeOf(m, other, node);
      if (own !== undefined && from !== undefined) copyMembers(m, own, from);
    }
    // What the order of several bases makes of a name is not followed to the end.
    if (own !== undefined) own.open ??= unknown('unknown-property', node).gap;
    return undefinedValue;
  },
  // @d def f(): …
  decorated: (m, { args: [value = undefinedValue, ...decorators], node }) =>
    decorators.reduceRight<Value>((made, decorator) => throughDecorator(m, decorator, made, node) ?? made, value),
  // @d def m(self): …: a decorator of the program gets the instance as the first argument
  decoratedMethod: (m, { args: [type = undefinedValue, name = undefinedValue, ...decorators], node }) => {
    const key = plainText(name);
    if (key === undefined) return undefinedValue;
    for (const decorator of decorators.toReversed()) {
      const method = getProperty(m, type, key, node);
      const plain = nativeFunction(m, key, (machine, { args: [self = undefinedValue, ...args], node: site }) =>
        machine.call(method, { self, args, node: site }),
      );
      const made = isOwn(decorator) ? throughDecorator(m, decorator, plain, node) : undefined;
      if (made === undefined) throughDecorator(m, decorator, method, node);
      else setProperty(m, type, key, asMethod(m, key, made), node);
    }
    return undefinedValue;
  },
  // Type.m where an instance is given first: what a method of the class itself gets is its first argument
  unbound: (m, { args: [type = undefinedValue, name, method = undefinedValue], node }) => {
    const key = (name && plainText(name)) ?? '';
    if (type.kind !== 'object' || !belongsToClass(m, type, key, node)) return method;
    return asMethod(m, key, getProperty(m, type, key, node), type);
  },
};

/** Whether the nearest class that has the member has it itself, and not only its instances. */
function belongsToClass(m: Machine, type: HeapObject, key: string, node: ts.Node): boolean {
  for (let at: HeapObject | undefined = type; at !== undefined; at = at.prototype) {
    if (at.properties.has(key)) return true;
    if (prototypeOf(m, at, node)?.properties.has(key) === true) return false;
  }
  return false;
}

function asMethod(m: Machine, name: string, value: Value, of: Value = undefinedValue): Value {
  return nativeFunction(m, name, (machine, { self, args, node }) =>
    machine.call(value, { self: of, args: [self, ...args], node }),
  );
}

function isOwn(decorator: Value): boolean {
  return decorator.kind === 'object' && (decorator.brand?.kind === 'function' || decorator.brand?.kind === 'class');
}

/** What a decorator of the program makes; one of code outside gets the function, and is taken to call it. */
function throughDecorator(m: Machine, decorator: Value, value: Value, node: ts.Node): Value | undefined {
  const made = m.call(decorator, { self: undefinedValue, args: [value], node });
  return isOwn(decorator) && made.kind === 'object' ? made : undefined;
}

function prototypeOf(m: Machine, type: Value, node: ts.Node): HeapObject | undefined {
  const found = type.kind === 'object' ? getProperty(m, type, 'prototype', node) : undefined;
  return found?.kind === 'object' ? found : undefined;
}

function copyMembers(m: Machine, to: HeapObject, from: HeapObject): void {
  for (let at: HeapObject | undefined = from; at !== undefined; at = at.prototype) {
    for (const [key, cell] of at.properties) {
      if (key !== 'constructor' && !has(to, key)) setOwn(m, to, key, m.store.read(cell));
    }
    for (const [key, accessor] of at.accessors) if (!has(to, key)) to.accessors.set(key, accessor);
  }
}

function has(object: HeapObject, key: string): boolean {
  for (let at: HeapObject | undefined = object; at !== undefined; at = at.prototype)
    if (key !== '__init__' && (at.properties.has(key) || at.accessors.has(key))) return true;
  return object.properties.has(key);
}
