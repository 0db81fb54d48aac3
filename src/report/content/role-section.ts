import type { Observation, ServiceReport } from '../../model/report.ts';
import type { RolePermission } from '../../model/role.ts';
import { type Block, type Group, muted, strong } from '../document/block.ts';
import { count, formatNumber } from '../words.ts';
import { limits } from './limits.ts';
import { operationColumns, operationRows } from './places.ts';
import { showSome } from './show-some.ts';

/** The role first: its status in plain words, then each permission with the operations and places that need it. */
export function roleSection(service: ServiceReport): Block[] {
  const { role, observed } = service;
  return [
    { kind: 'heading', level: 1, text: [`${roleTitle(service)} for ${service.name}`] },
    { kind: 'paragraph', text: [statusSentence(service)] },
    ...(observed === undefined ? [] : [{ kind: 'paragraph', text: [observedSentence(observed)] } as const]),
    ...showSome(role.permissions, limits.permissions, 'permission', (shown) => ({
      kind: 'groups',
      columns: ['Permission', ...operationColumns],
      groups: shown.map((permission) => permissionGroup(permission, service)),
    })),
  ];
}

/** A role with unknowns is never called minimal. */
export function roleTitle(service: ServiceReport): string {
  return service.role.status === 'complete' ? 'Minimal role' : 'Lower bound of the role';
}

/** How many permissions, and whether that is all of them. */
export function statusSentence(service: ServiceReport): string {
  const { role } = service;
  const permissions = count(role.permissions.length, 'permission');
  if (role.status === 'complete') {
    if (role.permissions.length === 0) return 'No permission: nothing that was seen asks for one.';
    return `${permissions}; without ${role.permissions.length === 1 ? 'it' : 'any one of them'} a call below would fail.`;
  }
  const unknown = [
    ...(service.unresolved.length > 0 ? [`${count(service.unresolved.length, 'call')} could not be followed`] : []),
    ...(service.unmatched.length > 0 ? [`${count(service.unmatched.length, 'call')} matched no known operation`] : []),
  ];
  const because = unknown.length > 0 ? unknown.join(' and ') : 'part of the input could not be read';
  return `At least ${permissions}: ${because}, so more may be needed, never less.`;
}

/** Over which window use was seen, and what that cannot show. */
export function observedSentence(observed: Observation): string {
  const calls = `${formatNumber(observed.calls)} ${observed.calls === 1 ? 'call' : 'calls'}`;
  return `Seen in ${calls} of recorded traffic ${describeWindow(observed)}. Traffic proves use, never non-use: what did not happen in that window is not known.`;
}

/** To the minute, and no date or time said twice. */
function describeWindow({ from, to }: Observation): string {
  if (from === undefined || to === undefined) return 'without readable dates';
  const [fromDay, fromTime] = readableTime(from);
  const [toDay, toTime] = readableTime(to);
  if (fromDay !== toDay) return `from ${fromDay} ${fromTime} to ${toDay} ${toTime} UTC`;
  return `on ${fromDay}, ${fromTime === toTime ? fromTime : `${fromTime} to ${toTime}`} UTC`;
}

/** "2026-03-01T09:30:00.000Z" → ["2026-03-01", "09:30"]. */
function readableTime(iso: string): readonly [day: string, time: string] {
  return [iso.slice(0, 10), iso.slice(11, 16)];
}

function permissionGroup(permission: RolePermission, service: ServiceReport): Group {
  const disputed = permission.disputed.length === 0 ? [] : [muted(" (disputed by Adobe's sources, see the findings)")];
  return {
    mark: 'needed',
    head: [strong(permission.name), ...disputed],
    rows: operationRows(permission.because, service),
  };
}
