import { addMore, blur } from '../heap/list.ts';
import type { Footprint } from '../machine/footprint.ts';
import type { Machine } from '../machine/machine.ts';
import type { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Part } from '../value/part.ts';
import { unknown, type Value } from '../value/value.ts';
import { type Bearing, bearingOf, partOf } from './bearing.ts';

/** More than this is not looked through for one function that is about to be called. */
const maxParts = 150;
const maxLed = 5000;

/** Whether the program is so large that what has nothing to do with Marketo is left out. */
export function isChoosing(m: Machine): boolean {
  if (m.evidence === undefined || m.unread !== undefined) return false;
  return m.steps > m.limits.unchosen || m.size > m.limits.unchosenSize;
}

/** Whether a function does nothing but what nobody looks at: nothing of Marketo's, and no change of what was there. */
export function isInert(m: Machine, callee: HeapObject, self: Value): boolean {
  const parts = new Map<string, Part>();
  const open = [partOf(callee, self)];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (parts.has(part.key)) continue;
    if (parts.size >= maxParts) return false;
    parts.set(part.key, part);
    const { matters, cells, objects, leadsTo } = bearingOf(m, part);
    if (matters || cells.size > 0 || objects.size > 0) return false;
    open.push(...leadsTo);
  }
  return true;
}

/** Whether parts of the program lead to nothing that speaks of Marketo. */
export function leadsNowhere(m: Machine, parts: readonly Part[]): boolean {
  let count = 0;
  for (const { bearing } of walk(m, parts)) {
    count += 1;
    if (bearing.matters || count > maxLed) return false;
  }
  return true;
}

/** What the roots that have run rest on. */
export class Rests {
  readonly #cells = new Set<Cell>();
  readonly #looked = new Set<HeapObject>();
  #isAnything = false;

  add({ reads, kept, looked, isFull }: Footprint): void {
    for (const cell of reads.keys()) this.#cells.add(cell);
    for (const cell of kept.keys()) this.#cells.add(cell);
    for (const object of looked) this.#looked.add(object);
    if (isFull) this.#isAnything = true;
  }

  /** Whether something that has run rests on what is written. */
  isTouchedBy({ cells, objects }: Bearing): boolean {
    if (this.#isAnything) return cells.size > 0 || objects.size > 0;
    for (const cell of cells) if (this.isOn(cell)) return true;
    for (const object of objects) if (this.isOnObject(object)) return true;
    return false;
  }

  isOn(cell: Cell): boolean {
    return this.#isAnything || this.#cells.has(cell);
  }

  isOnObject(object: HeapObject): boolean {
    return this.#isAnything || this.#looked.has(object) || this.#holdsRead(object);
  }

  #holdsRead({ properties, elements = [], more }: HeapObject): boolean {
    for (const cell of properties.values()) if (this.#cells.has(cell)) return true;
    return elements.some((cell) => this.#cells.has(cell)) || (more !== undefined && this.#cells.has(more));
  }
}

/** What of some parts of a program is of interest. */
export interface Choice {
  /** Those that lead to something that speaks of Marketo. */
  readonly matter: ReadonlySet<Part>;
  /** Those that only write something that what has run rests on. */
  readonly touch: ReadonlySet<Part>;
  /** Names by which the others call what nobody followed. */
  readonly called: ReadonlySet<string>;
}

/**
 * Tells parts of the program that have a bearing on the answer from those that have none. Backwards from what speaks of
 * Marketo, and from what writes something that what has run rests on, over all that leads there.
 */
export function choose(m: Machine, parts: readonly Part[], rests: Rests): Choice {
  const { matter, touch, before, called } = graphOf(m, parts, rests);
  spread(matter, before);
  spread(touch, before);
  return {
    matter: new Set(parts.filter(({ key }) => matter.has(key))),
    touch: new Set(parts.filter(({ key }) => touch.has(key) && !matter.has(key))),
    called: new Set([...called].flatMap(([key, names]) => (matter.has(key) || touch.has(key) ? [] : [...names]))),
  };
}

/** Parts by their keys. */
interface Graph {
  readonly matter: Set<string>;
  readonly touch: Set<string>;
  /** The parts that lead to each. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly called: ReadonlyMap<string, ReadonlySet<string>>;
}

function graphOf(m: Machine, parts: readonly Part[], rests: Rests): Graph {
  const before = new Map<string, string[]>();
  const called = new Map<string, ReadonlySet<string>>();
  const [matter, touch] = [new Set<string>(), new Set<string>()];
  for (const { part, bearing } of walk(m, parts)) {
    called.set(part.key, bearing.called);
    if (bearing.matters) matter.add(part.key);
    if (rests.isTouchedBy(bearing)) touch.add(part.key);
    for (const next of bearing.leadsTo) {
      const known = before.get(next.key);
      if (known === undefined) before.set(next.key, [part.key]);
      else known.push(part.key);
    }
  }
  return { matter, touch, before, called };
}

/** All parts that some lead to, themselves included. */
function* walk(m: Machine, parts: readonly Part[]): Generator<{ readonly part: Part; readonly bearing: Bearing }> {
  const seen = new Set<string>();
  const open = [...parts];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (seen.has(part.key)) continue;
    seen.add(part.key);
    const bearing = bearingOf(m, part);
    yield { part, bearing };
    open.push(...bearing.leadsTo);
  }
}

/** Adds all that leads to what is in a set. */
function spread(keys: Set<string>, before: ReadonlyMap<string, readonly string[]>): void {
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const earlier of before.get(key) ?? []) {
      if (keys.has(earlier)) continue;
      keys.add(earlier);
      open.push(earlier);
    }
  }
}

/**
 * Parts of the program are not run, though they write what others rest on: those places may hold anything, from here on
 * and whatever is written there later.
 * @param rests what others rest on; left out: everything
 * @returns whether anything is different from before
 */
export function doAnything(m: Machine, parts: readonly Part[], rests?: Rests): boolean {
  let isNew = false;
  for (const { part, bearing } of walk(m, parts)) {
    if (rests?.isTouchedBy(bearing) === false) continue;
    const anything = unknown('too-many-values', part.object.at);
    for (const cell of bearing.cells) {
      if (rests?.isOn(cell) === false || cell.mayBeAnything) continue;
      cell.mayBeAnything = true;
      cell.isShared = true;
      m.store.write(cell, anything);
      isNew = true;
    }
    for (const object of bearing.objects) {
      if (rests?.isOnObject(object) === false || object.exposed !== undefined) continue;
      object.exposed = anything.gap;
      isNew = true;
      if (object.elements === undefined) continue;
      blur(m, object);
      addMore(m, object, anything);
    }
  }
  return isNew;
}
