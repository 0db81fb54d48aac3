import type { Permission, PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { type BoxSet, isSubset, unionOf } from './box-set.ts';
import { allTerms, anyTerms, keyOfTerms, never, type Terms } from './terms.ts';

/** The permission hierarchy over {@link BoxSet}s: the same answers as the graph, fast enough to ask at every step of a search. */
export interface Boxes {
  /** How many permissions there are. */
  readonly count: number;
  readonly all: BoxSet;
  setOf(names: Iterable<PermissionName>): BoxSet;
  /** In the dialog's order. */
  namesOf(set: BoxSet): PermissionName[];
  /** These boxes and all that they imply, whether or not they have effect. */
  implied(boxes: BoxSet): BoxSet;
  /** What holds when exactly these boxes are ticked. */
  effective(ticked: BoxSet): BoxSet;
  /** The sets of ticks that make a permission hold, the needs of each ticked box included. */
  waysToHold(name: PermissionName): Terms;
}

interface Box {
  readonly bit: BoxSet;
  readonly implied: BoxSet;
  readonly needs: BoxSet;
}

const known = new WeakMap<PermissionGraph, Boxes>();

/** Of each graph once: several problems are posed about it for every service of a run. */
export function indexBoxes(graph: PermissionGraph): Boxes {
  const boxes = known.get(graph) ?? makeBoxes(graph);
  known.set(graph, boxes);
  return boxes;
}

function makeBoxes(graph: PermissionGraph): Boxes {
  const bits = new Map(graph.permissions.map((permission, position) => [permission.name, 1n << BigInt(position)]));
  const setOf = (names: Iterable<PermissionName>) => unionOf([...names].map((name) => expectBit(bits, name)));
  const boxes = graph.permissions.map(
    (permission): Box => ({
      bit: setOf([permission.name]),
      implied: setOf(graph.implied(permission.name)),
      needs: setOf(permission.needs),
    }),
  );
  const ways = findWaysToHold(graph);
  return {
    count: boxes.length,
    all: unionOf(bits.values()),
    setOf,
    namesOf: (set) => graph.permissions.map(({ name }) => name).filter((name) => isSubset(setOf([name]), set)),
    implied: (set) => unionOf(boxes.filter(({ bit }) => isSubset(bit, set)).map(({ implied }) => implied)),
    effective: (ticked) => effective(boxes, ticked),
    waysToHold: (name) => ways.get(name) ?? never,
  };

  /**
   * Least fixed point of: p holds if a box q that implies p is ticked and everything q needs holds. Starting from
   * "nothing can hold" and repeating until nothing changes never lets a permission justify itself in a circle,
   * exactly like `effective`. The chains of needs are short, so it settles after a few rounds.
   */
  function findWaysToHold({ permissions, impliedBy, expect }: PermissionGraph): ReadonlyMap<PermissionName, Terms> {
    let ways = new Map<PermissionName, Terms>();
    for (;;) {
      const known = ways;
      const tick = (box: Permission) =>
        allTerms([[setOf([box.name])], ...box.needs.map((need) => known.get(need) ?? never)]);
      const next = new Map(
        permissions.map(({ name }) => [name, anyTerms([...impliedBy(name)].map((box) => tick(expect(box))))]),
      );
      if (permissions.every(({ name }) => keyOfTerms(next.get(name) ?? never) === keyOfTerms(known.get(name) ?? never)))
        return next;
      ways = next;
    }
  }
}

function effective(boxes: readonly Box[], ticked: BoxSet): BoxSet {
  let held = 0n;
  let waiting = boxes.filter((box) => (box.bit & ticked) !== 0n);
  for (;;) {
    const still: Box[] = [];
    for (const box of waiting) {
      if (isSubset(box.needs, held)) held |= box.implied;
      else still.push(box);
    }
    if (still.length === waiting.length) return held;
    waiting = still;
  }
}

function expectBit(bits: ReadonlyMap<PermissionName, BoxSet>, name: PermissionName): BoxSet {
  const bit = bits.get(name);
  if (bit === undefined) throw new Error(`permission "${name}" is in a requirement but not in the hierarchy`);
  return bit;
}
