import type { ts } from 'ts-morph';
import { anyOf } from '../value/choice.ts';
import type { Value } from '../value/value.ts';
import { widen } from '../value/widen.ts';
import { branchStatements } from './branch.ts';
import type { Completion } from './completion.ts';
import type { Footprint } from './footprint.ts';
import type { JumpTarget } from './frame.ts';
import { createIsKnown } from './known.ts';
import type { Machine } from './machine.ts';
import { factsOf } from './memory.ts';
import type { Writes } from './store.ts';

/** Runs a loop: the states at its breaks and its end meet after it. */
export function loop(m: Machine, label: string | undefined, node: ts.Node, run: () => Completion): Completion {
  const target: JumpTarget = { label, loop: true, depth: m.store.depth, breaks: [], continues: [] };
  m.targets.push(target);
  const bornBefore = m.store.now;
  const { result, writes } = m.store.fork(run);
  m.targets.pop();
  const states = result === 'normal' ? [writes, ...target.breaks] : target.breaks;
  // A break or continue that is not this loop's own ends what stands around it as well.
  if (states.length === 0) return result;
  m.store.join(m.point(node), states, bornBefore);
  return 'normal';
}

/** One round of a loop: the states at its continues and its end meet before the next. */
export function round(m: Machine, node: ts.Node, body: () => Completion): Completion {
  const target = m.targets.at(-1);
  const outer = target?.continues.splice(0) ?? [];
  const bornBefore = m.store.now;
  const { result, writes } = m.store.fork(body);
  const continued = target?.continues.splice(0) ?? [];
  target?.continues.push(...outer);
  const states = result === 'normal' ? [writes, ...continued] : continued;
  if (states.length === 0) return result;
  m.store.join(m.point(node), states, bornBefore);
  return 'normal';
}

/** Loops inside each other beyond which a second round stands for all but the first. */
const maxNesting = 3;
/** Loops inside each other beyond which what has not settled after the one round is given up on. */
const maxFollowed = 6;

/** Rounds that are run one after the other before whatever still changes is taken for anything. */
const maxRounds = 4;

/** One round that ran, and whether another one right after it could do anything else. */
interface Round {
  readonly ended: Completion;
  readonly writes: Writes;
  readonly isSettled: boolean;
  /** Older places that the next round would find different, with what may be in them then. */
  readonly unsettled: Writes;
  /** Places that grow from round to round, with all that they may be after any number of them. */
  readonly widened: Writes;
}

/**
 * Any number of rounds, and at least one: as many as leave something new for the next one. What grows is widened as
 * soon as two rounds have shown it, and what has not settled after a few may be anything in the last, which stands for
 * all the others.
 *
 * @param isUniform whether the first round does nothing that the others do not
 */
export function rounds(m: Machine, node: ts.Node, body: () => Completion, isUniform = true): Completion {
  const first = runRound(m, node, body);
  if (first.ended !== 'normal' || (isUniform && first.isSettled)) return first.ended;
  if (loopsAround(m) > maxFollowed) {
    // Each further round would double the work of all loops inside.
    if (first.unsettled.size > 0)
      m.recorder.problem(node, 'has more loops inside each other than are followed', m.live);
    return 'normal';
  }
  return further(m, node, body, first, 1);
}

/** All rounds but those that ran, of which there may be none. */
function further(m: Machine, node: ts.Node, body: () => Completion, last: Round, count: number): Completion {
  return maybe(m, node, () => {
    const isLast = isDeep(m) || count >= maxRounds;
    // What may be anything stays so, whatever a round makes of it.
    const anything = isLast ? new Map([...last.unsettled, ...last.widened]) : last.widened;
    m.store.apply(anything);
    const next = runRound(m, node, body, { ...last, widened: anything });
    m.store.apply(next.widened);
    const isOver = isLast || (next.unsettled.size === 0 && next.widened.size === anything.size);
    return isOver || next.ended !== 'normal' ? next.ended : further(m, node, body, next, count + 1);
  });
}

/**
 * Runs a round and leaves what it wrote. It is settled where all that it found is still there after it: then a second
 * one finds the same. One that adds to a list or makes a generator give something does so in every round.
 */
function runRound(m: Machine, node: ts.Node, body: () => Completion, last?: Round): Round {
  const facts = factsOf(m);
  const given = countOfYields(m);
  let widened: Writes = new Map();
  const { result: watched, footprint } = m.store.noting(() => {
    const run = m.clock.watching(() => m.store.fork(body));
    if (last !== undefined) widened = widenedWrites(m, last, run.result.writes);
    m.store.apply(run.result.writes);
    return run;
  });
  const { result: ended, writes } = watched.result;
  const unsettled = unsettledPlaces(footprint, node, widened);
  const isSettled =
    footprint.isWhole &&
    !watched.changesOlder &&
    facts === factsOf(m) &&
    given === countOfYields(m) &&
    !footprint.hasOtherShapes() &&
    unsettled.size === 0;
  return { ended, writes, isSettled, unsettled, widened };
}

/** What the round has read and left different, and what may be in it after many more of them. */
function unsettledPlaces(footprint: Footprint, node: ts.Node, widened: Writes): Writes {
  const anything: Value = { kind: 'unknown', gap: { hole: 'too-many-values', name: undefined, at: node } };
  const places = footprint.changedPlaces(createIsKnown()).filter((cell) => !widened.has(cell));
  return new Map(places.map((cell) => [cell, anyOf([cell.value, anything])]));
}

function countOfYields({ frames }: Machine): number {
  return frames.reduce((count, { yields }) => count + yields.length, 0);
}

/** Whether what runs is inside so many loops that the rounds of each are few. */
function isDeep(m: Machine): boolean {
  return loopsAround(m) > maxNesting;
}

export function isNested(m: Machine): boolean {
  return loopsAround(m) > 1;
}

function loopsAround(m: Machine): number {
  return m.targets.filter((target) => target.loop).length;
}

/** Perhaps, or not at all. */
export function maybe(m: Machine, node: ts.Node, run: () => Completion): Completion {
  return branchStatements(m, m.point(node), [run, () => 'normal']);
}

/** What was widened already, and what both rounds wrote and grew from one to the other. */
function widenedWrites(m: Machine, last: Round, writes: Writes): Writes {
  const widened = new Map(last.widened);
  for (const [cell, after] of writes) {
    if (!last.writes.has(cell) || widened.has(cell)) continue;
    const value = widen(m.store.read(cell), after);
    if (value !== undefined) widened.set(cell, value);
  }
  return widened;
}
