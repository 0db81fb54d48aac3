import type { ts } from 'ts-morph';
import type { Completion } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../machine/scope.ts';
import { undefinedValue } from '../value/value.ts';
import { SyntaxKind } from './syntax-kind.ts';

// return e  ⇒  e is one of the function's results, with the state as it is here
export function executeReturn(m: Machine, node: ts.ReturnStatement, scope: Scope): Completion {
  const value = node.expression === undefined ? undefinedValue : m.evaluate(node.expression, scope);
  const frame = m.frames.at(-1);
  if (frame !== undefined) {
    frame.returns.push(value);
    frame.exits.push(m.store.writesAbove(frame.depth));
  }
  return 'return';
}

// break / continue  ⇒  the state here is one of those after the loop or switch (or its next round)
export function executeJump(m: Machine, node: ts.BreakOrContinueStatement): Completion {
  const isBreak = node.kind === SyntaxKind.BreakStatement;
  const label = node.label?.text;
  const target = m.targets.findLast((candidate) =>
    label === undefined ? isBreak || candidate.loop : candidate.label === label,
  );
  if (target !== undefined) {
    (isBreak ? target.breaks : target.continues).push(m.store.writesAbove(target.depth));
  }
  return isBreak ? 'break' : 'continue';
}
