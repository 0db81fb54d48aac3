import { ts } from 'ts-morph';
import { Assumption, type Said, saidBy } from '../evaluate/assumption.ts';
import { keepOf, keptByEquality, settledValue } from '../evaluate/tested.ts';
import { hoistBlock, shareBlockFunctions } from '../language/hoist.ts';
import { runStatements } from '../language/statements.ts';
import { branchStatements } from '../machine/branch.ts';
import type { Completion } from '../machine/completion.ts';
import type { JumpTarget } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { doubtsAbout, doubtsAboutSubject } from '../opaque/doubt.ts';
import { bare } from '../syntax/bare.ts';
import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { truthOf } from '../value/truth.ts';
import { plainText, type Value } from '../value/value.ts';
import { anyWorld } from '../value/world.ts';

// if (c) a else b  ⇒  a, b, or either, as far as c is known
export function executeIf(m: Machine, node: ts.IfStatement, scope: Scope): Completion {
  const condition = m.evaluate(node.expression, scope);
  const truth = truthOf(condition);
  const otherwise = (): Completion =>
    node.elseStatement === undefined ? 'normal' : m.execute(node.elseStatement, scope);
  if (truth === true) return m.execute(node.thenStatement, scope);
  if (truth === false) return otherwise();
  const assumption = new Assumption(m, saidBy(m, node.expression, condition, scope));
  const ways = [() => m.execute(node.thenStatement, scope), otherwise].map((run, way) =>
    assuming(assumption, way, run),
  );
  const doubts = [true, false].map((way) => doubtsAbout(m, node.expression, way, scope));
  const point = m.point(node);
  const ended = branchStatements(m, point, ways, doubts);
  if (ended === 'normal') assumption.meet(point);
  return ended;
}

/** A way of a decision, run with what the decision says there. */
function assuming(assumption: Assumption, way: number, run: () => Completion): () => Completion {
  return () => {
    assumption.enter(way);
    const ended = run();
    if (ended === 'normal') assumption.leave(way);
    return ended;
  };
}

// switch (d) { case … }  ⇒  from each clause that d may be, to the break
export function executeSwitch(m: Machine, node: ts.SwitchStatement, outer: Scope): Completion {
  const subject = m.evaluate(node.expression, outer);
  const { clauses } = node.caseBlock;
  const starts = clausesFor(m, subject, clauses, outer);
  const bornBefore = m.store.now;
  const target: JumpTarget = { label: undefined, loop: false, depth: m.store.depth, breaks: [], continues: [] };
  m.targets.push(target);
  const hasDefault = clauses.some(ts.isDefaultClause);
  const assumption = new Assumption(
    m,
    starts.map((start) => saidAt(m, node, start, outer)),
  );
  const ways = starts.map((start, way) => assuming(assumption, way, () => runFrom(m, clauses, start, outer)));
  if ((!hasDefault && mayMiss(m, subject, clauses, outer)) || starts.length === 0) ways.push(() => 'normal');
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
  assumption.meetStates(states);
  return 'normal';
}

/** What a switch says of its subject where it starts at a clause: that it is the label, or for the default none of them. */
function saidAt(m: Machine, { expression, caseBlock }: ts.SwitchStatement, start: number, scope: Scope): Said {
  const left = new Map<Cell, Value>();
  const keep = (clause: ts.CaseOrDefaultClause | undefined, isSame: boolean): void => {
    if (clause === undefined || !ts.isCaseClause(clause)) return;
    const label = settledValue(m, bare(clause.expression), scope);
    if (label === undefined) return;
    const test = { loose: false, isSame };
    keepOf(m, bare(expression), scope, left, (single) => keptByEquality(single, label, expression, test));
  };
  const clause = caseBlock.clauses[start];
  if (clause !== undefined && ts.isCaseClause(clause)) keep(clause, true);
  else for (const other of caseBlock.clauses) keep(other, false);
  return { left, world: anyWorld };
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

/** The clauses share their names, whichever of them is the first to run. */
function runFrom(m: Machine, clauses: readonly ts.CaseOrDefaultClause[], start: number, outer: Scope): Completion {
  const scope = m.scope(outer);
  hoistBlock(
    m,
    clauses.flatMap((clause) => [...clause.statements]),
    scope,
  );
  for (const clause of clauses) shareBlockFunctions(m, clause.statements, scope);
  for (const clause of clauses.slice(start)) {
    const ended = runStatements(m, clause.statements, scope);
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
