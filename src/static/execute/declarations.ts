import { ts } from 'ts-morph';
import { setOwn } from '../heap/objects.ts';
import { bindName, propertyNameText } from '../language/bind.ts';
import { valueOfType } from '../language/type-value.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { declaredObject, declareValue } from './declare-value.ts';

// const p = e  ⇒  the names of p are bound to e's value
export function executeVariables(m: Machine, list: ts.VariableDeclarationList, scope: Scope): Completion {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (const declaration of list.declarations) {
    if (declaration.initializer === undefined) {
      if (!isVar) bindName(m, declaration.name, undefinedValue, scope);
      continue;
    }
    const value = m.evaluate(declaration.initializer, scope);
    const typed = value.kind === 'unknown' ? (valueOfType(m, declaration.type, scope) ?? value) : value;
    if (isVar) assignVar(m, declaration.name, typed, scope);
    else bindName(m, declaration.name, typed, scope);
  }
  return 'normal';
}

/** `var` names belong to the function: the cell is found, not made. */
function assignVar(m: Machine, name: ts.BindingName, value: Value, scope: Scope): void {
  const cell = ts.isIdentifier(name) ? scope.find(name.text) : undefined;
  if (cell === undefined) bindName(m, name, value, scope);
  else m.store.write(cell, value);
}

// enum E { A = 'a' }  ⇒  an object with the members' values, and the names of those that are numbers
export function executeEnum(m: Machine, node: ts.EnumDeclaration, scope: Scope): Completion {
  const made = declaredObject(m, node, node.name.text, scope);
  declareValue(m, node.name.text, made, scope);
  const inside = m.scope(scope);
  for (const [key, cell] of made.properties) inside.names.set(key, cell);
  let next: Value = constant(0);
  for (const member of node.members) {
    const name = propertyNameText(m, member.name, scope);
    if (name === undefined) continue;
    const value: Value = member.initializer === undefined ? next : m.evaluate(member.initializer, inside);
    const number: number | undefined =
      value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
    next = number === undefined ? unknown('unknown-key', member, name) : constant(number + 1);
    if (number !== undefined) setOwn(m, made, String(number), literal(name, member));
    setOwn(m, made, name, value);
    const cell = made.properties.get(name);
    if (cell !== undefined) inside.names.set(name, cell);
  }
  return 'normal';
}
