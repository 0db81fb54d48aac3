import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { UnknownName } from '../model/role.ts';
import { displayName, maxNameLength } from './display-name.ts';
import { splitCount } from './tick.ts';

/** The names of a grant, looked up. */
export interface Recognised {
  readonly permissions: readonly PermissionName[];
  readonly groups: readonly string[];
  readonly unknown: readonly UnknownName[];
}

/** Unknown names beyond this are counted as one; a file with that many is no grant anybody can act on name by name. */
const maxUnknown = 100;

/** Whether a name as written is a permission's or a group's. */
export function isKnown(written: string, graph: PermissionGraph): boolean {
  if (written.length > maxNameLength) return false;
  const { name } = splitCount(atEndOfWay(written.trim(), graph));
  return graph.find(name) !== undefined || graph.findGroup(name) !== undefined;
}

/** "Access API > Read-Only Lead": a box with the way to it, as sheets and screens write it. */
const way = /\s*(?:>|»|→)\s*/;

/** The name of the box, where all before it is known: groups, or the top of the dialog. */
function atEndOfWay(written: string, graph: PermissionGraph): string {
  const names = written.split(way);
  const last = names.at(-1) ?? written;
  return names.slice(0, -1).every((name) => graph.findGroup(name) !== undefined) ? last : written;
}

/** Looks every ticked name up; each comes out once. */
export function recognise(ticked: readonly string[], graph: PermissionGraph): Recognised {
  const permissions = new Set<PermissionName>();
  const groups = new Set<string>();
  const unknown = new Set<string>();
  for (const written of new Set(ticked)) {
    const { name, ticked: whole } = splitCount(atEndOfWay(displayName(written), graph));
    // Some groups share the name of the permission at their head. Only a count says that the group is meant.
    const permission = whole === undefined ? graph.find(name) : undefined;
    const group = permission === undefined ? graph.findGroup(name) : undefined;
    if (permission !== undefined) permissions.add(permission.name);
    else if (group !== undefined && whole !== false) {
      groups.add(group.name);
      for (const member of group.permissions) permissions.add(member);
    } else if (group === undefined && name !== '') {
      unknown.add(displayName(written));
    }
  }
  return {
    permissions: [...permissions].sort(graph.compare),
    groups: graph.groups.map(({ name }) => name).filter((name) => groups.has(name)),
    unknown: describeUnknown([...unknown], graph),
  };
}

function describeUnknown(names: readonly string[], graph: PermissionGraph): UnknownName[] {
  const shown = names.slice(0, maxUnknown).map((name): UnknownName => {
    const suggestion = graph.suggest(name);
    return suggestion === undefined ? { name } : { name, suggestion };
  });
  const rest = names.length - shown.length;
  return rest > 0 ? [...shown, { name: `and ${rest} more names` }] : shown;
}
