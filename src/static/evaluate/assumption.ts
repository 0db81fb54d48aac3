import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Writes } from '../machine/store.ts';
import type { Cell } from '../value/cell.ts';
import { decide, mapValue, optionsOf } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth } from '../value/truth.ts';
import type { Value } from '../value/value.ts';
import { anyWorld, commonWorld, type World } from '../value/world.ts';
import { isSettledCondition, type Left, leftBy } from './tested.ts';

/** What a decision says in one of its ways. */
export interface Said {
  /** What names may hold there. */
  readonly left: Left;
  /** The earlier decisions that it rests on. */
  readonly world: World;
}

/** What a condition says where it holds, and where it does not. */
export function saidBy(m: Machine, node: ts.Expression, condition: Value, scope: Scope): readonly [Said, Said] {
  const isSettled = isSettledCondition(node);
  const said = (way: boolean): Said => ({
    left: leftBy(m, node, way, scope),
    world: isSettled ? decidedBy(condition, way) : anyWorld,
  });
  return [said(true), said(false)];
}

/** The earlier decisions that a condition rests on: all that its true (or false) alternatives have in common. */
export function decidedBy(condition: Value, truth: boolean): World {
  return optionsOf(condition)
    .filter((option) => singleTruth(option.value) !== !truth)
    .map(({ world }) => world)
    .reduce(commonWorld);
}

/**
 * What is known in the ways of a decision, and after it. In each way the tested names hold what the decision leaves of
 * them; where all ways go on, they hold again what they held, and only conditions are told what was found; where one
 * way alone goes on, what it said holds for the rest (`if (!id) return;`).
 */
export class Assumption {
  readonly #m: Machine;
  readonly #ways: readonly Said[];
  readonly #before = new Map<Cell, { readonly value: Value; readonly tested: Value }>();
  /** By way that goes on: the cells that nothing wrote in it. */
  readonly #goneOn = new Map<number, ReadonlySet<Cell>>();
  readonly #held = new Map<number, Map<Cell, Value>>();

  constructor(m: Machine, ways: readonly Said[]) {
    this.#m = m;
    this.#ways = ways;
    for (const cell of new Set(ways.flatMap(({ left }) => [...left.keys()])))
      this.#before.set(cell, { value: m.store.peek(cell), tested: m.store.readTested(cell) });
  }

  /** Called where a way begins, in its own state. */
  enter(way: number): void {
    const { store } = this.#m;
    const held = new Map<Cell, Value>();
    for (const [cell, { value }] of this.#before) {
      const left = this.#ways[way]?.left.get(cell);
      if (left !== undefined) {
        const plain = withoutTruth(left);
        if (keyOf(plain) !== keyOf(value)) store.write(cell, plain);
        store.writeTested(cell, left);
      }
      held.set(cell, store.peek(cell));
    }
    this.#held.set(way, held);
    store.assume(this.#ways[way]?.world ?? anyWorld);
  }

  /** Called where a way ends that goes on, in its own state. */
  leave(way: number): void {
    const held = this.#held.get(way) ?? new Map<Cell, Value>();
    const kept = [...held].filter(([cell, value]) => this.#m.store.peek(cell) === value);
    this.#goneOn.set(way, new Set(kept.map(([cell]) => cell)));
  }

  /** Called where the ways have met. */
  meet(point: string): void {
    const [only] = this.#goneOn;
    if (this.#goneOn.size === 1 && only !== undefined) this.#keepOn(...only);
    else if (this.#goneOn.size === this.#ways.length) this.#putBack(point);
  }

  /** The same for ways that meet in several states, of which some may be those of jumps. */
  meetStates(states: readonly Writes[]): void {
    if (states.length < 2) return;
    for (const [cell, { value }] of this.#before) {
      const given = new Set([...this.#held.values()].map((held) => held.get(cell)));
      const isKept = states.every((state) => !state.has(cell) || given.has(state.get(cell)));
      if (isKept) this.#m.store.write(cell, value);
    }
  }

  #keepOn(way: number, kept: ReadonlySet<Cell>): void {
    const said = this.#ways[way];
    for (const cell of kept) {
      const left = said?.left.get(cell);
      if (left !== undefined) this.#m.store.writeTested(cell, left);
    }
    this.#m.store.assume(said?.world ?? anyWorld);
  }

  #putBack(point: string): void {
    for (const [cell, { value, tested }] of this.#before) {
      if (![...this.#goneOn.values()].every((kept) => kept.has(cell))) continue;
      this.#m.store.write(cell, value);
      this.#m.store.writeTested(
        cell,
        decide(
          point,
          this.#ways.map(({ left }) => left.get(cell) ?? tested),
        ),
      );
    }
  }
}

/** A value as everything but a condition sees it. */
export function withoutTruth(value: Value): Value {
  return mapValue(value, (single) =>
    single.kind === 'unknown' && single.truth !== undefined ? { kind: 'unknown', gap: single.gap } : single,
  );
}
