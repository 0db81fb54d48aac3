import { nearestName } from '../model/nearest-name.ts';
import type { Permission, PermissionGroupBox, PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { type Closure, reachable, reversed } from './closure.ts';
import { NameIndex } from './name-index.ts';

/** The queries over permissions and groups whose names and edges have been checked. Closures are worked out once. */
export function queryPermissions(
  permissions: readonly Permission[],
  groups: readonly PermissionGroupBox[],
): PermissionGraph {
  const byName = new Map(permissions.map((permission) => [permission.name, permission]));
  const byAnyName = indexNames(permissions);
  const groupByAnyName = indexNames(groups);
  const implied = reachable(permissions, (permission) => permission.implies);
  const impliedBy = reversed(implied);
  const needed = withoutSelf(reachable(permissions, (permission) => permission.needs));
  const spellings = permissions.flatMap((permission) => [permission.name, ...permission.aliases]);

  const expect = (name: PermissionName) => expectEntry(byName, name);
  const suggest = (name: string) => {
    const spelling = nearestName(name, spellings);
    return spelling === undefined ? undefined : byAnyName.find(spelling)?.name;
  };
  return {
    permissions,
    groups,
    find: (name) => byAnyName.find(name),
    findGroup: (name) => groupByAnyName.find(name),
    expect,
    suggest,
    implied: (name) => expectEntry(implied, name),
    impliedBy: (name) => expectEntry(impliedBy, name),
    needed: (name) => expectEntry(needed, name),
    effective: (ticked) => leastFixedPoint(Array.from(new Set(ticked), expect), implied),
    compare: (a, b) => expect(a).order - expect(b).order,
  };
}

/**
 * A ticked permission takes effect once all it needs holds, and then gives all it implies. Starts from nothing and
 * adds until nothing changes, so permissions cannot hold each other up.
 */
function leastFixedPoint(ticked: readonly Permission[], implied: Closure): ReadonlySet<PermissionName> {
  const holding = new Set<PermissionName>();
  let waiting = ticked;
  for (;;) {
    const ready = waiting.filter((permission) => permission.needs.every((need) => holding.has(need)));
    if (ready.length === 0) return holding;
    for (const { name } of ready) for (const given of expectEntry(implied, name)) holding.add(given);
    waiting = waiting.filter((permission) => !ready.includes(permission));
  }
}

function withoutSelf(closure: Closure): Closure {
  return new Map([...closure].map(([name, targets]) => [name, new Set([...targets].filter((one) => one !== name))]));
}

function indexNames<Named extends { readonly name: string; readonly aliases: readonly string[] }>(
  things: readonly Named[],
): NameIndex<Named> {
  const index = new NameIndex<Named>();
  for (const thing of things) for (const name of [thing.name, ...thing.aliases]) index.add(name, thing);
  return index;
}

function expectEntry<Entry>(entries: ReadonlyMap<PermissionName, Entry>, name: PermissionName): Entry {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`"${name}" is not a permission's canonical name`);
  return entry;
}
