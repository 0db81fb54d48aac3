import type { ts } from 'ts-morph';
import { getIndexed, keyText, setIndexed } from '../../heap/indexed.ts';
import { elementsOf } from '../../heap/list.ts';
import { objectOf } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import { mapValue, optionsOf } from '../../value/choice.ts';
import { literal, undefinedValue, type Value } from '../../value/value.ts';
import { removeProperty } from '../remove-property.ts';

/** The keys of a path: `a.b[0]`, or a list of keys. */
export function keysOf(m: Machine, path: Value, node: ts.Node): Value[] {
  if (path.kind === 'object' && path.elements !== undefined) return elementsOf(m, path);
  const plain = keyText(path);
  if (plain === undefined) return [path];
  return plain
    .split(/[.[\]'"]+/)
    .filter(Boolean)
    .map((key) => literal(key, node));
}

/** What stands at a path; nothing where something on the way is not there. */
export function valueAt(m: Machine, object: Value, path: Value, node: ts.Node, fallback?: Value): Value {
  const found = keysOf(m, path, node).reduce<Value>((inner, key) => memberOf(m, inner, key, node), object);
  if (fallback === undefined) return found;
  return mapValue(found, (single) => (single.kind === 'constant' && single.value === undefined ? fallback : single));
}

function memberOf(m: Machine, object: Value, key: Value, node: ts.Node): Value {
  return mapValue(object, (single) => {
    const isNothing = single.kind === 'constant' && (single.value ?? undefined) === undefined;
    return isNothing ? undefinedValue : getIndexed(m, single, key, node);
  });
}

/** Sets what stands at a path, and makes the objects on the way. */
export function setAt(m: Machine, object: Value, path: Value, value: Value, node: ts.Node): void {
  const keys = keysOf(m, path, node);
  let inner = object;
  for (const [index, key] of keys.entries()) {
    if (index === keys.length - 1) setIndexed(m, inner, key, value, node);
    else inner = madeAt(m, inner, key, node);
  }
}

function madeAt(m: Machine, object: Value, key: Value, node: ts.Node): Value {
  const there = getIndexed(m, object, key, node);
  if (optionsOf(there).every(({ value }) => value.kind === 'object' || value.kind === 'unknown')) return there;
  const made = objectOf(m, node, {});
  setIndexed(m, object, key, made, node);
  return made;
}

export function removeAt(m: Machine, object: Value, path: Value, node: ts.Node): void {
  const keys = keysOf(m, path, node);
  const [last] = keys.slice(-1);
  const holder = keys.slice(0, -1).reduce<Value>((inner, key) => memberOf(m, inner, key, node), object);
  if (last !== undefined) removeProperty(m, holder, last, node);
}

/** The method at a path, called on what holds it. */
export function invokeAt(m: Machine, object: Value, path: Value, args: readonly Value[], node: ts.Node): Value {
  const keys = keysOf(m, path, node);
  const holder = keys.slice(0, -1).reduce<Value>((inner, key) => memberOf(m, inner, key, node), object);
  const name = keys.at(-1);
  if (name === undefined) return undefinedValue;
  const plain = keyText(name);
  const method = plain === undefined ? getIndexed(m, holder, name, node) : getProperty(m, holder, plain, node);
  return m.call(method, { self: holder, args, node });
}
