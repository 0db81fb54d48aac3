import { ts } from 'ts-morph';
import { bindName } from '../language/bind.ts';
import { branchStatements } from '../machine/branch.ts';
import type { Completion } from '../machine/completion.ts';
import type { JumpTarget } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { doubtsAbout, doubtsAboutSubject } from '../opaque/doubt.ts';
import type { Cell } from '../value/cell.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import type { Scope } from '../value/scope.ts';
import { truthOf } from '../value/truth.ts';
import { plainText, unknown, type Value } from '../value/value.ts';
import { executeBlock } from './index.ts';

// if (c) a else b  ⇒  a, b, or either, as far as c is known
export function executeIf(m: Machine, node: ts.IfStatement, scope: Scope): Completion {
  const condition = truthOf(m.evaluate(node.expression, scope));
  const otherwise = (): Completion =>
    node.elseStatement === undefined ? 'normal' : m.execute(node.elseStatement, scope);
  if (condition === true) return m.execute(node.thenStatement, scope);
  if (condition === false) return otherwise();
  const doubts = [true, false].map((way) => doubtsAbout(m, node.expression, way, scope));
  return branchStatements(m, m.point(node), [() => m.execute(node.thenStatement, scope), otherwise], doubts);
}

// switch (d) { case … }  ⇒  from each clause that d may be, to the break
export function executeSwitch(m: Machine, node: ts.SwitchStatement, outer: Scope): Completion {
  const subject = m.evaluate(node.expression, outer);
  const { clauses } = node.caseBlock;
  const scope = m.scope(outer);
  const starts = clausesFor(m, subject, clauses, scope);
  const bornBefore = m.store.now;
  const target: JumpTarget = { label: undefined, loop: false, depth: m.store.depth, breaks: [], continues: [] };
  m.targets.push(target);
  const hasDefault = clauses.some(ts.isDefaultClause);
  const ways = starts.map((start) => () => runFrom(m, clauses.slice(start), scope));
  if ((!hasDefault && mayMiss(m, subject, clauses, scope)) || starts.length === 0) ways.push(() => 'normal');
  // `break` ends the switch, not what stands around it: its states meet those that fall out at the end.
  const doubts = ways.length > 1 ? doubtsAboutSubject(m, node.expression, outer) : [];
  let isLeft = false;
  const alive = ways.flatMap((way) => {
    const { result, writes } = m.recorder.under(doubts, () => m.store.fork(way));
    isLeft ||= result === 'return' || result === 'throw';
    return result === 'normal' ? [writes] : [];
  });
  m.targets.pop();
  const states = [...alive, ...target.breaks];
  if (states.length === 0) return 'return';
  if (isLeft) m.recorder.doubts.push(...doubts);
  m.store.join(m.point(node), states, bornBefore);
  return 'normal';
}

/** Whether the subject may be none of the cases. */
function mayMiss(m: Machine, subject: Value, clauses: readonly ts.CaseOrDefaultClause[], scope: Scope): boolean {
  const keys = clauses.map((clause) =>
    ts.isCaseClause(clause) ? simpleKey(m.evaluate(clause.expression, scope)) : undefined,
  );
  return optionsOf(subject).some(({ value }) => {
    const key = simpleKey(value);
    return key === undefined || !keys.includes(key);
  });
}

function runFrom(m: Machine, clauses: readonly ts.CaseOrDefaultClause[], scope: Scope): Completion {
  for (const clause of clauses) {
    const ended = executeBlock(m, clause.statements, scope);
    if (ended !== 'normal') return ended;
  }
  return 'normal';
}

/** Indexes of the clauses where execution may start. */
function clausesFor(m: Machine, subject: Value, clauses: readonly ts.CaseOrDefaultClause[], scope: Scope): number[] {
  const labels = clauses.map((clause) => (ts.isCaseClause(clause) ? m.evaluate(clause.expression, scope) : undefined));
  const all = clauses.map((_, index) => index);
  const subjects = optionsOf(subject).map((option) => simpleKey(option.value));
  const keys = labels.map((label) => (label === undefined ? undefined : simpleKey(label)));
  const isKnown =
    subjects.every((key) => key !== undefined) &&
    labels.every((label, index) => label === undefined || keys[index] !== undefined);
  if (!isKnown) return all;
  const hit = all.filter((index) => keys[index] !== undefined && subjects.includes(keys[index]));
  const fallback = clauses.findIndex(ts.isDefaultClause);
  const allHit = subjects.every((key) => keys.includes(key));
  return allHit || fallback === -1 ? hit : [...hit, fallback];
}

function simpleKey(value: Value): string | undefined {
  if (value.kind === 'constant') return `c:${String(value.value)}`;
  const text = plainText(value);
  return text === undefined ? undefined : `t:${text}`;
}

// try { a } catch { b } finally { c }  ⇒  a; perhaps b after any part of a; then c
export function executeTry(m: Machine, node: ts.TryStatement, scope: Scope): Completion {
  const ended =
    node.catchClause === undefined ? m.execute(node.tryBlock, scope) : tryCatch(m, node, node.catchClause, scope);
  if (node.finallyBlock === undefined) return ended;
  const last = m.execute(node.finallyBlock, scope);
  return last === 'normal' ? ended : last;
}

function tryCatch(m: Machine, node: ts.TryStatement, handler: ts.CatchClause, scope: Scope): Completion {
  const bornBefore = m.store.now;
  const tried = m.store.forkPassing(() => m.execute(node.tryBlock, scope));
  const caught = m.store.fork(() => {
    // How much of the try block ran is not known: its effects may or may not be there.
    m.store.join(m.point(node.tryBlock), [tried.writes, new Map()]);
    leaveInBetween(m, tried.passing, bornBefore);
    const inside = m.scope(scope);
    const name = handler.variableDeclaration?.name;
    if (name !== undefined) bindName(m, name, unknown('external-call', handler, 'error'), inside);
    return m.execute(handler.block, inside);
  });
  const alive = [tried, caught].filter(({ result }) => result === 'normal').map(({ writes }) => writes);
  if (alive.length === 0) return tried.result === 'throw' ? caught.result : tried.result;
  m.store.join(m.point(node), alive, bornBefore);
  return 'normal';
}

/** What places held for a while in a block that may have stopped just then. */
function leaveInBetween(m: Machine, passing: readonly (readonly [Cell, Value])[], bornBefore: number): void {
  for (const [cell, value] of passing) {
    if (cell.birth >= bornBefore) continue;
    const now = m.store.peek(cell);
    const known = new Set(optionsOf(now).map((option) => keyOf(option.value)));
    if (!optionsOf(value).every((option) => known.has(keyOf(option.value)))) m.store.write(cell, anyOf([now, value]));
  }
}
