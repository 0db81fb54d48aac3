import { ts } from 'ts-morph';
import { blur } from '../heap/list.ts';
import { branchValues } from '../machine/branch.ts';
import { Family } from '../machine/family.ts';
import type { Footprint } from '../machine/footprint.ts';
import { Likeness } from '../machine/likeness.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { hasNews, newsSince } from '../machine/news.ts';
import { Summary } from '../machine/summary.ts';
import { type Activation, Turn } from '../machine/turn.ts';
import { functionName } from '../syntax/function-name.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { unknown, type Value } from '../value/value.ts';
import { widen } from '../value/widen.ts';
import { progressOf } from './progress.ts';
import { Widening } from './widen-arguments.ts';

/** Turns of one closure inside each other that are followed one by one, as long as each gets somewhere. */
const maxTurns = 64;
/** Turns of a closure inside its outermost one: beyond these a walk is not followed step by step any more. */
const maxRuns = 300;
/** Rounds of a turn that calls which repeat it rest on. */
const maxRounds = 3;

/** What is to be run, and how it is named where it is not. */
export interface Call extends Activation {
  /** The function or class itself, which code that was cut off may still call. */
  readonly callee: HeapObject | undefined;
  readonly request: CallRequest;
  readonly run: (args: readonly Value[]) => Value;
  /** Told of a run when it is over. */
  readonly ended?: (footprint: Footprint, value: Value) => void;
}

/**
 * Runs a call, or answers it by a running one that it repeats. Calls too deep inside each other are given up on: what
 * they were given may run, and the place is named.
 */
