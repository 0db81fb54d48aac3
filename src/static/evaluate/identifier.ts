import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { fromLibrary, undefinedValue, unknown, type Value } from '../value/value.ts';

// x  ⇒  what the nearest x in scope holds
export function evaluateIdentifier(m: Machine, node: ts.Identifier, scope: Scope): Value {
  const cell = scope.find(node.text);
  if (cell !== undefined) return m.store.read(cell);
  if (node.text === 'undefined') return undefinedValue;
  return m.sinks.globalValue(m, node.text) ?? fromLibrary('', node.text, node);
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
