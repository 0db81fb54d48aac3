import { ts } from 'ts-morph';
import { setOwn } from '../heap/objects.ts';
import { bindName } from '../language/bind.ts';
import { hoistBlock } from '../language/hoist.ts';
import { valueOfType } from '../language/type-value.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { constant, literal, undefinedValue, type Value } from '../value/value.ts';

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

// enum E { A = 'a' }  ⇒  an object with the members' values
export function executeEnum(m: Machine, node: ts.EnumDeclaration, scope: Scope): Completion {
  const made = m.object(node);
  let next = 0;
  for (const member of node.members) {
    const name = ts.isComputedPropertyName(member.name) ? undefined : member.name.text;
    if (name === undefined) continue;
    const inside = m.scope(scope);
    for (const [key, cell] of made.properties) inside.names.set(key, cell);
    const value = member.initializer === undefined ? constant(next) : m.evaluate(member.initializer, inside);
    if (value.kind === 'constant' && typeof value.value === 'number') {
      next = value.value + 1;
      setOwn(m, made, String(value.value), literal(name, member));
    }
    setOwn(m, made, name, value);
  }
  declareValue(m, node.name.text, made, scope);
  return 'normal';
}

// namespace N { export const x }  ⇒  an object with the names declared in it
export function executeNamespace(m: Machine, node: ts.ModuleDeclaration, scope: Scope): Completion {
  if (!ts.isIdentifier(node.name) || node.body === undefined || !ts.isModuleBlock(node.body)) return 'normal';
  const inside = m.scope(scope);
  hoistBlock(m, node.body.statements, inside);
  for (const statement of node.body.statements) m.execute(statement, inside);
  const made = m.object(node);
  for (const [name, cell] of inside.names) made.properties.set(name, cell);
  declareValue(m, node.name.text, made, scope);
  return 'normal';
}

function declareValue(m: Machine, name: string, value: Value, scope: Scope): void {
  const cell = scope.names.get(name);
  if (cell === undefined) scope.names.set(name, m.store.cell(value));
  else m.store.write(cell, value);
}
