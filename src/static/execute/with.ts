import { ts } from 'ts-morph';
import { entriesOf } from '../heap/objects.ts';
import { openGap } from '../heap/property.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { unknown } from '../value/value.ts';

// with (o) s  ⇒  s, where the names of o come first; where those are not known, any name may be one of them
export function executeWith(m: Machine, node: ts.WithStatement, scope: Scope): Completion {
  const inside = m.scope(scope);
  const [only, ...others] = optionsOf(m.evaluate(node.expression, scope));
  const object = others.length === 0 && only?.value.kind === 'object' ? only.value : undefined;
  for (const [name] of object === undefined ? [] : entriesOf(m, object)) {
    const cell = object?.properties.get(name);
    if (cell !== undefined) inside.names.set(name, cell);
  }
  if (object === undefined || openGap(object) !== undefined) blur(m, node.statement, inside);
  return m.execute(node.statement, inside);
}

/** Names that the statement takes from around it may be what they are there, or members of the object. */
function blur(m: Machine, statement: ts.Statement, inside: Scope): void {
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at) && !inside.names.has(at.text)) {
      const cell = inside.find(at.text);
      if (cell !== undefined)
        inside.names.set(at.text, m.store.cell(anyOf([m.store.read(cell), unknown('unknown-property', at, at.text)])));
    }
    ts.forEachChild(at, visit);
  };
  visit(statement);
}
