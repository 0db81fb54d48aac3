import type { ts } from 'ts-morph';
import { elementsOf } from '../heap/list.ts';
import { arrayOf, entriesOf, objectOfEntries } from '../heap/objects.ts';
import type { Likeness } from '../machine/likeness.ts';
import type { Machine } from '../machine/machine.ts';
import { functionName } from '../syntax/function-name.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isGap, undefinedValue, unknown, type Value } from '../value/value.ts';
import { widen } from '../value/widen.ts';

/** Objects inside objects that are widened member by member. */
const maxDepth = 3;

/** Known values that are kept apart before all that is known is that there are many. */
const maxKept = 16;

/** Makes arguments that stand for those of all further turns. */
export class Widening {
  readonly #m: Machine;
  readonly #likeness: Likeness;
  readonly #node: ts.Node;
  /** Whether they were widened before, and that did not do. */
  readonly #isAgain: boolean;

  constructor(m: Machine, likeness: Likeness, node: ts.Node, isAgain: boolean) {
    this.#m = m;
    this.#likeness = likeness;
    this.#node = node;
    this.#isAgain = isAgain;
  }

  /** What did not change stays, the rest may be anything like it. */
  arguments(before: readonly Value[], after: readonly Value[]): Value[] {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) =>
      this.#value(before[index] ?? undefinedValue, after[index] ?? undefinedValue, 0),
    );
  }

  #value(before: Value, after: Value, depth: number): Value {
    if (this.#likeness.leavesOpen(before, after)) return before;
    const wider = this.#wider(before, after, depth);
    return this.#likeness.covers(before, wider) ? before : wider;
  }

  #wider(before: Value, after: Value, depth: number): Value {
    const merged =
      before.kind === 'object' && after.kind === 'object' ? this.#objects(before, after, depth) : undefined;
    if (merged !== undefined) return merged;
    const both = anyOf([before, after]);
    if (isGrowing(before, after)) return widen(before, after) ?? both;
    const options = optionsOf(both);
    const isKept = options.every(({ value }) => value.kind !== 'object' || value.brand !== undefined);
    if (options.length <= maxKept && (isKept || !this.#isAgain)) return both;
    // Whatever it is from here on, the code that it was may run.
    this.#m.recorder.escapes(both, this.#m.live);
    return unknown('recursive', this.#node, functionName(this.#node));
  }

  /** Lists whose elements any of both has, in any number; objects made at one place, member by member. */
  #objects(before: HeapObject, after: HeapObject, depth: number): HeapObject | undefined {
    if (before.brand !== undefined || after.brand !== undefined || depth > maxDepth) return undefined;
    if (before.elements !== undefined && after.elements !== undefined) {
      const elements = [...elementsOf(this.#m, before), ...elementsOf(this.#m, after)];
      return arrayOf(this.#m, after.at, [], elements.length === 0 ? undefined : anyOf(elements));
    }
    if (before.elements !== undefined || after.elements !== undefined) return undefined;
    if (before.at !== after.at || before.prototype !== after.prototype || before.at === undefined) return undefined;
    const old = new Map(entriesOf(this.#m, before));
    const members = entriesOf(this.#m, after).map(([name, value]): [string, Value] => [
      name,
      this.#value(old.get(name) ?? undefinedValue, value, depth + 1),
    ]);
    const made = objectOfEntries(this.#m, after.at, members);
    made.prototype = after.prototype;
    made.open = before.open ?? after.open;
    return made;
  }
}

/** A count that goes on, a text that gets longer by a part of its own: `/a` and `/a/b`, but not `post` and `postJson`. */
function isGrowing(before: Value, after: Value): boolean {
  if (after.kind === 'constant') return typeof after.value === 'number';
  const longer = marked(after);
  return (
    longer !== undefined &&
    optionsOf(before).some(({ value }) => {
      const shorter = marked(value);
      return shorter !== undefined && longer.startsWith(shorter) && /^\W|\W$/.test(seam(shorter, longer));
    })
  );
}

/** Where the longer text goes on: the last character of the shorter one and the next. */
function seam(shorter: string, longer: string): string {
  return longer.slice(Math.max(0, shorter.length - 1), shorter.length + 1);
}

/** A text with something that is no part of a word for each gap. */
function marked(value: Value): string | undefined {
  return value.kind === 'text'
    ? value.pieces.map((piece) => (isGap(piece) ? '\u0000' : piece.text)).join('')
    : undefined;
}
