import { ts } from 'ts-morph';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { disposeOf } from './dispose.ts';

// s1; s2  ⇒  s1, then s2 if s1 goes on; at the end what `using` holds is disposed of, the last first
export function runStatements(m: Machine, statements: readonly ts.Statement[], scope: Scope): Completion {
  const ended = inOrder(m, statements, scope);
  for (const statement of statements.toReversed()) {
    if (ts.isVariableStatement(statement)) disposeOf(m, statement.declarationList, scope);
  }
  return ended;
}

function inOrder(m: Machine, statements: readonly ts.Statement[], scope: Scope): Completion {
  for (const statement of statements) {
    const ended = m.execute(statement, scope);
    if (ended !== 'normal') return ended;
  }
  return 'normal';
}
