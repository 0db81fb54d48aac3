import type { GainedPermission, OperationNeed, ServiceChange } from '../model/change.ts';
import { compareText } from '../model/location.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { ServiceNeeds, Snapshot } from './snapshot.ts';

const nothing: ServiceNeeds = { status: 'complete', role: [], operations: new Map(), because: new Map() };

/**
 * What each service needs more or less than before; one change for every service, also where there is none. A
 * permission counts as held when another one implies it: a role that falls from Read-Write to Read-Only did not grow.
 */
export function compareSnapshots(before: Snapshot, after: Snapshot, graph: PermissionGraph): readonly ServiceChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return names.map((service) => compareService(service, before.get(service), after.get(service), graph));
}

/** Whether anything differs that a lock holds. */
export function isChanged({ kind, status, gained, lost, added, dropped }: ServiceChange): boolean {
  const isSame = [gained, lost, added, dropped].every(({ length }) => length === 0);
  return !isSame || kind !== 'kept' || status.before !== status.after;
}

function compareService(
  service: string,
  before: ServiceNeeds | undefined,
  after: ServiceNeeds | undefined,
  graph: PermissionGraph,
): ServiceChange {
  const [old, now] = [before ?? nothing, after ?? nothing];
  const [held, holds] = [effective(old.role, graph), effective(now.role, graph)];
  const added = needsOf([...now.operations.keys()], now, old).filter(({ isNew }) => isNew);
  return {
    service,
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'kept',
    status: {
      ...(before === undefined ? {} : { before: before.status }),
      ...(after === undefined ? {} : { after: after.status }),
    },
    gained: now.role
      .filter((permission) => !held.has(permission))
      .sort(compareText)
      .map((permission) => gainedPermission(permission, now, old)),
    lost: old.role.filter((permission) => !holds.has(permission)).sort(compareText),
    added,
    before: [...old.operations.keys()].sort(compareIds),
    dropped: [...old.operations.keys()].filter((id) => !now.operations.has(id)).sort(compareIds),
  };
}

function gainedPermission(permission: string, now: ServiceNeeds, old: ServiceNeeds): GainedPermission {
  const needs = needsOf(now.because.get(permission) ?? [], now, old);
  const fresh = needs.filter(({ isNew }) => isNew);
  // What was called before is not what made the role grow, unless nothing else did.
  return fresh.length > 0
    ? { permission, because: fresh, cause: 'calls' }
    : { permission, because: needs, cause: 'requirements' };
}

function needsOf(ids: readonly string[], now: ServiceNeeds, old: ServiceNeeds): OperationNeed[] {
  return ids.toSorted(compareIds).flatMap((operation) => {
    const need = now.operations.get(operation);
    return need === undefined ? [] : [{ operation, ...need, isNew: !old.operations.has(operation) }];
  });
}

/** All that a role gives. Names that the model does not know, as an old lock may have, stand for themselves. */
function effective(role: readonly string[], graph: PermissionGraph): ReadonlySet<string> {
  const known = role.flatMap((name) => graph.find(name)?.name ?? []);
  return new Set<string>([...role, ...known, ...graph.effective(known)]);
}

/** By path, then method. */
export function compareIds(a: string, b: string): number {
  return compareText(pathOf(a), pathOf(b)) || compareText(a, b);
}

function pathOf(id: string): string {
  return id.slice(id.indexOf(' ') + 1);
}
