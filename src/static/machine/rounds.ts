import type { ts } from 'ts-morph';
import { widen } from '../value/widen.ts';
import { branchStatements } from './branch.ts';
import type { Completion } from './completion.ts';
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

/** Loops inside each other beyond which only one round of each is run. */
const maxNesting = 3;

/** One round that ran, and whether another one right after it could do anything else. */
interface Round {
  readonly ended: Completion;
  readonly writes: Writes;
  readonly isSettled: boolean;
}

/**
 * Any number of rounds, and at least one: one, a second where the first has left something else for it, and where that
 * goes on growing, one more that stands for all the others.
 *
 * @param isUniform whether the first round does nothing that the others do not
 */
export function rounds(m: Machine, node: ts.Node, body: () => Completion, isUniform = true): Completion {
  const first = runRound(m, body);
  if (first.ended !== 'normal') return first.ended;
  if (isDeep(m) || (isUniform && first.isSettled)) return 'normal';
  return maybe(m, node, () => {
    const second = m.store.fork(body);
    const widened = widenedWrites(m, first.writes, second.writes);
    if (widened.size === 0) {
      m.store.apply(second.writes);
      return second.result;
    }
    m.store.apply(second.result === 'normal' ? second.writes : new Map());
    m.store.apply(widened);
    return maybe(m, node, () => {
      const ended = body();
      // What grows is already known to be anything from here on: the round runs for what it sends and where it leaves.
      m.store.apply(widened);
      return ended;
    });
  });
}

/**
 * Runs a round and leaves what it wrote. It is settled where all that it found is still there after it: then a second
 * one finds the same. One that adds to a list or makes a generator give something does so in every round.
 */
function runRound(m: Machine, body: () => Completion): Round {
  const facts = factsOf(m);
  const given = countOfYields(m);
  const { result: watched, footprint } = m.store.noting(() => {
    const run = m.clock.watching(() => m.store.fork(body));
    m.store.apply(run.result.writes);
    return run;
  });
  const { result: ended, writes } = watched.result;
  const isSettled =
    footprint.isWhole &&
    !watched.changesOlder &&
    facts === factsOf(m) &&
    given === countOfYields(m) &&
    !footprint.isStale(createIsKnown());
  return { ended, writes, isSettled };
}

function countOfYields({ frames }: Machine): number {
  return frames.reduce((count, { yields }) => count + yields.length, 0);
}

/** Whether what runs is inside so many loops that one round of it has to do. */
export function isDeep(m: Machine): boolean {
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

/** What both rounds wrote and what grew from one to the other. */
function widenedWrites(m: Machine, first: Writes, second: Writes): Writes {
  const widened = new Map<Parameters<typeof m.store.write>[0], Parameters<typeof m.store.write>[1]>();
  for (const [cell, after] of second) {
    if (!first.has(cell)) continue;
    const value = widen(m.store.read(cell), after);
    if (value !== undefined) widened.set(cell, value);
  }
  return widened;
}
