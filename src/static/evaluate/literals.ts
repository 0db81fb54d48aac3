import { ts } from 'ts-morph';
import { copyProperties } from '../heap/copy-properties.ts';
import type { Iteration } from '../heap/iteration.ts';
import { addMore, hole } from '../heap/list.ts';
import { arrayOf, defineOwn, freshObject } from '../heap/objects.ts';
import { spreadSlots } from '../heap/spread.ts';
import { propertyNameText } from '../language/bind.ts';
import { methodObject } from '../language/method.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { throughCall } from '../value/text.ts';
import type { Value } from '../value/value.ts';

// { a: e, b, ...s, m() {} }  ⇒  an object with these properties, in this order
export function evaluateObject(m: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  const made = freshObject(m, node);
  for (const property of node.properties) addProperty(m, made, property, scope);
  return made;
}

function addProperty(m: Machine, made: HeapObject, property: ts.ObjectLiteralElementLike, scope: Scope): void {
  if (ts.isSpreadAssignment(property)) {
    copyProperties(m, made, m.evaluate(property.expression, scope));
    return;
  }
  if (ts.isShorthandPropertyAssignment(property)) {
    defineOwn(m, made, property.name.text, throughCall(m.evaluate(property.name, scope), made.at ?? property));
    return;
  }
  const name = propertyNameText(m, property.name, scope);
  if (ts.isPropertyAssignment(property) && name === '__proto__' && !ts.isComputedPropertyName(property.name)) {
    const prototype = m.evaluate(property.initializer, scope);
    if (prototype.kind === 'object') made.prototype = prototype;
    return;
  }
  if (ts.isPropertyAssignment(property)) {
    const value = throughCall(m.evaluate(property.initializer, scope), made.at ?? property);
    if (name === undefined) addMore(m, made, value);
    else defineOwn(m, made, name, value);
    if (name !== undefined && value.kind === 'object' && value.brand?.kind === 'function')
      m.nameMethod(name, value, made);
    return;
  }
  const method = methodObject(m, property, scope, made);
  if (name === undefined) addMore(m, made, method);
  else if (ts.isMethodDeclaration(property)) {
    defineOwn(m, made, name, method);
    m.nameMethod(name, method, made);
  } else {
    const accessor = made.accessors.get(name);
    made.properties.delete(name);
    made.accessors.set(name, ts.isGetAccessor(property) ? { ...accessor, get: method } : { ...accessor, set: method });
  }
}

// [a, ...b]  ⇒  a list; a spread of unknown length leaves it open
export function evaluateArray(m: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const slots: Value[] = [];
  let more: Value | undefined;
  for (const element of node.elements) {
    const added = addedBy(m, element, scope);
    if (more === undefined) {
      slots.push(...added.slots);
      more = added.more;
      continue;
    }
    // After a spread of unknown length nothing has a known place.
    const anywhere = added.slots.flatMap((slot) => presentPart(slot) ?? []);
    more = anyOf([more, ...anywhere, ...(added.more === undefined ? [] : [added.more])]);
  }
  return arrayOf(m, node, slots, more);
}

function addedBy(m: Machine, element: ts.Expression, scope: Scope): Iteration {
  if (ts.isOmittedExpression(element)) return hole;
  if (ts.isSpreadElement(element)) return spreadSlots(m, m.evaluate(element.expression, scope), element);
  return { slots: [m.evaluate(element, scope)], more: undefined };
}

export function evaluateRegex(m: Machine, node: ts.RegularExpressionLiteral): Value {
  const made = m.object(node);
  const end = node.text.lastIndexOf('/');
  made.brand = { kind: 'regex', source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  return made;
}
