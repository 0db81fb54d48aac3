import { type BoxSet, bitsOf, isSubset, unionOf } from './box-set.ts';
import type { Reach } from './reach.ts';
import { isMetBy, type Terms } from './terms.ts';

/** A choice of boxes to make: as cheap as possible, such that every constraint is met. */
export interface Choice {
  readonly constraints: readonly Terms[];
  /** Boxes that are ticked in any case. */
  readonly start: BoxSet;
  /** Boxes that may be ticked besides. */
  readonly allowed: BoxSet;
  readonly effective: (ticked: BoxSet) => BoxSet;
  readonly reach: Reach;
  /** What ticking a box costs; above 0. It only decides between choices of equal reach. */
  readonly tickCost: (box: BoxSet) => number;
}

export interface Cost {
  readonly reach: number;
  readonly ticks: number;
}

interface Constraint {
  readonly terms: Terms;
  /** All boxes of the terms. */
  readonly boxes: BoxSet;
  /** What holds by each of the terms. */
  readonly held: readonly BoxSet[];
  /** What holds by all of the terms. */
  readonly core: BoxSet;
}

/** Steps after which a search gives up. The whole model of Marketo takes fewer than a hundred. */
export const maxSteps = 50_000;

/** Thrown rather than answering with something that was not proved to be the best. */
export class SearchGaveUp extends Error {
  override name = 'SearchGaveUp';
}

/** Finds the cheapest choices by branch and bound; `minimalChoice` proves why that is exact. */
export class Search {
  readonly #choice: Choice;
  readonly #constraints: readonly Constraint[];
  #stepsLeft: number;

  constructor(choice: Choice, steps = maxSteps) {
    this.#choice = choice;
    this.#stepsLeft = steps;
    const usable = choice.start | choice.allowed;
    this.#constraints = choice.constraints.map((condition) => {
      const terms = condition.filter((term) => isSubset(term, usable));
      const held = terms.map(choice.effective);
      const core = terms.length === 0 ? 0n : held.reduce((common, one) => common & one);
      return { terms, boxes: unionOf(terms), held, core };
    });
  }

  /** Boxes that can be part of an answer, in the dialog's order. */
  candidates(): BoxSet[] {
    return bitsOf(unionOf(this.#constraints.map(({ boxes }) => boxes)) & ~this.#choice.start);
  }

  costOf(ticked: BoxSet): Cost {
    const { cost, things } = this.#choice.reach;
    return { reach: cost(things(this.#choice.effective(ticked))), ticks: this.#ticksOf(ticked) };
  }

  /**
   * A cheapest choice that contains `from`; `undefined` when there is none.
   * Stops at the first that costs no more than `goal` and looks at none that costs more than `limit`.
   */
  cheapest(from: BoxSet, bounds: { readonly goal?: Cost; readonly limit?: Cost } = {}): BoxSet | undefined {
    const seen = new Set<BoxSet>();
    let best: { readonly ticked: BoxSet; readonly cost: Cost } | undefined;
    const reached = () => best !== undefined && bounds.goal !== undefined && !isLess(bounds.goal, best.cost);
    const isHopeless = (bound: Cost) =>
      (best !== undefined && !isLess(bound, best.cost)) || (bounds.limit !== undefined && isLess(bounds.limit, bound));
    const visit = (ticked: BoxSet): void => {
      this.#countStep();
      const open = this.#openAt(ticked);
      const [narrowest] = open.sort((a, b) => a.terms.length - b.terms.length);
      if (narrowest === undefined) {
        best = { ticked, cost: this.costOf(ticked) };
        return;
      }
      const branches = narrowest.terms
        .map((term) => ticked | term)
        .map((next) => ({ next, bound: this.#boundAt(next) }))
        .sort((a, b) => compareCosts(a.bound, b.bound));
      for (const { next, bound } of branches) {
        if (reached()) return;
        if (isHopeless(bound) || seen.has(next)) continue;
        seen.add(next);
        visit(next);
      }
    };
    if (!isHopeless(this.#boundAt(from))) visit(from);
    return best?.ticked;
  }

  #openAt(ticked: BoxSet): Constraint[] {
    return this.#constraints.filter(({ terms }) => !isMetBy(terms, ticked));
  }

  /** A cost that no choice containing `ticked` undercuts. */
  #boundAt(ticked: BoxSet): Cost {
    const open = this.#openAt(ticked);
    return { reach: this.#reachBound(ticked, open), ticks: this.#ticksBound(ticked, open) };
  }

  /**
   * Every choice lets the used operations work, makes the cores of the open constraints hold, and by at least one term of each all that the term
   * reaches besides. The least of that adds up over the constraints, as each thing is counted for one of them only.
   */
  #reachBound(ticked: BoxSet, open: readonly Constraint[]): number {
    const { always, cost, things } = this.#choice.reach;
    const certain = this.#choice.effective(ticked) | unionOf(open.map(({ core }) => core));
    let counted = always | things(certain);
    let bound = cost(counted);
    for (const { held } of open) {
      const gains = held.map((byTerm) => things(certain | byTerm) & ~counted);
      bound += Math.min(...gains.map(cost));
      counted |= unionOf(gains);
    }
    return bound;
  }

  /** Every choice ticks at least the cheapest term of each open constraint; those without a common box add up. */
  #ticksBound(ticked: BoxSet, open: readonly Constraint[]): number {
    let bound = this.#ticksOf(ticked);
    let counted = ticked;
    for (const { terms, boxes } of open) {
      if (!isSubset(boxes & counted, ticked)) continue;
      bound += Math.min(...terms.map((term) => this.#ticksOf(term & ~ticked)));
      counted |= boxes;
    }
    return bound;
  }

  #ticksOf(ticked: BoxSet): number {
    return bitsOf(ticked & ~this.#choice.start).reduce((sum, box) => sum + this.#choice.tickCost(box), 0);
  }

  #countStep(): void {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) throw new SearchGaveUp(`no proof of the smallest role within ${maxSteps} steps`);
  }
}

function isLess(a: Cost, b: Cost): boolean {
  return compareCosts(a, b) < 0;
}

function compareCosts(a: Cost, b: Cost): number {
  return a.reach - b.reach || a.ticks - b.ticks;
}
