import type { ts } from 'ts-morph';

/** Steps for the code that does nothing about Marketo but to write what others rest on: for each function, and for all. */
const ofCode = 2_000;
const ofAll = 20_000;

/**
 * What is left of the steps for roots that only write what others rest on. Each has the steps of its code, whatever the
 * number of closures and continuations over it: hundreds of neighbours would take more than all that matters does.
 */
export class TouchingSteps {
  readonly #taken = new Map<ts.Node, number>();
  #all = 0;

  left(code: ts.Node): number {
    return Math.max(0, Math.min(ofCode - (this.#taken.get(code) ?? 0), ofAll - this.#all));
  }

  take(code: ts.Node, steps: number): void {
    this.#taken.set(code, (this.#taken.get(code) ?? 0) + steps);
    this.#all += steps;
  }
}
