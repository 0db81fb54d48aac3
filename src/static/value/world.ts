/**
 * The decisions under which a value holds: for each decision point (a branch, a conditional, a lookup with an
 * unknown key), which way it went. Two values that need different ways at one point never occur together, which is
 * what keeps `POST` from meeting the path of the `GET` branch.
 */
export type World = ReadonlyMap<string, number>;

export const anyWorld: World = new Map();

/** Both sets of decisions at once, or `undefined` when they contradict each other. */
export function mergeWorlds(a: World, b: World): World | undefined {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  for (const [point, way] of b) {
    const other = a.get(point);
    if (other !== undefined && other !== way) return undefined;
  }
  return recent(new Map([...a, ...b]));
}

/** The decisions that two worlds share: where equal values meet again, only those still matter. */
export function commonWorld(a: World, b: World): World {
  if (a.size === 0 || b.size === 0) return anyWorld;
  return new Map([...a].filter(([point, way]) => b.get(point) === way));
}

/** How many decisions are remembered. Forgetting one loses a connection between values, never a value. */
const maxDecisions = 8;

export function withDecision(world: World, point: string, way: number): World | undefined {
  const taken = world.get(point);
  if (taken !== undefined) return taken === way ? world : undefined;
  return recent(new Map(world).set(point, way));
}

/** The latest decisions: those nearest to where the value is used. */
function recent(world: Map<string, number>): World {
  if (world.size <= maxDecisions) return world;
  for (const point of world.keys()) {
    world.delete(point);
    if (world.size <= maxDecisions) break;
  }
  return world;
}
