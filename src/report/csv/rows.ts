import { describeEvidence, describePlace } from '../../model/describe-evidence.ts';
import type { Finding, FindingKind } from '../../model/finding.ts';
import { findingKinds } from '../../model/finding-kinds/index.ts';
import type { Operation } from '../../model/operation.ts';
import type { OperationUse } from '../../model/operation-use.ts';
import type { PermissionName } from '../../model/permission.ts';
import type { ServiceReport } from '../../model/report.ts';
import type { FindingEntry } from '../ci/finding-entry.ts';

/**
 * The columns, from what a reviewer filters by to what they read last. `state` says what a row is: `needed`, `missing`,
 * `broader` and `excess` are permissions with each operation they are needed for, or would open; `no permission` and
 * `unreachable` are calls that put nothing into the role; `unmatched` and `unresolved` are calls of which the operation
 * is not known; `finding` is all else.
 */
export const columns = [
  ...(['service', 'permission', 'state', 'operation', 'name', 'effect', 'personal data', 'certainty'] as const),
  ...(['calls', 'denied', 'evidence', 'finding', 'severity', 'confidence', 'risk', 'detail'] as const),
] as const;

export type Row = Partial<Record<(typeof columns)[number], string>>;

/** The permissions of the role, with a row for each operation that needs them. */
export function neededRows(service: ServiceReport, entries: readonly FindingEntry[]): Row[] {
  return service.role.permissions.flatMap(({ name, because }) => {
    const missing = findEntry(entries, 'missing-permission', name);
    const state = missing === undefined ? 'needed' : 'missing';
    return because.map((id, index) => {
      const use = service.operations.find(({ operation }) => operation.id === id);
      return {
        permission: name,
        state,
        operation: id,
        ...(use === undefined ? {} : useCells(use)),
        ...told(findingCells(missing), index),
      };
    });
  });
}

/** The permissions beyond the role, with a row for each operation that they open. */
export function excessRows({ comparison, blastRadius }: ServiceReport, entries: readonly FindingEntry[]): Row[] {
  if (comparison === undefined) return [];
  const rowsOf = (name: PermissionName, state: string, kind: 'excess-permission' | 'broader-permission'): Row[] => {
    const opened = blastRadius.excess.find((excess) => excess.name === name)?.reach.operations ?? [];
    const cells = { permission: name, state, ...findingCells(findEntry(entries, kind, name)) };
    return opened.length === 0
      ? [cells]
      : opened.map((operation, index) => ({ ...told(cells, index), ...operationCells(operation) }));
  };
  return [
    ...comparison.broader.flatMap(({ name }) => rowsOf(name, 'broader', 'broader-permission')),
    ...comparison.unused.flatMap((name) => rowsOf(name, 'excess', 'excess-permission')),
  ];
}

/** Calls that put no permission into the role. */
export function otherCallRows({ operations, role }: ServiceReport): Row[] {
  const explained = new Set(role.permissions.flatMap(({ because }) => because));
  return operations
    .filter(({ operation }) => !explained.has(operation.id))
    .map((use) => ({ state: use.reachable ? 'no permission' : 'unreachable', ...useCells(use) }));
}

/** What else there is to say: calls of which the operation is not known, and everything that is not about one permission. */
export function findingRows(entries: readonly FindingEntry[]): Row[] {
  return entries
    .filter(({ finding }) => findingKinds[finding.kind].shownAs !== 'permission')
    .map((entry) => ({
      ...aboutCall(entry.finding),
      evidence: placeOf(entry),
      ...findingCells(entry),
    }));
}

/** Where it was seen; what is about the grant was seen nowhere in particular. */
function placeOf({ finding, evidence: [first] }: FindingEntry): string {
  if (finding.location !== undefined) return describePlace(finding.location);
  return first === undefined ? '' : describeEvidence(first);
}

function aboutCall(finding: Finding): Row {
  switch (finding.kind) {
    case 'unmatched-call':
      return { state: 'unmatched', operation: `${finding.arguments.method} ${finding.arguments.path}` };
    case 'unresolved-call':
      return { state: 'unresolved', operation: finding.arguments.known, certainty: 'possible' };
    default:
      return {
        state: 'finding',
        ...('operation' in finding.arguments ? { operation: finding.arguments.operation } : {}),
      };
  }
}

function findEntry(entries: readonly FindingEntry[], kind: FindingKind, permission: PermissionName) {
  return entries.find(
    ({ finding }) =>
      finding.kind === kind && 'permission' in finding.arguments && finding.arguments.permission === permission,
  );
}

function findingCells(entry: FindingEntry | undefined): Row {
  if (entry === undefined) return {};
  const { finding, sentence, more, risk } = entry;
  return {
    finding: finding.kind,
    severity: finding.severity,
    confidence: finding.confidence,
    ...(risk === undefined ? {} : { risk: risk.toFixed(1) }),
    detail: [sentence, ...more].join(' '),
  };
}

/** The sentence of a permission stands in the first of its rows; what rows are filtered by, in each. */
function told({ detail = '', ...cells }: Row, index: number): Row {
  return index === 0 ? { ...cells, detail } : cells;
}

function useCells({ operation, certainty, calls, outcomes, evidence }: OperationUse): Row {
  return {
    ...operationCells(operation),
    certainty,
    calls: String(calls),
    denied: String(outcomes.denied),
    evidence: evidence[0] === undefined ? '' : describeEvidence(evidence[0]),
  };
}

function operationCells({ id, name, effect, personalData }: Operation): Row {
  return { operation: id, name, effect, 'personal data': personalData ? 'yes' : 'no' };
}
