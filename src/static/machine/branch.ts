import type { Gap, Value } from '../value/value.ts';
import type { Completion } from './completion.ts';
import type { Machine } from './machine.ts';
import type { Writes } from './store.ts';

/**
 * Runs the ways of a decision point apart and meets those that go on. When none goes on, the completion is that of
 * the first way: whoever asks only needs to know that nothing follows.
 * @param doubts for each way, what of unread code alone makes it possible
 */
export function branchStatements(
  m: Machine,
  point: string,
  ways: readonly (() => Completion)[],
  doubts: readonly (readonly Gap[])[] = [],
): Completion {
  const bornBefore = m.store.now;
  const alive: Writes[] = [];
  let ended: Completion | undefined;
  const goneOn: (readonly Gap[])[] = [];
  for (const [index, way] of ways.entries()) {
    const doubt = doubts[index] ?? [];
    const { result, writes } = m.recorder.under(doubt, () => m.store.fork(way));
    if (result === 'normal') {
      alive.push(writes);
      goneOn.push(doubt);
    } else if (ended === undefined || ended === 'throw') ended = result;
  }
  if (alive.length === 0) return ended ?? 'normal';
  // What follows an early exit runs only as the other ways do.
  if (ended !== undefined && goneOn.every((doubt) => doubt.length > 0)) m.recorder.doubts.push(...goneOn.flat());
  m.store.join(point, alive, bornBefore);
  return 'normal';
}

/** The same for expressions: every way gives a value. */
export function branchValues(
  m: Machine,
  point: string,
  ways: readonly (() => Value)[],
  doubts: readonly (readonly Gap[])[] = [],
): Value[] {
  const bornBefore = m.store.now;
  const results = ways.map((way, index) => m.recorder.under(doubts[index] ?? [], () => m.store.fork(way)));
  m.store.join(
    point,
    results.map(({ writes }) => writes),
    bornBefore,
  );
  return results.map(({ result }) => result);
}
