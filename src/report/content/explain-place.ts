import { describeChain } from '../../model/describe-chain.ts';
import { describeEvidence } from '../../model/describe-evidence.ts';
import { describeCall, describeKnown } from '../../model/describe-pattern.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { PermissionName } from '../../model/permission.ts';
import type { Report } from '../../model/report.ts';
import { isMet, requirementText } from '../../model/requirement.ts';
import { listWords } from '../../model/words.ts';
import type { Answer } from '../answer.ts';
import { type Block, code, type Group, muted } from '../document/block.ts';
import { type AskedPlace, type CallAt, callsAt, passesThrough, placeText } from './calls-at.ts';
import { describeUnknown } from './calls-section.ts';
import { showFrames } from './code-frames.ts';
import type { ExplainContext } from './explain-context.ts';
import { openCallBlocks } from './explain-open-call.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';
import { whatIf, whatIfBlocks } from './what-if.ts';

/**
 * What happens at one line of the analysed code, or in one recorded exchange: the calls made or put together there,
 * which permissions they need, and what the role would be without them. Of a call that is open, what is known, and the
 * comment that closes it.
 */
export function explainPlace(
  typed: AskedPlace,
  report: Report,
  context: ExplainContext | undefined,
): Answer | undefined {
  const place = { ...typed, file: reportedFile(typed, report) };
  const parts = report.services
    .map((service) => ({ service, calls: callsAt(service, place) }))
    .filter(({ calls }) => calls.length > 0);
  if (parts.length === 0) return undefined;
  const isSeveral = report.services.length > 1;
  return {
    blocks: [
      { kind: 'heading', level: 1, text: [placeText(place)] },
      ...parts.flatMap(({ service, calls }): Block[] => [
        ...(isSeveral ? [{ kind: 'heading', level: 2, text: [service.name] } as const] : []),
        ...callGroups(calls),
        ...openCallBlocks(calls),
        ...whatIfBlocks(service, (one) => passesThrough(one, place), context, calls.length),
      ]),
      ...showFrames(
        parts.flatMap(({ calls }) => calls.map(({ evidence }) => evidence)),
        context?.frameOf,
      ),
    ],
    data: {
      ...placeData(place),
      calls: parts.flatMap(({ calls }) => calls.map(callData)),
      ...(context === undefined
        ? {}
        : { without: parts.map(({ service }) => whatIf(service, (one) => passesThrough(one, place), context)) }),
    },
  };
}

function placeData(place: AskedPlace) {
  const { file } = place;
  return place.kind === 'line'
    ? { kind: 'place', file, line: place.line }
    : { kind: 'exchange', file, entry: place.entry };
}

/** Reports name files from the analysed folder; a reader may type the path from where they are. */
function reportedFile({ kind, file: typed }: AskedPlace, report: Report): string {
  const evidence = report.services.flatMap((service) =>
    [...service.operations, ...service.unmatched]
      .flatMap((row) => row.evidence)
      .concat(service.unresolved.map((call) => call.evidence)),
  );
  const files = new Set(
    evidence
      .filter((one) => (one.kind === 'source') === (kind === 'line'))
      .flatMap((one) => [one.file, ...(one.kind === 'source' ? one.chain.map(({ file }) => file) : [])]),
  );
  if (files.has(typed)) return typed;
  return [...files].filter((file) => typed.endsWith(`/${file}`)).sort((a, b) => b.length - a.length)[0] ?? typed;
}

/** A chain that begins with "through send()" is a sentence already. */
function wayThere(chain: string): string {
  return chain.startsWith('through ') ? chain : `by way of ${chain}`;
}

function callGroups(calls: readonly CallAt[]): Block[] {
  return showSome(calls, limits.rows, 'call', (shown) => ({
    kind: 'groups',
    columns: ['Call', 'Called at', 'Therefore', 'By way of'],
    groups: shown.map((one): Group => {
      const via = one.evidence.kind === 'source' ? describeChain(one.evidence) : '';
      return {
        mark: 'none',
        head: [code(nameOf(one))],
        rows: [[[describeEvidence(one.evidence)], [consequenceOf(one)], via === '' ? [] : [muted(wayThere(via))]]],
      };
    }),
  }));
}

function nameOf(one: CallAt): string {
  return one.kind === 'operation' ? one.use.operation.id : describeCall(one.call) || 'unknown';
}

function consequenceOf(one: CallAt): string {
  switch (one.kind) {
    case 'unmatched':
      return 'matches no known operation';
    case 'unresolved':
      return `could not be followed: ${describeUnknown(one.call)}`;
    case 'operation':
      return `${needsOf(one)}${one.use.reachable ? '' : ', but nothing reaches it'}`;
    default:
      return one satisfies never;
  }
}

function needsOf(one: Extract<CallAt, { kind: 'operation' }>): string {
  const { requires } = one.use.operation;
  if (isMet(requires, () => false)) return 'needs no permission';
  const needs = requirementText(requires);
  const by = listWords(neededBy(one));
  return by === '' || by === needs ? `needs ${needs}` : `needs ${needs}; the role meets it with ${by}`;
}

function neededBy(one: Extract<CallAt, { kind: 'operation' }>): readonly PermissionName[] {
  const { id } = one.use.operation;
  return one.service.role.certificate.find(({ operation }) => operation === id)?.by ?? [];
}

function callData(one: CallAt) {
  const shared = { service: one.service.name, ...whereOf(one.evidence) };
  if (one.kind === 'operation') {
    const { operation, certainty, reachable } = one.use;
    return { ...shared, kind: one.kind, operation: operation.id, certainty, reachable, by: neededBy(one) };
  }
  const { reachable } = one.call;
  const near = one.kind === 'unresolved' ? one.call.candidates : one.call.similar;
  const names = near.map(({ id }) => id);
  const narrowedTo = one.kind === 'unresolved' ? one.call.narrowedTo : undefined;
  return {
    ...shared,
    kind: one.kind,
    known: describeKnown(one.call),
    reachable,
    ...(one.kind === 'unresolved' ? { candidates: names } : { similar: names }),
    ...(narrowedTo === undefined ? {} : { narrowedTo: narrowedTo.map(({ id }) => id) }),
  };
}

function whereOf(evidence: Evidence) {
  if (evidence.kind === 'traffic') {
    const { file, entry, outcome } = evidence;
    return { at: { file, entry }, outcome };
  }
  const { file, line, column, chain } = evidence;
  return { at: { file, line, column }, chain };
}
