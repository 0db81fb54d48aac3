import { ts } from 'ts-morph';
import type { Completion } from '../machine/completion.ts';
import type { JumpTarget } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { undefinedValue } from '../value/value.ts';

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
  const isBreak = node.kind === ts.SyntaxKind.BreakStatement;
  const label = node.label?.text;
  const target = m.targets.findLast((candidate) =>
    label === undefined ? candidate.loop || (isBreak && candidate.label === undefined) : candidate.label === label,
  );
  if (target !== undefined) {
    (isBreak ? target.breaks : target.continues).push(m.store.writesAbove(target.depth));
  }
  return isBreak ? 'break' : 'continue';
}

// l: s  ⇒  s, and the states at `break l` meet after it; loops keep their labels themselves
export function executeLabeled(m: Machine, node: ts.LabeledStatement, scope: Scope): Completion {
  if (isLoop(node.statement)) return m.execute(node.statement, scope);
  const target: JumpTarget = {
    label: node.label.text,
    loop: false,
    depth: m.store.depth,
    breaks: [],
    continues: [],
  };
  m.targets.push(target);
  const bornBefore = m.store.now;
  const { result, writes } = m.store.fork(() => m.execute(node.statement, scope));
  m.targets.pop();
  const states = result === 'normal' ? [writes, ...target.breaks] : target.breaks;
  if (states.length === 0) return result;
  m.store.join(m.point(node), states, bornBefore);
  return 'normal';
}

function isLoop(node: ts.Statement): boolean {
  return ts.isIterationStatement(node, false);
}
