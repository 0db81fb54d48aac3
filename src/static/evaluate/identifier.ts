import { ts } from 'ts-morph';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { isSettled } from '../syntax/settled-names.ts';
import type { Cell } from '../value/cell.ts';
import { narrowTo } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { fromLibrary, notYetValue, undefinedValue, unknown, type Value } from '../value/value.ts';

// x  ⇒  what the nearest x in scope holds
export function evaluateIdentifier(m: Machine, node: ts.Identifier, scope: Scope): Value {
  const cell = scope.find(node.text);
  if (cell !== undefined) return readName(m, node, cell);
  if (node.text === 'undefined') return undefinedValue;
  return m.sinks.globalValue(m, node.text) ?? fromLibrary('', node.text, node);
}

/** Of a settled name only what can be there with the conditions of this way, and to a condition what they have told. */
function readName(m: Machine, node: ts.Identifier, cell: Cell): Value {
  const value = isAsked(node) ? m.store.readTested(cell) : m.store.read(cell);
  // It fails here, or what has been followed of the code that declares it ends before that: nothing is known of it.
  if (value === notYetValue) return unknown('unsupported-syntax', node, node.text);
  const { assumed } = m.store;
  return assumed.size === 0 || value.kind !== 'choice' || !isSettled(node) ? value : narrowTo(assumed, value);
}

/** Whether a condition asks for the truth of a name, so that nothing else gets to see the value. */
function isAsked(node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent) && parent.condition === node) return true;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isConnective = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
    return isConnective && isAsked(parent);
  }
  return (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) && isAsked(parent);
}

// this  ⇒  the receiver of the method that runs
export function evaluateThis(_m: Machine, node: ts.Node, scope: Scope): Value {
  const self = scope.activation?.self;
  return self === undefined || self === undefinedValue ? unknown('unknown-property', node, 'this') : self;
}

// super  ⇒  what the method's own object inherits from; its methods still run on this
export function evaluateSuper(_m: Machine, node: ts.Node, scope: Scope): Value {
  return scope.activation?.home?.prototype ?? unknown('external-module', node, 'super');
}

// new.target  ⇒  in a constructor, the class that an instance is made of; import.meta is the platform's
export function evaluateMeta(m: Machine, node: ts.MetaProperty, scope: Scope): Value {
  const meta = node.keywordToken === ts.SyntaxKind.ImportKeyword ? scope.find('import.meta') : undefined;
  if (meta !== undefined) return m.store.read(meta);
  const constructing = scope.activation?.constructing;
  if (node.keywordToken === ts.SyntaxKind.NewKeyword && constructing !== undefined)
    return getProperty(m, constructing.instance, 'constructor', node);
  return unknown('environment', node, node.getText());
}
