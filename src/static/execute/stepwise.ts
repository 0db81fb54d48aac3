import type { ts } from 'ts-morph';
import type { Iterator } from '../heap/iterator.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import { loop, maybe, round, rounds } from '../machine/rounds.ts';
import type { Value } from '../value/value.ts';
import { labelOf } from './label.ts';

/** Rounds that are run one by one while the iterator is known to have more. */
const maxKnownRounds = 8;

/**
 * A loop over an iterator of the program's own: it is asked before each round, so that it sees what the round before
 * left behind. A loop that is left early closes it.
 */
export function iterateStepwise(
  m: Machine,
  node: ts.ForOfStatement,
  iterator: Iterator,
  visit: (item: Value) => Completion,
): Completion {
  const ended = loop(m, labelOf(node), node, () => {
    for (let count = 0; ; count += 1) {
      const { value, done } = iterator.next();
      if (done === true) return 'normal';
      if (done === undefined || count >= maxKnownRounds) return anyMore(m, node, iterator, value, visit);
      const left = round(m, node, () => visit(value));
      if (left !== 'normal') return left;
    }
  });
  const closed = maybe(m, node, () => {
    iterator.close();
    return 'normal';
  });
  return ended === 'normal' ? closed : ended;
}

/** The round for what was just asked for, and then any number of others. */
function anyMore(
  m: Machine,
  node: ts.ForOfStatement,
  iterator: Iterator,
  first: Value,
  visit: (item: Value) => Completion,
): Completion {
  let asked: Value | undefined = first;
  const body = () => {
    const item = asked ?? iterator.next().value;
    asked = undefined;
    return round(m, node, () => visit(item));
  };
  return maybe(m, node, () => rounds(m, node, body, false));
}
