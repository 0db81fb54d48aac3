import type { Value } from '../value/value.ts';
import type { Machine } from './machine.ts';
import type { Writes } from './store.ts';

/** How a statement ended. Only `normal` goes on with the next one. */
export type Completion = 'normal' | 'return' | 'break' | 'continue' | 'throw';

/**
 * Runs the ways of a decision point apart and meets those that go on. When none goes on, the completion is that of
 * the first way: whoever asks only needs to know that nothing follows.
 */
export function branchStatements(m: Machine, point: string, ways: readonly (() => Completion)[]): Completion {
  const bornBefore = m.store.now;
  const alive: Writes[] = [];
  let ended: Completion | undefined;
  for (const way of ways) {
    const { result, writes } = m.store.fork(way);
    if (result === 'normal') alive.push(writes);
    else if (ended === undefined || ended === 'throw') ended = result;
  }
  if (alive.length === 0) return ended ?? 'normal';
  m.store.join(point, alive, bornBefore);
  return 'normal';
}

/** The same for expressions: every way gives a value. */
export function branchValues(m: Machine, point: string, ways: readonly (() => Value)[]): Value[] {
  const bornBefore = m.store.now;
  const results = ways.map((way) => m.store.fork(way));
  m.store.join(
    point,
    results.map(({ writes }) => writes),
    bornBefore,
  );
  return results.map(({ result }) => result);
}
