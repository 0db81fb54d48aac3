import type { Observation, ServiceReport } from '../../model/report.ts';
import type { RolePermission } from '../../model/role.ts';
import { type Block, type Group, muted, strong } from '../document/block.ts';
import { count, formatNumber } from '../words.ts';
import { limits } from './limits.ts';
import { operationRows } from './places.ts';
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
      columns: ['Permission', 'Needed by', 'Seen at'],
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
  const permissions = count(service.role.permissions.length, 'permission');
  if (service.role.status === 'complete') {
    return `${permissions}; without any one of them a call below would fail.`;
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
  const window =
    observed.from === undefined || observed.to === undefined
      ? 'without readable dates'
      : `from ${readableTime(observed.from)} to ${readableTime(observed.to)}`;
  const calls = `${formatNumber(observed.calls)} ${observed.calls === 1 ? 'call' : 'calls'}`;
  return `Seen in ${calls} of recorded traffic ${window}. Traffic proves use, never non-use: what did not happen in that window is not known.`;
}

/** "2026-03-01T09:30:00.000Z" → "2026-03-01 09:30 UTC". */
function readableTime(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(iso);
  return match === null ? iso : `${match[1]} ${match[2]} UTC`;
}

function permissionGroup(permission: RolePermission, service: ServiceReport): Group {
  const disputed = permission.disputed.length === 0 ? [] : [muted(" (disputed by Adobe's sources, see the findings)")];
  return {
    mark: 'needed',
    head: [strong(permission.name), ...disputed],
    rows: operationRows(permission.because, service),
  };
}
