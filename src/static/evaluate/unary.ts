import { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { orAbsent } from '../heap/list.ts';
import { toPrimitive } from '../heap/to-primitive.ts';
import type { Machine } from '../machine/machine.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth } from '../value/truth.ts';
import { absentValue, constant, literal, plainText, type Single, unknown, type Value } from '../value/value.ts';
import { assignTo } from './assignment.ts';

const { SyntaxKind } = ts;

// !a, -a, +a, ++a
export function evaluatePrefix(m: Machine, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const operand = m.evaluate(node.operand, scope);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return mapValue(operand, (single) => {
        const truth = singleTruth(single);
        return truth === undefined ? unknown('not-text', node) : constant(!truth);
      });
    case SyntaxKind.MinusToken:
      return numeric(toPrimitive(m, operand, 'number', node), node, (number) => -number);
    case SyntaxKind.PlusToken:
      return numeric(toPrimitive(m, operand, 'number', node), node, (number) => number);
    case SyntaxKind.TildeToken:
      return numeric(toPrimitive(m, operand, 'number', node), node, (number) => ~number);
    case SyntaxKind.PlusPlusToken:
      return numeric(count(m, node.operand, scope, node, operand), node, (number) => number + 1);
    case SyntaxKind.MinusMinusToken:
      return numeric(count(m, node.operand, scope, node, operand), node, (number) => number - 1);
    default:
      return unknown('not-text', node);
  }
}

/** Numbers, and literal texts that are one. */
function numeric(operand: Value, node: ts.Node, change: (number: number) => number): Value {
  return mapValue(operand, (single) => {
    const plain = single.kind === 'constant' ? single.value : plainText(single);
    const number = typeof plain === 'string' || typeof plain === 'number' ? Number(plain) : Number.NaN;
    return Number.isNaN(number) ? unknown('not-text', node) : constant(change(number));
  });
}

// a++  ⇒  a as it was; a counter's own value stops being known
export function evaluatePostfix(m: Machine, node: ts.PostfixUnaryExpression, scope: Scope): Value {
  return count(m, node.operand, scope, node, m.evaluate(node.operand, scope));
}

/** Gives the number that was counted on, or something unknown of the counter's name. */
function count(m: Machine, target: ts.Expression, scope: Scope, node: ts.Node, before: Value): Value {
  const value = unknown('unknown-key', node, ts.isIdentifier(target) ? target.text : undefined);
  assignTo(m, target, value, scope);
  return before.kind === 'constant' && typeof before.value === 'number' ? before : value;
}

// typeof a  ⇒  known where the kind of value is known
export function evaluateTypeOf(m: Machine, node: ts.TypeOfExpression, scope: Scope): Value {
  return mapValue(m.evaluate(node.expression, scope), (single) => {
    const name = typeName(single);
    return name === undefined ? unknown('not-text', node) : literal(name, node);
  });
}

function typeName(value: Single): string | undefined {
  switch (value.kind) {
    case 'text':
      return 'string';
    case 'constant':
      return value.value === null ? 'object' : typeof value.value;
    case 'object':
      if (value.brand?.kind === 'symbol') return 'symbol';
      if (value.brand?.kind === 'sdk' || value.brand?.kind === 'ignored') return undefined;
      return value.brand !== undefined && isCallable(value.brand.kind) ? 'function' : 'object';
    case 'unknown':
      return undefined;
  }
}

function isCallable(kind: string): boolean {
  return kind === 'function' || kind === 'class' || kind === 'native' || kind === 'client';
}

export function evaluateDelete(m: Machine, node: ts.DeleteExpression, scope: Scope): Value {
  const target = node.expression;
  if (ts.isPropertyAccessExpression(target)) {
    remove(m, m.evaluate(target.expression, scope), literal(target.name.text));
  } else if (ts.isElementAccessExpression(target)) {
    const object = m.evaluate(target.expression, scope);
    remove(m, object, m.evaluate(target.argumentExpression, scope));
  }
  return constant(true);
}

/** Afterwards the property is not there; where it is not known which one or of what, it may still be. */
function remove(m: Machine, object: Value, key: Value): void {
  const isSure = object.kind === 'object' && key.kind !== 'choice';
  for (const { value: single } of optionsOf(object)) {
    if (single.kind !== 'object') continue;
    for (const { value: part } of optionsOf(key)) removeOne(m, single, keyText(part), isSure);
  }
}

function removeOne(m: Machine, object: HeapObject, name: string | undefined, isSure: boolean): void {
  if (name !== undefined && isSure) object.accessors.delete(name);
  const cells = name === undefined ? [...object.properties.values()] : [object.properties.get(name)];
  for (const cell of cells) {
    if (cell === undefined) continue;
    const gone = isSure && name !== undefined ? absentValue : orAbsent(m.store.read(cell));
    m.store.write(cell, gone);
  }
}
