import type { ts } from 'ts-morph';
import { Likeness } from '../machine/likeness.ts';
import type { Machine } from '../machine/machine.ts';
import { capturesOf } from '../syntax/captures.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import type { Value } from '../value/value.ts';
import { widen } from '../value/widen.ts';
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

/** From so many functions of one place on, what they see and grows from one to the next may be anything like it. */
const maxApart = 12;

/** Functions that do what another one does, as long as they see the same: only that one is run. */
export class Twins {
  readonly #twins = new Map<string, Twin>();
  /** By the place in the source those that are run. */
  readonly #run = new Map<ts.Node, { readonly called: Called; readonly sketch: bigint }[]>();

  has(key: string): boolean {
    return this.#twins.has(key);
  }

  /** Enters a function, unless one that is run already does what it does. */
  take(m: Machine, key: string, own: Called, live: boolean, enter: () => void): void {
    const twin = this.#twinOf(m, own);
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
  #twinOf(m: Machine, called: Called): Called | undefined {
    const { at } = called.callee;
    if (at === undefined) return undefined;
    const known = this.#run.get(at) ?? [];
    this.#run.set(at, known);
    if (known.length >= maxApart)
      widenCaptures(
        m,
        known.map(({ called: { callee } }) => callee),
        called.callee,
      );
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

/**
 * `() => run(turn + 1)` that is called by code outside makes another one, which sees a higher count or a longer text, and so
 * on for ever.
 */
function widenCaptures(m: Machine, earlier: readonly HeapObject[], callee: HeapObject): void {
  if (callee.brand?.kind !== 'function') return;
  const { names } = capturesOf(callee.brand.node);
  const around = earlier.map(scopesOf);
  for (const [level, scope] of scopesOf(callee).entries()) {
    for (const [name, cell] of scope.names) {
      if (names?.has(name) === false) continue;
      const others = around.flatMap((scopes) => scopes[level]?.names.get(name) ?? []).filter((it) => it !== cell);
      if (others.length < maxApart) continue;
      const wider = widen(anyOf(others.map((other) => m.store.peek(other))), m.store.peek(cell));
      if (wider !== undefined) m.store.write(cell, wider);
    }
  }
}

/** The scopes around a function, innermost first. */
function scopesOf({ brand }: HeapObject): Scope[] {
  const scopes: Scope[] = [];
  let at = brand?.kind === 'function' ? brand.scope : undefined;
  for (; at !== undefined; at = at.parent) scopes.push(at);
  return scopes;
}
