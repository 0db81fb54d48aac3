import type { OperationId } from '../../model/operation.ts';
import type { OperationUse } from '../../model/operation-use.ts';
import type { Permission, PermissionName } from '../../model/permission.ts';
import type { ServiceReport } from '../../model/report.ts';
import { mentionedPermissions } from '../../model/requirement.ts';
import type { ReportModel } from '../render-options.ts';

/** How much a state asks for the reader's attention; a sign and a word always say the same. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** What the states of a service's permissions are read off. */
export interface PlacedService {
  readonly service: ServiceReport;
  readonly model: ReportModel;
  /** The uses that the role is made for. */
  readonly counted: readonly OperationUse[];
}

interface StateLook {
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
  /** What the state means, for the legend. */
  readonly meaning: string;
}

/** One row a state, in the order of the filter and the legend. */
export const permissionStates = {
  missing: { sign: '✗', word: 'missing', tone: 'bad', meaning: 'needed, and not granted' },
  unused: { sign: '−', word: 'unused', tone: 'warn', meaning: 'granted, and no call uses it' },
  broader: { sign: '▽', word: 'broader', tone: 'warn', meaning: 'granted where a lesser one is enough' },
  needed: { sign: '✓', word: 'needed', tone: 'good', meaning: 'part of the minimal role' },
  implied: { sign: '↳', word: 'implied', tone: 'plain', meaning: 'comes with another one' },
  disputed: { sign: '≠', word: 'disputed', tone: 'plain', meaning: 'only another source of Adobe asks for it' },
  absent: { sign: '·', word: 'not granted', tone: 'plain', meaning: 'neither granted nor needed' },
} as const satisfies Record<string, StateLook>;

export type PermissionState = keyof typeof permissionStates;
export const stateNames = Object.keys(permissionStates) as PermissionState[];

/** A permission as a service's tree shows it. */
export interface PlacedPermission {
  readonly permission: Permission;
  readonly state: PermissionState;
  /** The used operations that it stands on, or that would fail, or of which the sources disagree about it. */
  readonly operations: readonly OperationId[];
  /** Other permissions that the state rests on: the lesser ones that are enough, or those it comes with. */
  readonly through: readonly PermissionName[];
  /** Whether sources disagree about an operation that it is needed for. */
  readonly disputed: boolean;
}

/** The state of every permission of the model, in the dialog's order. */
export function placePermissions(view: PlacedService): readonly PlacedPermission[] {
  return view.model.permissions.permissions.map((permission) => placePermission(permission, view));
}

function placePermission(permission: Permission, view: PlacedService): PlacedPermission {
  const { name } = permission;
  const { comparison, role } = view.service;
  const inRole = role.permissions.find((one) => one.name === name);
  const place = (state: PermissionState, more: Partial<PlacedPermission> = {}): PlacedPermission => ({
    permission,
    state,
    operations: inRole?.because ?? [],
    through: [],
    disputed: (inRole?.disputed.length ?? 0) > 0,
    ...more,
  });
  const missing = comparison?.missing.find((one) => one.name === name);
  if (missing !== undefined) return place('missing', { operations: missing.because });
  const broader = comparison?.broader.find((one) => one.name === name);
  if (broader !== undefined) return place('broader', { through: broader.enough });
  if (comparison?.unused.includes(name)) return place('unused');
  if (comparison === undefined ? inRole !== undefined : comparison.needed.includes(name)) return place('needed');
  const through = givenBy(name, view);
  if (through.length > 0) return place('implied', { through });
  const claimed = claimedFor(name, view);
  return claimed.length > 0 ? place('disputed', { operations: claimed }) : place('absent');
}

/** The ticked permissions that make this one hold: of the grant, or without one of the minimal role. */
function givenBy(name: PermissionName, { service, model }: PlacedService): readonly PermissionName[] {
  const ticked = service.comparison?.grant.permissions ?? service.role.permissions.map((one) => one.name);
  if (!model.permissions.effective(ticked).has(name)) return [];
  const givers = model.permissions.impliedBy(name);
  return ticked.filter((one) => one !== name && givers.has(one));
}

function claimedFor(name: PermissionName, { counted }: PlacedService): readonly OperationId[] {
  return counted
    .filter(({ operation }) => operation.disputed)
    .filter(({ operation }) =>
      operation.claims.some(({ requires }) => requires !== undefined && mentionedPermissions(requires).includes(name)),
    )
    .map(({ operation }) => operation.id);
}
