import { areAmong, bothWays, eitherWay, type Ways } from './ways.ts';

/**
 * The decisions under which a value holds: for each decision point (a branch, a conditional, a lookup with an
 * unknown key), which ways it may have gone. Two values that need different ways at one point never occur together,
 * which is what keeps `POST` from meeting the path of the `GET` branch.
 */
export type World = ReadonlyMap<string, Ways>;

export const anyWorld: World = new Map();

/** Both sets of decisions at once, or `undefined` when they contradict each other. */
export function mergeWorlds(a: World, b: World): World | undefined {
  if (a.size === 0 || a === b) return b;
  if (b.size === 0) return a;
  const merged = new Map(a);
  for (const [point, ways] of b) {
    const other = a.get(point);
    const both = other === undefined ? ways : bothWays(other, ways);
    if (both === undefined) return undefined;
    merged.set(point, both);
  }
  return recent(merged);
}

/** What two worlds say in common: where equal values meet again, a decision matters while some of its ways lead to neither. */
export function commonWorld(a: World, b: World): World {
  if (a === b) return a;
  if (a.size === 0 || b.size === 0) return anyWorld;
  const common = new Map<string, Ways>();
  for (const [point, ways] of a) {
    const other = b.get(point);
    const either = other === undefined ? undefined : eitherWay(ways, other);
    if (either !== undefined) common.set(point, either);
  }
  return common;
}

/** Whether all that holds in one world holds in the other, which asks for nothing more. */
export function isWithin(world: World, wider: World): boolean {
  for (const [point, ways] of wider) {
    const own = world.get(point);
    if (own === undefined || !areAmong(own, ways)) return false;
  }
  return true;
}

/** How many decisions are remembered. Forgetting one loses a connection between values, never a value. */
const maxDecisions = 8;

export function withDecision(world: World, point: string, ways: Ways): World | undefined {
  const taken = world.get(point);
  const both = taken === undefined ? ways : bothWays(taken, ways);
  if (both === undefined) return undefined;
  return both === taken ? world : recent(new Map(world).set(point, both));
}

/** The latest decisions: those nearest to where the value is used. */
function recent(world: Map<string, Ways>): World {
  if (world.size <= maxDecisions) return world;
  for (const point of world.keys()) {
    world.delete(point);
    if (world.size <= maxDecisions) break;
  }
  return world;
}
