import { describeCall, findHoleReason } from '../../model/describe-pattern.ts';
import type { TrafficEvidence } from '../../model/evidence.ts';
import type { FindingKind } from '../../model/finding.ts';
import { findingKinds } from '../../model/finding-kinds/index.ts';
import {
  deniedCalls,
  type OperationUse,
  refusedForPartition,
  type UnmatchedCall,
  type UnresolvedCall,
} from '../../model/operation-use.ts';
import type { ServiceReport } from '../../model/report.ts';
import { holeReasons } from '../../model/value.ts';
import { count, formatNumber, listSome } from '../../model/words.ts';
import { type Block, type Content, code, parseCode } from '../document/block.ts';
import { limits } from './limits.ts';
import { showPlaces } from './places.ts';
import { showSome } from './show-some.ts';

/** The calls that did not simply succeed: denied, unknown to the rules, not followed, or never reached. */
export function callsSection(service: ServiceReport): Block[] {
  const denied = service.operations.filter((use) => deniedCalls(use) > 0);
  const shut = service.operations.filter((use) => refusedForPartition(use) > 0);
  const asleep = service.operations.filter((use) => !use.reachable);
  return [
    ...table('Denied by Marketo', ['Operation', 'Denied', 'Seen at'], denied, deniedRow),
    ...advice('denied-call', denied),
    ...table('Records refused for their partition', ['Operation', 'Refused', 'Seen at'], shut, shutRow),
    ...advice('partition-denied', shut),
    ...table(
      'Calls that match no known operation',
      ['Call', 'Calls', 'Seen at', 'Similar'],
      service.unmatched,
      unmatchedRow,
    ),
    ...advice('unmatched-call', service.unmatched),
    ...table(
      'Calls that could not be followed',
      ['Seen at', 'Known', 'Not known', 'May be'],
      service.unresolved,
      unresolvedRow,
    ),
    ...advice('unresolved-call', service.unresolved),
    ...table('In the code, but never called', ['Operation', 'Seen at'], asleep, asleepRow),
  ];
}

/** What to do, in the words of the findings that these tables stand for. */
function advice(kind: FindingKind, items: readonly unknown[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'paragraph', text: parseCode(findingKinds[kind].help) }];
}

function table<Item>(
  title: string,
  columns: readonly string[],
  items: readonly Item[],
  row: (item: Item) => readonly Content[],
): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`${title}: ${formatNumber(items.length)}`] },
    ...showSome(items, limits.rows, 'row', (shown) => ({ kind: 'table', columns, rows: shown.map(row) })),
  ];
}

function deniedRow(use: OperationUse): readonly Content[] {
  return refusalRow(use, deniedCalls(use), ({ cause }) => cause === undefined);
}

function shutRow(use: OperationUse): readonly Content[] {
  return refusalRow(use, refusedForPartition(use), ({ cause }) => cause === 'partition');
}

function refusalRow(use: OperationUse, calls: number, isMeant: (evidence: TrafficEvidence) => boolean) {
  const places = use.evidence.filter(
    (evidence) => evidence.kind === 'traffic' && evidence.outcome === 'denied' && isMeant(evidence),
  );
  return [
    [code(use.operation.id)],
    [`${formatNumber(calls)} of ${count(use.calls, 'call')}`],
    showPlaces(places, calls),
  ];
}

function unmatchedRow(call: UnmatchedCall): readonly Content[] {
  const similar = listSome(
    call.similar.map((operation) => operation.id),
    1,
  );
  return [
    [code(describeCall(call))],
    [formatNumber(call.calls)],
    showPlaces(call.evidence, call.calls),
    [similar || 'none'],
  ];
}

function unresolvedRow(call: UnresolvedCall): readonly Content[] {
  const known = describeCall(call);
  const [only, ...others] = call.candidates;
  const candidates = only === undefined ? 'any operation' : count(call.candidates.length, 'operation');
  const sent = listSome(
    (call.narrowedTo ?? []).map(({ id }) => id),
    limits.places,
  );
  return [
    showPlaces([call.evidence], 1),
    known === '' ? ['nothing'] : [code(known)],
    [describeUnknown(call)],
    [
      only !== undefined && others.length === 0 ? code(only.id) : candidates,
      ...(sent === '' ? [] : [`; traffic shows ${sent}`]),
    ],
  ];
}

/** What is not known of a call, in words. */
export function describeUnknown(call: UnresolvedCall): string {
  const reason = findHoleReason(call.path);
  return reason === 'unknown-method' ? 'the method' : holeReasons[reason];
}

function asleepRow(use: OperationUse): readonly Content[] {
  return [[code(use.operation.id)], showPlaces(use.evidence, use.calls)];
}
