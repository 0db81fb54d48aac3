import type { Cell } from '../value/cell.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { Equality } from '../value/same.ts';
import type { Option, Value } from '../value/value.ts';
import type { Footprint } from './footprint.ts';
import { interfere } from './interference.ts';
import { isLike, lentTo } from './lent.ts';
import { Likeness } from './likeness.ts';
import type { Machine } from './machine.ts';
import { madeSince } from './made-since.ts';
import type { Stretch } from './recorder.ts';
import { restsOn } from './summary.ts';

/** What a call is given, beside the code and the closure, which the key names. */
export interface Given {
  /** Absent where the code cannot see it. */
  readonly self: Value | undefined;
  readonly args: readonly Value[];
  /** What each `yield` of it comes back with, where that is known. */
  readonly sent: Value | undefined;
  /** Where `super` starts. */
  readonly home: HeapObject | undefined;
}

/** How things stood when a call began. */
interface Start {
  readonly ids: number;
  readonly facts: string;
  /** How many values had been given away. */
  readonly escaped: number;
  readonly recorded: Omit<Stretch, 'to'>;
}

/** A call that has ended: all that it rested on, and all that came of it. */
interface Ended extends Given {
  readonly start: Start;
  readonly footprint: Footprint;
  readonly value: Value;
  readonly effects: readonly (readonly [Cell, Value])[];
  /** Objects that it was given and only looked at. */
  readonly lent: ReadonlySet<HeapObject>;
  /** Objects that it made and left behind. */
  readonly made: readonly HeapObject[];
  readonly recorded: Stretch;
}

/** How many different calls of one function from one place are remembered; the latest are. */
const maxRemembered = 8;

/**
 * Answers a call by an earlier one of the same code and closure, when everything that one was given and everything that
 * it read still is what it was. What it wrote is written again. A call that made functions or instances which outlive it
 * is not answered so: each call makes its own. Inside a recursion that goes on, a call may have been answered itself by a
 * running one; what came of it then holds for the round of that one, and after it, with all that one did.
 */
export class Memory {
  readonly #ended = new Map<string, Ended[]>();

  recall(m: Machine, key: string, given: Given): { value: Value; footprint: Footprint } | undefined {
    for (const ended of this.#ended.get(key) ?? []) {
      const { start, footprint, effects, recorded, value } = ended;
      const points = standsFor(m, ended, given);
      if (points === undefined) continue;
      const likeness = new Likeness(start.ids);
      const rest = restsOn(m, likeness, footprint);
      if (rest === undefined) continue;
      // From here on each of them stands for what both calls have made.
      for (const object of ended.made) object.share();
      const renew = renewal(m, points, start.ids);
      for (const [cell, effect] of effects) m.store.write(cell, renew(effect));
      m.store.footprint?.include(footprint);
      for (const summary of rest) summary.apply(m, likeness);
      if (footprint.callsOut) interfere(m);
      m.recorder.meetAgain(recorded);
      return { value: renew(value), footprint };
    }
    return undefined;
  }

  begin(m: Machine): Start {
    return { ids: m.ids, facts: factsOf(m), escaped: m.recorder.escaped.length, recorded: m.recorder.begin() };
  }

  /** Keeps a call that has ended, if an equal one can be answered by it. */
  remember(m: Machine, key: string, given: Given, start: Start, footprint: Footprint, value: Value): void {
    if (!footprint.isWhole || factsOf(m) !== start.facts || footprint.hasOtherShapes()) return;
    const effects = effectsOf(footprint);
    const left = [value, ...effects.map(([, effect]) => effect)];
    const made = madeSince(left, start.ids);
    if (made === undefined) return;
    const escaped = m.recorder.escaped.slice(start.escaped).map((item) => item.value);
    const lent = lentTo(footprint, given.args, [...left, ...escaped]);
    const recorded = m.recorder.end(start.recorded);
    const kept = [
      { ...given, start, footprint, value, effects, lent, made, recorded },
      ...(this.#ended.get(key) ?? []),
    ];
    this.#ended.set(key, kept.slice(0, maxRemembered));
  }
}

/** What a run can rest on beside values: which modules have run, which globals and methods are known. */
export function factsOf(m: Machine): string {
  return `${m.modules.records.size}:${m.globals.names.size}:${m.methodCount}`;
}

/** The decision points of the ended call and those that they are now; `undefined` where something differs. */
function standsFor(m: Machine, ended: Ended, given: Given): ReadonlyMap<string, string> | undefined {
  const { start, footprint, args, home } = ended;
  if (args.length !== given.args.length || home !== given.home || factsOf(m) !== start.facts) return undefined;
  const { lent } = ended;
  const equality = new Equality((a, b, so) => isLike(lent, so, a, b));
  const areEqual = (a: Value | undefined, b: Value | undefined) =>
    a === undefined || b === undefined ? a === b : equality.areEqual(a, b);
  if (!areEqual(ended.self, given.self) || !areEqual(ended.sent, given.sent)) return undefined;
  if (!args.every((arg, index) => areEqual(arg, given.args[index]))) return undefined;
  if (footprint.isStale(areEqual)) return undefined;
  for (const [cell, before] of footprint.kept) if (!areEqual(before, cell.value)) return undefined;
  return equality.points;
}

/** What older places hold in the end. One that holds again what it held was not changed, as long as it did hold that. */
function effectsOf(footprint: Footprint): (readonly [Cell, Value])[] {
  const effects: (readonly [Cell, Value])[] = [];
  for (const [cell, before] of footprint.written) {
    if (cell.value !== before) effects.push([cell, cell.value]);
    else footprint.keep(cell, before);
  }
  return effects;
}

/** Values of an ended call as they are for another one: its own decisions are taken anew. */
function renewal(m: Machine, points: ReadonlyMap<string, string>, ids: number): (value: Value) => Value {
  const renewed = new Map(points);
  const renewPoint = (point: string): string => {
    const known = renewed.get(point);
    if (known !== undefined) return known;
    const [place, id] = point.split(':');
    const own = Number(id) > ids ? `${place}:${m.nextId()}` : point;
    renewed.set(point, own);
    return own;
  };
  const renewOption = (option: Option): Option => {
    const { world } = option;
    if (world.size === 0) return option;
    return { ...option, world: new Map([...world].map(([point, way]) => [renewPoint(point), way])) };
  };
  return (value) => (value.kind === 'choice' ? { ...value, options: value.options.map(renewOption) } : value);
}