export function takeTurn(m: Machine, call: Call): Value {
  if (m.nesting >= m.limits.nesting) return giveUp(m, 'too-deep', call);
  const around = turnsAround(m, call);
  const step = nextStep(m, around, call);
  if (step.kind === 'answer') return step.value;
  if (step.kind === 'repeat') return answerBy(m, step.turn, call);
  const family = around[0]?.family ?? new Family();
  family.note(given({ ...call, args: step.args }));
  const recorded = m.recorder.begin();
  const { nesting } = m;
  const { result } = m.store.noting((footprint) => {
    const { isWidened } = step;
    const turn = new Turn(
      { ...call, args: step.args },
      { isWidened, footprint, family, ids: m.ids, clock: m.clock.now },
    );
    footprint.head = turn;
    m.turns.push(turn);
    try {
      const value = runRounds(m, turn, call);
      call.ended?.(footprint, value);
      if (turn.isRepeated || turn.round > 0 || isWidened) turn.summary = Summary.of(turn);
      if (isWidened) family.settle(turn, value, m.recorder.end(recorded));
      return value;
    } catch (error) {
      // The stack may end before the limit does, where the host has used much of it.
      if (!isStackOverflow(error)) throw error;
      m.nesting = nesting;
      return giveUp(m, 'too-deep', call);
    } finally {
      turn.isOver = true;
      m.turns.pop();
    }
  });
  return result;
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** The running turns of the same closure, outermost first. */
function turnsAround(m: Machine, { node, scope }: Activation): Turn[] {
  const same = m.turns.filter((turn) => turn.node === node);
  const [outermost] = same;
  if (outermost === undefined) return same;
  const likeness = new Likeness(outermost.ids);
  return same.filter((turn) => likeness.areScopesLike(turn.scope, scope, node));
}

/** How to go on: with a turn of its own, as one that is running, or with what one has done. */
type Step =
  | { readonly kind: 'run'; readonly args: readonly Value[]; readonly isWidened: boolean }
  | { readonly kind: 'repeat'; readonly turn: Turn }
  | { readonly kind: 'answer'; readonly value: Value };

function nextStep(m: Machine, around: readonly Turn[], call: Call): Step {
  const { args, self } = call;
  const [outermost] = around;
  if (outermost === undefined) return { kind: 'run', args, isWidened: false };
  const likeness = new Likeness(outermost.ids);
  const repeated = around.findLast((turn) => isRepeat(likeness, turn, call) && !hasNews(turn, m.store.footprint));
  if (repeated !== undefined) return { kind: 'repeat', turn: repeated };
  const widened = around.findLast((turn) => turn.isWidened && isSelfLike(likeness, turn, call));
  if (widened !== undefined) return { kind: 'repeat', turn: joinTurn(m, likeness, widened, call) };
  if (isFurther(m, likeness, around, outermost.family, call)) return { kind: 'run', args, isWidened: false };
  const value = outermost.family.answer(m, likeness, self, args);
  return value === undefined ? { kind: 'run', args, isWidened: true } : { kind: 'answer', value };
}

/** Whether a call gets further in something known, and is not one of too many. */
function isFurther(m: Machine, likeness: Likeness, around: readonly Turn[], family: Family, call: Call): boolean {
  if (around.length >= maxTurns || family.count >= maxRuns || m.nesting > m.limits.nesting * 0.7) return false;
  return progressOf(likeness, around.map(given), given(call)) === 'known' && !family.hasSeen(likeness, given(call));
}

/** A turn that stands for all further ones takes in what a call inside it brings, for its next round. */
function joinTurn(m: Machine, likeness: Likeness, turn: Turn, call: Call): Turn {
  const args = new Widening(m, likeness, call.node, turn.round > 0).arguments(turn.args, call.args);
  turn.hasGrown ||= args.some((arg, index) => arg !== turn.args[index]);
  turn.args = args;
  return turn;
}

function given({ self, args }: Activation): readonly Value[] {
  return self === undefined ? args : [self, ...args];
}

function isRepeat(likeness: Likeness, turn: Turn, call: Activation): boolean {
  return isSelfLike(likeness, turn, call) && likeness.areCovered(turn.args, call.args);
}

function isSelfLike(likeness: Likeness, { self }: Turn, call: Activation): boolean {
  return self === undefined || call.self === undefined || likeness.covers(self, call.self);
}

/** What a running turn has given so far; its later rounds see to the rest. */
function answerBy(m: Machine, turn: Turn, { request, node }: Call): Value {
  turn.isRepeated = true;
  m.store.footprint?.leanOn(turn, turn.round);
  const known = [...(turn.value === undefined ? [] : [turn.value]), ...(turn.frame?.returns ?? [])];
  if (known.length === 0 || isGenerator(node)) return unknown('recursive', request.node, functionName(node));
  const answer = anyOf(known);
  turn.handed.push(answer);
  return answer;
}

function isGenerator(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'asteriskToken' in node && node.asteriskToken !== undefined;
}

/** Runs the turn, and again as long as calls that it answered would have seen, or brought, something new. */
function runRounds(m: Machine, turn: Turn, call: Call): Value {
  let value = call.run(turn.args);
  for (let round = 1; isUnsettled(m, turn, value); round += 1) {
    if (round > maxRounds) {
      giveUp(m, 'recursive', call);
      return value;
    }
    widenNews(m, turn);
    turn.beginRound(value, m.clock.now);
    const before = value;
    const [again = before] = branchValues(m, m.point(turn.node), [() => call.run(turn.args), () => before]);
    value = anyOf([before, again]);
  }
  return value;
}

function isUnsettled(m: Machine, turn: Turn, value: Value): boolean {
  if (!turn.isRepeated) return false;
  const likeness = new Likeness(turn.ids);
  return (
    turn.hasGrown || turn.handed.some((answer) => !likeness.covers(answer, value)) || hasNews(turn, m.store.footprint)
  );
}

/** What goes on growing from round to round may be anything like it. */
function widenNews(m: Machine, turn: Turn): void {
  const { cells, lists } = newsSince(turn, m.store.footprint);
  for (const { cell, before } of cells) {
    const wider = widen(before, cell.value);
    if (wider !== undefined) m.store.write(cell, wider);
  }
  for (const list of lists) blur(m, list);
}

/** Gives up on a call: nobody sees what it does, so that whatever it was given may be used in any way. */
function giveUp(m: Machine, reason: 'too-deep' | 'recursive', { node, request, callee, self, args }: Call): Value {
  for (const frame of m.frames) if (frame.callee !== undefined) m.cut.add(frame.callee);
  m.cut.add(node);
  m.store.restOnMore();
  if (m.live) m.recorder.cutOff(request.node, reason);
  const escaping = [...(callee === undefined ? [] : [boundTo(m, callee, self)]), ...args];
  for (const value of escaping) m.recorder.escapes(value, m.live);
  return unknown(reason, request.node, functionName(node));
}

function boundTo(m: Machine, callee: HeapObject, self: Value | undefined): HeapObject {
  if (callee.brand?.kind !== 'function' || self === undefined) return callee;
  const bound = m.object(callee.at);
  bound.brand = { ...callee.brand, boundThis: self };
  return bound;
}
