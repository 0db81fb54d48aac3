import type { ts } from 'ts-morph';
import { Likeness } from '../machine/likeness.ts';
import { lookOf } from '../machine/look.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import type { Value } from '../value/value.ts';
import { mayCover, sketchOf } from './sketch.ts';

/** Objects of one place in the source that are told apart, before those that look the same count as one. */
const maxApart = 100;

/**
 * Names values by which objects they are. Where one place makes objects without end, because each is given away by what
 * another one does (a proxy whose members are proxies), they are named by what they look like.
 */
export class Places {
  readonly #made = new Map<ts.Node, Set<number>>();
  readonly #called = new Map<ts.Node, { readonly called: Called; readonly sketch: bigint }[]>();

  keyOf(m: Machine, value: Value): string {
    return optionsOf(value)
      .map(({ value: single }) => {
        if (single.kind !== 'object' || single.at === undefined) return keyOf(single);
        const made = this.#made.get(single.at) ?? new Set();
        this.#made.set(single.at, made);
        if (made.size >= maxApart && !made.has(single.id)) return lookOf(m, single);
        made.add(single.id);
        return keyOf(single);
      })
      .join('|');
  }

  /**
   * The function that does what this one does, called on the same: one of its place that sees the same scope, or one
   * made alike. Each page of a list may bring a function that asks for the next one. `undefined` where it is the first.
   */
  twinOf(called: Called): Called | undefined {
    const { at } = called.callee;
    if (at === undefined) return undefined;
    const known = this.#called.get(at) ?? [];
    this.#called.set(at, known);
    const sketch = sketchOf(called.callee);
    const twin = known.find((other) => mayCover(other.sketch, sketch) && areTwins(other.called, called));
    if (twin === undefined) known.push({ called, sketch });
    return twin?.called;
  }
}

/** A function and what it is called on. */
export interface Called {
  readonly callee: HeapObject;
  readonly self: Value;
  /** Who calls it, and gets what it returns. */
  readonly by: string;
}

/** Whether two functions do the same as things stand: what one of them sees may come to differ. */
export function areTwins(a: Called, b: Called): boolean {
  const likeness = new Likeness(0);
  return a.by === b.by && likeness.covers(a.callee, b.callee) && likeness.covers(a.self, b.self);
}
