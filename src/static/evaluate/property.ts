import { ts } from 'ts-morph';
import { getIndexed } from '../heap/indexed.ts';
import type { HeldKey } from '../heap/lookup-point.ts';
import { nativeFunction } from '../heap/objects.ts';
import { findMember, getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { methodOf } from '../natives/languages/collections.ts';
import { languageMember } from '../natives/languages/members.ts';
import { constructorNameAt, isLowered } from '../syntax/original.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { missingValue, type Single, undefinedValue, type Value } from '../value/value.ts';
import { heldKey } from './held-key.ts';

// o.k
export function evaluateProperty(m: Machine, node: ts.PropertyAccessExpression, scope: Scope): Value {
  const object = m.evaluate(node.expression, scope);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword && object.kind === 'object') {
    // super.k is looked up in the base but runs on this.
    const self = scope.activation?.self ?? undefinedValue;
    const start = startOfClient(m, object, self, node);
    if (start !== undefined) return start;
    const found = findMember(m, object, node.name.text, self, node);
    if (found !== undefined) return found;
  }
  return chained(node, object, (single) => attributeOf(m, single, node));
}

// super.__init__(a), where the base is a class of a client: the instance is one that is made of what is given
function startOfClient(
  m: Machine,
  base: HeapObject,
  self: Value,
  node: ts.PropertyAccessExpression,
): HeapObject | undefined {
  const key = node.name.text;
  if (base.brand?.kind !== 'client' || !isLowered(node) || key !== constructorNameAt(node)) return undefined;
  return nativeFunction(m, key, (machine, request) => {
    for (const { value } of optionsOf(self))
      if (value.kind === 'object') machine.sinks.adoptClient(machine, value, base, { ...request, self: value });
    return undefinedValue;
  });
}

/** A member of a value: of code in another language, what that language has for it comes first. */
export function attributeOf(m: Machine, value: Value, node: ts.PropertyAccessExpression): Value {
  const key = node.name.text;
  if (!isLowered(node)) return getProperty(m, value, key, node);
  return mapValue(value, (single) => languageMember(m, single, key, node) ?? getProperty(m, single, key, node));
}

// o[k]
export function evaluateElement(m: Machine, node: ts.ElementAccessExpression, scope: Scope): Value {
  const object = m.evaluate(node.expression, scope);
  const key = m.evaluate(node.argumentExpression, scope);
  const held = heldKey(node.argumentExpression, scope);
  return chained(node, object, (value) => mapValue(value, (single) => itemOf(m, single, key, node, held)));
}

/** An item; of an instance of a class of another language what the class says. */
function itemOf(m: Machine, single: Single, key: Value, node: ts.ElementAccessExpression, held?: HeldKey): Value {
  const own = isLowered(node) ? methodOf(m, single, '__getitem__', node) : undefined;
  return own === undefined ? getIndexed(m, single, key, node, held) : m.call(own, { self: single, args: [key], node });
}

// o?.k  ⇒  nothing where o is nothing, and then the rest of the chain is nothing as well
export function chained(
  node: { readonly questionDotToken?: ts.QuestionDotToken | undefined },
  object: Value,
  read: (value: Value) => Value,
): Value {
  if (node.questionDotToken === undefined) return read(object);
  return mapValue(object, (single) => {
    const isNothing = single.kind === 'constant' && (single.value === undefined || single.value === null);
    return isNothing ? missingValue : read(single);
  });
}
