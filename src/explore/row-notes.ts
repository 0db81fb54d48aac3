import type { PermissionName } from '../model/permission.ts';
import { count, listSome } from '../model/words.ts';
import type { PlacedPermission } from '../report/content/permission-states.ts';
import { measureReach } from '../report/reach.ts';
import { allowedOperations } from '../solve/index.ts';
import type { Explorer } from './explorer.ts';
import type { State } from './state.ts';
import { switchOf } from './switch-of.ts';
import { switchKey } from './switches.ts';
import type { Row } from './tree.ts';
import type { WhatIf } from './what-if.ts';

/** Beside a permission: what it is for, or what it opens; with switches, what becomes of it comes first. */
export function permissionNote(placed: PlacedPermission, state: State, explorer: Explorer): string {
  const service = explorer.service(state);
  if (service === undefined) return '';
  const { name } = placed.permission;
  const planned = explorer.whatIf(state, service);
  const fate = planned === undefined ? '' : fateOf(name, planned);
  const reach = service.blastRadius.excess.find((one) => one.name === name)?.reach;
  return [fate, ...(reach === undefined ? [] : [`opens ${count(reach.operations.length, 'operation')}`]), why(placed)]
    .filter((part) => part !== '')
    .join('; ');
}

function fateOf(name: PermissionName, { dropped, gained }: WhatIf): string {
  if (dropped.includes(name)) return 'what-if: drops';
  return gained.includes(name) ? 'what-if: added' : '';
}

function why({ state, operations, through }: PlacedPermission): string {
  switch (state) {
    case 'missing':
      return `${count(operations.length, 'operation')} would fail`;
    case 'needed':
      return operations.length === 0 ? '' : `for ${count(operations.length, 'operation')}`;
    case 'broader':
      return `${listSome(through, 2)} is enough`;
    case 'implied':
      return `comes with ${listSome(through, 2)}`;
    case 'disputed':
      return `another source asks it for ${count(operations.length, 'operation')}`;
    case 'unused':
    case 'absent':
      return '';
    default:
      return state satisfies never;
  }
}

/** The word before a row that is switched. */
export function switchWord(row: Row, state: State, explorer: Explorer): string | undefined {
  if (state.switches.size === 0 || row.node.subject.kind === 'switch') return undefined;
  const made = switchOf(row.node.subject, state, explorer);
  if (typeof made === 'string' || !state.switches.has(switchKey(made))) return undefined;
  return made.kind === 'permission' ? '[on]' : made.kind === 'assumed' ? '[assumed]' : '[off]';
}

/** What switching a permission on would open beyond the role. */
export function opensAlone(name: PermissionName, state: State, explorer: Explorer) {
  const { permissions, rules } = explorer.input.model;
  const role = (explorer.service(state)?.role.permissions ?? []).map((one) => one.name);
  const closed = new Set(allowedOperations(permissions, rules.operations, role));
  const open = allowedOperations(permissions, rules.operations, [...role, name]);
  return measureReach(open.filter((operation) => !closed.has(operation)));
}
