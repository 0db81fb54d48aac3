import type { OperationUse } from '../../../model/operation-use.ts';
import { isSilent, type ServiceReport } from '../../../model/report.ts';
import type { RolePermission } from '../../../model/role.ts';
import { formatNumber } from '../../../model/words.ts';
import { type Block, type Content, type Group, muted, strong } from '../../document/block.ts';
import { limits } from '../limits.ts';
import { optionalBlocks } from '../optional-calls.ts';
import { type observedSentence, silentSentence } from '../role-section.ts';
import { showSome } from '../show-some.ts';
import { onlyRecording, operationRow } from './operation-rows.ts';

/**
 * Each permission with the operations that need it, a line each; then what does not count, as nothing calls it.
 * @param seen what to say of the traffic
 */
export function roleBlocks(service: ServiceReport, seen: typeof observedSentence): Block[] {
  const { role, observed, comparison } = service;
  // With --include-unreachable they count as well.
  const counted = new Set(role.permissions.flatMap(({ because }) => because));
  const asleep = service.operations.filter(({ operation, reachable }) => !reachable && !counted.has(operation.id));
  return [
    ...(isSilent(service) ? [{ kind: 'paragraph', text: [silentSentence(service)] } as const] : []),
    ...(role.permissions.length === 0
      ? []
      : [{ kind: 'heading', level: 2, text: [comparison === undefined ? whatToTick(service) : 'Needed'] } as const]),
    ...showSome(role.permissions, limits.permissions, 'permission', (shown) => ({
      kind: 'groups',
      columns: ['Permission', 'Needed by', 'Seen at'],
      groups: shown.map((permission) => permissionGroup(permission, service)),
    })),
    ...optionalBlocks(service),
    ...(observed === undefined
      ? []
      : [{ kind: 'paragraph', text: [muted(seen(observed, onlyRecording(service)))] } as const]),
    ...asleepBlocks(asleep),
  ];
}

/** Without a grant the list is what to do: a check mark alone may as well mean that a box is ticked already. */
function whatToTick({ role: { status }, observed, sources }: ServiceReport): string {
  // Traffic alone says nothing of the calls that were not made meanwhile.
  if (observed !== undefined && sources === undefined) return 'Tick in the Marketo role, for the calls that were seen';
  return status === 'complete' ? 'Tick in the Marketo role, and no other box' : 'Tick in the Marketo role at least';
}

function permissionGroup({ name, because }: RolePermission, service: ServiceReport): Group {
  const uses = new Map(service.operations.map((use) => [use.operation.id, use]));
  const isMissing = service.comparison?.missing.some((missing) => missing.name === name) ?? false;
  const found = because.flatMap((id) => uses.get(id) ?? []);
  return {
    mark: isMissing ? 'missing' : 'needed',
    head: [strong(name)],
    rows: withRest(found, limits.operationsOfPermission, onlyRecording(service)),
  };
}

function asleepBlocks(asleep: readonly OperationUse[]): Block[] {
  if (asleep.length === 0) return [];
  const head = ['Not counted, as nothing calls them'];
  const rows = withRest(asleep, limits.asleep);
  return [{ kind: 'groups', columns: ['', 'Operation', 'Seen at'], groups: [{ mark: 'none', head, rows }] }];
}

function withRest(uses: readonly OperationUse[], most: number, only?: string): readonly (readonly Content[])[] {
  const rest = uses.length - most;
  const shown = uses.slice(0, most).map((use) => operationRow(use, only));
  return rest > 0 ? [...shown, [[muted(`and ${formatNumber(rest)} more`)], []]] : shown;
}
