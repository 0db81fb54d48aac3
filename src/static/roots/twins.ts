import type { ts } from 'ts-morph';
import { Likeness } from '../machine/likeness.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import { mayCover, sketchOf } from './sketch.ts';

/** A function and what it is called on. */
export interface Called {
  readonly callee: HeapObject;
  readonly self: Value;
  /** Who calls it, and gets what it returns. */
  readonly by: string;
}

/** A function that is not run, since another one does the same. */
interface Twin {
  readonly twin: Called;
  readonly own: Called;
  readonly live: boolean;
  /** Makes it a root of its own. */
  readonly enter: () => void;
}

/** Functions that do what another one does, as long as they see the same: only that one is run. */
export class Twins {
  readonly #twins = new Map<string, Twin>();
  /** By the place in the source those that are run. */
  readonly #run = new Map<ts.Node, { readonly called: Called; readonly sketch: bigint }[]>();

  has(key: string): boolean {
    return this.#twins.has(key);
  }

  /** Enters a function, unless one that is run already does what it does. */
  take(key: string, own: Called, live: boolean, enter: () => void): void {
    const twin = this.#twinOf(own);
    if (twin === undefined) enter();
    else this.#twins.set(key, { twin, own, live, enter });
  }

  /** Enters those that see something else by now than what they were taken for. Returns whether there are any. */
  part(live: boolean): boolean {
    const parted = [...this.#twins].filter(([, one]) => one.live === live && !areTwins(one.twin, one.own));
    for (const [key, { enter }] of parted) {
      this.#twins.delete(key);
      enter();
    }
    return parted.length > 0;
  }

  /**
   * The function that does what this one does, called on the same: one of its place that sees the same of what it uses.
   * Each page of a list may bring a function that asks for the next one. `undefined` where it is the first.
   */
  #twinOf(called: Called): Called | undefined {
    const { at } = called.callee;
    if (at === undefined) return undefined;
    const known = this.#run.get(at) ?? [];
    this.#run.set(at, known);
    const sketch = sketchOf(called.callee);
    const twin = known.find((other) => mayCover(other.sketch, sketch) && areTwins(other.called, called));
    if (twin === undefined) known.push({ called, sketch });
    return twin?.called;
  }
}

/** Whether two functions do the same as things stand: what one of them sees may come to differ. */
function areTwins(a: Called, b: Called): boolean {
  const likeness = new Likeness(0);
  return a.by === b.by && likeness.covers(a.callee, b.callee) && likeness.covers(a.self, b.self);
}
