import { isSilent, type Observation, type ServiceReport } from '../../model/report.ts';
import type { RolePermission } from '../../model/role.ts';
import { count, listWords } from '../../model/words.ts';
import { type Block, type Content, type Group, muted, strong } from '../document/block.ts';
import { minimalSentence } from '../reach.ts';
import type { ReportModel } from '../render-options.ts';
import { limits } from './limits.ts';
import { optionalBlocks } from './optional-calls.ts';
import { permissionNotes } from './permission-notes.ts';
import { operationColumns, operationRows } from './places.ts';
import { showSome } from './show-some.ts';

/**
 * The role: its status in plain words, then each permission with the operations and places that need it, then what is
 * left to a thief. It opens the service's part of the report unless a verdict on the grant does.
 */
export function roleSection(service: ServiceReport, model: ReportModel): Block[] {
  const { role, observed, comparison } = service;
  const remaining = minimalSentence(service);
  return [
    { kind: 'heading', level: comparison === undefined ? 1 : 2, text: [`${roleTitle(service)} for ${service.name}`] },
    { kind: 'paragraph', text: [statusSentence(service)] },
    ...(observed === undefined ? [] : [{ kind: 'paragraph', text: [observedSentence(observed)] } as const]),
    ...showSome(role.permissions, limits.permissions, 'permission', (shown) => ({
      kind: 'groups',
      columns: ['Permission', ...operationColumns],
      groups: shown.map((permission) => permissionGroup(permission, service, model)),
    })),
    ...optionalBlocks(service),
    ...(remaining === undefined ? [] : [{ kind: 'paragraph', text: [remaining] } as const]),
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
    if (role.permissions.length === 0) return 'No permission is needed: no call asks for one.';
    return `${permissions}, and none can be left out: ${role.permissions.length === 1 ? 'without it' : 'without any of them'} a call below would fail.`;
  }
  if (isSilent(service)) return silentSentence(service);
  return `At least ${permissions}: ${describeUnknowns(service)}, so more may be needed, never fewer.`;
}

/** That nothing which runs calls Marketo is more likely a mistake about where the program starts than the truth. */
export function silentSentence({ operations, unresolved, unmatched }: ServiceReport): string {
  const dead = operations.length + unresolved.length + unmatched.length;
  const calls = `${count(dead, 'operation')} ${dead === 1 ? 'is' : 'are'} only in code that nothing calls`;
  return `Nothing is known about the role: ${calls}, as far as the program's entry points show. Name its entry point with --entry, or count that code with --include-unreachable.`;
}

/** Why a role is a lower bound. */
export function describeUnknowns(service: ServiceReport): string {
  const { texts, modules } = service.notFollowed ?? { texts: 0, modules: 0 };
  // What only code makes that nothing calls hides no permission.
  const unresolved = service.unresolved.filter(({ reachable }) => reachable);
  const unmatched = service.unmatched.filter(({ reachable }) => reachable);
  const unknown = [
    ...(unresolved.length > 0 ? [`${count(unresolved.length, 'call')} could not be followed`] : []),
    ...(unmatched.length > 0 ? [`${count(unmatched.length, 'call')} matched no known operation`] : []),
    ...(texts > 0
      ? [
          `${count(texts, 'text')} that ${texts === 1 ? 'looks' : 'look'} like Marketo's API ${texts === 1 ? 'leads' : 'lead'} to no call`,
        ]
      : []),
    ...(modules > 0 ? [`${count(modules, 'imported module')} could not be read`] : []),
  ];
  return unknown.length > 0 ? listWords(unknown) : 'part of the input could not be read';
}

/** Over which window use was seen, and what that cannot show. */
export function observedSentence(observed: Observation, recording?: string): string {
  return `${seenSentence(observed, recording)} ${trafficCaution}`;
}

/** From which calls it is known. */
export function seenSentence(observed: Observation, recording = 'recorded traffic'): string {
  return `Seen in ${count(observed.calls, 'call')} of ${recording} ${describeWindow(observed)}.`;
}

/** What all that comes from traffic is subject to. */
export const trafficCaution =
  'Traffic proves what is used, never what is not: a call outside that window is not known.';

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

function permissionGroup(permission: RolePermission, service: ServiceReport, model: ReportModel): Group {
  const disputed = permission.disputed.length === 0 ? [] : [muted(" (disputed by Adobe's sources)")];
  const notes = permissionNotes(permission, service, model.permissions);
  return {
    mark: 'needed',
    head: [strong(permission.name), ...disputed],
    rows: [...operationRows(permission.because, service), ...notes.map((note): readonly Content[] => [note, [], []])],
  };
}
