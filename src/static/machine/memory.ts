import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { Equality } from '../value/same.ts';
import type { Option, Value } from '../value/value.ts';
import { Likeness } from './likeness.ts';
import type { Machine } from './machine.ts';
import type { Stretch } from './recorder.ts';
import { isMadeSince, restsOn } from './summary.ts';
import type { Trace } from './trace.ts';

/** What a call is given, beside the code and the closure, which the key names. */
export interface Given {
  readonly self: Value;
  readonly args: readonly Value[];
  /** Where `super` starts. */
  readonly home: HeapObject | undefined;
}

/** How things stood when a call began. */
interface Start {
  readonly clock: number;
  readonly ids: number;
  readonly facts: string;
  readonly recorded: Omit<Stretch, 'to'>;
}

/** A call that has ended: all that it rested on, and all that came of it. */
interface Ended extends Given {
  readonly start: Start;
  readonly trace: Trace;
  /** Objects of which it may have seen the shape. */
  readonly touched: readonly HeapObject[];
  readonly value: Value;
  readonly effects: readonly (readonly [Cell, Value])[];
  readonly recorded: Stretch;
}

/** How many different calls of one function from one place are remembered; the latest are. */
const maxRemembered = 8;

/**
 * Answers a call by an earlier one of the same code and closure, when everything that one was given and everything that
 * it read still is what it was. What it wrote is written again. A call that made objects which outlive it is not
 * answered so: each call makes its own. Inside a recursion that goes on, a call may have been answered itself by a
 * running one; what came of it then holds for the round of that one, and after it, with all that one did.
 */
export class Memory {
  readonly #ended = new Map<string, Ended[]>();

  clear(): void {
    this.#ended.clear();
  }

  recall(m: Machine, key: string, given: Given): Value | undefined {
    for (const ended of this.#ended.get(key) ?? []) {
      const points = standsFor(m, ended, given);
      if (points === undefined) continue;
      const likeness = new Likeness(ended.start.ids);
      const rest = restsOn(m, likeness, ended.trace);
      if (rest === undefined) continue;
      const renew = renewal(m, points, ended.start.ids);
      for (const [cell, value] of ended.effects) m.store.write(cell, renew(value));
      m.store.trace?.absorb(ended.trace);
      for (const summary of rest) summary.apply(m, likeness);
      m.recorder.meetAgain(ended.recorded);
      return renew(ended.value);
    }
    return undefined;
  }

  begin(m: Machine): Start {
    return { clock: m.clock.now, ids: m.ids, facts: factsOf(m), recorded: m.recorder.begin() };
  }

  /** Keeps a call that has ended, if an equal one can be answered by it. */
  remember(m: Machine, key: string, given: Given, start: Start, trace: Trace, value: Value): void {
    if (!trace.isWhole || factsOf(m) !== start.facts) return;
    const touched = touchedBy(given, trace);
    const effects = effectsOf(trace);
    if (touched.some((object) => hasChanged(object, start))) return;
    if ([value, ...effects.map(([, effect]) => effect)].some((made) => isMadeSince(made, start.ids))) return;
    const recorded = m.recorder.end(start.recorded);
    const before = this.#ended.get(key) ?? [];
    const kept = [{ ...given, start, trace, touched, value, effects, recorded }, ...before];
    this.#ended.set(key, kept.slice(0, maxRemembered));
  }
}

/** What a run can rest on beside values: which modules have run, which globals and methods are known. */
function factsOf(m: Machine): string {
  return `${m.modules.records.size}:${m.globals.names.size}:${m.methodCount}`;
}

/** The decision points of the ended call and those that they are now; `undefined` where something differs. */
function standsFor(m: Machine, ended: Ended, given: Given): ReadonlyMap<string, string> | undefined {
  const { start, trace, args, self } = ended;
  if (args.length !== given.args.length || factsOf(m) !== start.facts) return undefined;
  const equality = new Equality();
  const areEqual = (a: Value, b: Value | undefined) => b !== undefined && equality.areEqual(a, b);
  if (!areEqual(self, given.self) || !args.every((arg, index) => areEqual(arg, given.args[index]))) return undefined;
  for (const [cell, value] of trace.reads) if (!areEqual(value, cell.value)) return undefined;
  if (ended.touched.some((object) => hasChanged(object, start))) return undefined;
  return equality.points;
}

function hasChanged(object: HeapObject, { clock }: Start): boolean {
  return object.changed > clock || object.resized > clock;
}

/** All older objects that the call could get hold of, with what they inherit from. */
function touchedBy({ self, args, home }: Given, { reads }: Trace): HeapObject[] {
  const touched = new Set<HeapObject>();
  const touch = (object: HeapObject | undefined): void => {
    for (let at = object; at !== undefined && !touched.has(at); at = at.prototype) {
      touched.add(at);
      if (at.brand?.kind === 'function') touch(at.brand.home);
    }
  };
  touch(home);
  for (const value of [self, ...args, ...reads.values()])
    for (const { value: single } of optionsOf(value)) if (single.kind === 'object') touch(single);
  return [...touched];
}

/** What older places hold in the end. One that holds again what it held was not changed, as long as it did hold that. */
function effectsOf({ written, reads }: Trace): (readonly [Cell, Value])[] {
  const effects: (readonly [Cell, Value])[] = [];
  for (const [cell, before] of written) {
    if (cell.value !== before) effects.push([cell, cell.value]);
    else if (!reads.has(cell)) reads.set(cell, before);
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
  const renewOption = ({ value, world }: Option): Option => ({
    value,
    world: world.size === 0 ? world : new Map([...world].map(([point, way]) => [renewPoint(point), way])),
  });
  return (value) => (value.kind === 'choice' ? { kind: 'choice', options: value.options.map(renewOption) } : value);
}
