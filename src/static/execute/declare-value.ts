import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import type { Value } from '../value/value.ts';

/** Gives a name of this scope its value. */
export function declareValue(m: Machine, name: string, value: Value, scope: Scope): void {
  const cell = scope.names.get(name);
  if (cell === undefined) scope.names.set(name, m.store.cell(value));
  else m.store.write(cell, value);
}

/** The object that an earlier declaration of the same name has made, or a new one: enums and namespaces come in parts. */
export function declaredObject(m: Machine, node: ts.Node, name: string, scope: Scope): HeapObject {
  const cell = scope.names.get(name);
  const known = cell === undefined ? undefined : m.store.read(cell);
  return known?.kind === 'object' ? known : m.object(node);
}
