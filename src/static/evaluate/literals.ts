import { ts } from 'ts-morph';
import { propertyNameText } from '../machine/bind.ts';
import { methodObject } from '../machine/class.ts';
import type { Machine } from '../machine/machine.ts';
import { arrayOf, entriesOf, setOwn } from '../machine/objects.ts';
import { addMore, memberGap } from '../machine/property.ts';
import type { Scope } from '../machine/scope.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { throughCall } from '../value/text.ts';
import { unknown, type Value } from '../value/value.ts';

// { a: e, b, ...s, m() {} }  ⇒  an object with these properties, in this order
export function evaluateObject(m: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  const made = m.object(node);
  for (const property of node.properties) addProperty(m, made, property, scope);
  return made;
}

function addProperty(m: Machine, made: HeapObject, property: ts.ObjectLiteralElementLike, scope: Scope): void {
  if (ts.isSpreadAssignment(property)) {
    copyProperties(m, made, m.evaluate(property.expression, scope));
    return;
  }
  if (ts.isShorthandPropertyAssignment(property)) {
    setOwn(m, made, property.name.text, throughCall(m.evaluate(property.name, scope), made.at ?? property));
    return;
  }
  const name = propertyNameText(m, property.name, scope);
  if (ts.isPropertyAssignment(property)) {
    const value = throughCall(m.evaluate(property.initializer, scope), made.at ?? property);
    if (name === undefined) addMore(m, made, value);
    else setOwn(m, made, name, value);
    if (name !== undefined && value.kind === 'object' && value.brand?.kind === 'function')
      m.nameMethod(name, value, made);
    return;
  }
  const method = methodObject(m, property, scope, made);
  if (name === undefined) addMore(m, made, method);
  else if (ts.isMethodDeclaration(property)) {
    setOwn(m, made, name, method);
    m.nameMethod(name, method, made);
  } else {
    const accessor = made.accessors.get(name);
    made.accessors.set(name, ts.isGetAccessor(property) ? { ...accessor, get: method } : { ...accessor, set: method });
  }
}

/** Copies what a spread or `Object.assign` copies. With several alternatives each property may keep its old value. */
export function copyProperties(m: Machine, target: HeapObject, source: Value): void {
  const options = optionsOf(source);
  const objects = options.flatMap(({ value }) => (value.kind === 'object' ? [value] : []));
  for (const { value } of options) {
    if (value.kind === 'unknown') target.open ??= value.gap;
  }
  for (const object of objects) {
    if (object.open !== undefined) target.open ??= object.open;
    if (object.more !== undefined) addMore(m, target, m.store.read(object.more));
    for (const [key, value] of entriesOf(m, object)) {
      const before = target.properties.get(key);
      const certain = options.length === 1 || before === undefined;
      setOwn(m, target, key, certain ? value : anyOf([m.store.read(before), value]));
    }
    for (const [key, accessor] of object.accessors) target.accessors.set(key, accessor);
    if (object.brand?.kind === 'module') {
      for (const [key, cell] of object.brand.module.exported) setOwn(m, target, key, m.store.read(cell));
    }
  }
}

// [a, ...b]  ⇒  a list; a spread of unknown length leaves it open
export function evaluateArray(m: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const known: Value[] = [];
  let more: Value | undefined;
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      const value = ts.isOmittedExpression(element) ? unknown('unknown-property', element) : m.evaluate(element, scope);
      if (more === undefined) known.push(value);
      else more = anyOf([more, value]);
      continue;
    }
    const spread = m.evaluate(element.expression, scope);
    for (const { value } of optionsOf(spread)) {
      if (value.kind === 'object' && value.elements !== undefined && more === undefined) {
        known.push(...value.elements.map((cell) => m.store.read(cell)));
        if (value.more !== undefined) more = m.store.read(value.more);
      } else {
        const rest: Value =
          value.kind === 'unknown'
            ? { kind: 'unknown', gap: memberGap(value.gap, '[]') }
            : unknown('unsupported-syntax', element);
        more = more === undefined ? rest : anyOf([more, rest]);
      }
    }
  }
  return arrayOf(m, node, known, more);
}

export function evaluateRegex(m: Machine, node: ts.RegularExpressionLiteral): Value {
  const made = m.object(node);
  const end = node.text.lastIndexOf('/');
  made.brand = { kind: 'regex', source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  return made;
}
