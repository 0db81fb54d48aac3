import { InputError } from '../model/input-error.ts';
import { type BoxSet, isSubset } from './box-set.ts';
import { type Choice, Search, SearchGaveUp } from './search.ts';

/**
 * The one best choice: least reach, then least tick cost, then the list that comes first in the dialog's order.
 * `undefined` when the allowed boxes cannot meet every constraint.
 *
 * Why it is exact. Let R be the best choice. For each constraint it contains a term, because terms list every way to
 * meet one. The union U of these terms and `start` meets all constraints and lies within R, so it reaches no more
 * (reach is monotone); if it were smaller it would be cheaper, as every tick costs something. Hence R = U: only
 * unions of terms need looking at. The search follows such a union: as long as a constraint is open, one of its
 * terms lies in R, and it tries them all, leaving out only branches whose lower bound shows that they cannot be
 * cheaper than a choice already found.
 *
 * Among choices of equal cost, going through the boxes in the dialog's order and keeping each one that some cheapest
 * choice has together with those already kept ends at the first of them, without listing them all.
 *
 * @throws InputError when the proof would take too many steps, which the requirements of Marketo never do.
 */
export function minimalChoice(choice: Choice, steps?: number): BoxSet | undefined {
  const search = new Search(choice, steps);
  try {
    const cheapest = search.cheapest(choice.start);
    return cheapest === undefined ? undefined : firstInOrder(search, choice.start, cheapest);
  } catch (error) {
    if (!(error instanceof SearchGaveUp)) throw error;
    throw new InputError('the smallest role cannot be proved: the requirements leave too many choices', {
      next: 'analyse the services one at a time, or write the custom rules with fewer alternatives',
      cause: error,
    });
  }
}

function firstInOrder(search: Search, start: BoxSet, cheapest: BoxSet): BoxSet {
  const cost = search.costOf(cheapest);
  let kept = start;
  let answer = cheapest;
  for (const box of search.candidates()) {
    if (isSubset(answer, kept)) break;
    if (!isSubset(box, answer)) answer = search.cheapest(kept | box, { goal: cost, limit: cost }) ?? answer;
    if (isSubset(box, answer)) kept |= box;
  }
  return answer;
}
