import type { PermissionName } from '../../model/permission.ts';
import type { Report, ServiceReport } from '../../model/report.ts';
import { isMet, requirementText } from '../../model/requirement.ts';
import type { Answer } from '../answer.ts';
import { describeCall, describeKnown } from '../describe-pattern.ts';
import { type Block, code, type Group, muted } from '../document/block.ts';
import { count, listWords } from '../words.ts';
import { type CallAt, callsAt, passesThrough } from './calls-at.ts';
import { describeUnknown } from './calls-section.ts';
import { showFrames } from './code-frames.ts';
import type { ExplainContext } from './explain-context.ts';
import { openCallBlocks } from './explain-open-call.ts';
import { limits } from './limits.ts';
import { describeChain } from './places.ts';
import { showSome } from './show-some.ts';

/**
 * What happens at one line of the analysed code: the calls made or put together there, which permissions they need, and
 * what the role would be without them. Of a call that is open, what is known, and the comment that closes it.
 */
export function explainPlace(
  typed: string,
  line: number,
  report: Report,
  context: ExplainContext | undefined,
): Answer | undefined {
  const file = reportedFile(typed, report);
  const parts = report.services
    .map((service) => ({ service, calls: callsAt(service, file, line) }))
    .filter(({ calls }) => calls.length > 0);
  if (parts.length === 0) return undefined;
  const isSeveral = report.services.length > 1;
  return {
    blocks: [
      { kind: 'heading', level: 1, text: [`${file}:${line}`] },
      ...parts.flatMap(({ service, calls }): Block[] => [
        ...(isSeveral ? [{ kind: 'heading', level: 2, text: [service.name] } as const] : []),
        ...callGroups(calls),
        ...openCallBlocks(calls),
        ...whatIfBlocks(service, calls.length, file, line, context),
      ]),
      ...showFrames(
        parts.flatMap(({ calls }) => calls.map(({ evidence }) => evidence)),
        context?.frameOf,
      ),
    ],
    data: {
      kind: 'place',
      file,
      line,
      calls: parts.flatMap(({ calls }) => calls.map(callData)),
      ...(context === undefined
        ? {}
        : { without: parts.map(({ service }) => whatIfData(service, file, line, context)) }),
    },
  };
}

/** Reports name files from the analysed folder; a reader may type the path from where they are. */
function reportedFile(typed: string, report: Report): string {
  const files = new Set(
    report.services.flatMap((service) =>
      [...service.operations, ...service.unmatched]
        .flatMap(({ evidence }) => evidence)
        .concat(service.unresolved.map(({ evidence }) => evidence))
        .flatMap((one) => (one.kind === 'source' ? [one, ...one.chain] : []))
        .map(({ file }) => file),
    ),
  );
  if (files.has(typed)) return typed;
  return [...files].filter((file) => typed.endsWith(`/${file}`)).sort((a, b) => b.length - a.length)[0] ?? typed;
}

function callGroups(calls: readonly CallAt[]): Block[] {
  return showSome(calls, limits.rows, 'call', (shown) => ({
    kind: 'groups',
    columns: ['Call', 'Called at', 'Therefore', 'By way of'],
    groups: shown.map((one): Group => {
      const { file, line, column } = one.evidence;
      const via = describeChain(one.evidence);
      return {
        mark: 'none',
        head: [code(nameOf(one))],
        rows: [[[`${file}:${line}:${column}`], [consequenceOf(one)], via === '' ? [] : [muted(`by way of ${via}`)]]],
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
  const { file, line, column, chain } = one.evidence;
  const shared = { service: one.service.name, at: { file, line, column }, chain };
  if (one.kind === 'operation') {
    const { operation, certainty, reachable } = one.use;
    return { ...shared, kind: one.kind, operation: operation.id, certainty, reachable, by: neededBy(one) };
  }
  const { reachable } = one.call;
  const near = one.kind === 'unresolved' ? one.call.candidates : one.call.similar;
  const names = near.map(({ id }) => id);
  return {
    ...shared,
    kind: one.kind,
    known: describeKnown(one.call),
    reachable,
    ...(one.kind === 'unresolved' ? { candidates: names } : { similar: names }),
  };
}

function whatIfBlocks(
  service: ServiceReport,
  calls: number,
  file: string,
  line: number,
  context: ExplainContext | undefined,
): Block[] {
  if (context === undefined) return [];
  const { status, dropped, added, permissions } = whatIfData(service, file, line, context);
  const subject = `Without ${calls === 1 ? 'this call' : `these ${count(calls, 'call')}`} the role`;
  const completes = status === 'complete' && service.role.status !== 'complete';
  const rest = completes ? ' Nothing would be left open.' : '';
  if (dropped.length === 0 && added.length === 0) {
    return [{ kind: 'paragraph', text: [`${subject} would be the same.${rest}`] }];
  }
  const gone = dropped.length === 0 ? '' : ` would not need ${listWords(dropped)}`;
  const enough = added.length === 0 ? '' : `; ${listWords(added)} would be enough`;
  const left = permissions.length === 0 ? 'nothing' : listWords(permissions);
  return [{ kind: 'paragraph', text: [`${subject}${gone}${enough}. It would be: ${left}.${rest}`] }];
}

/** The counterfactual, solved anew: what the role is when no call passes through the line. */
function whatIfData(service: ServiceReport, file: string, line: number, { without }: ExplainContext) {
  const other = without(service, (evidence) => passesThrough(evidence, file, line));
  const now = service.role.permissions.map(({ name }) => name);
  const then = other.role.permissions.map(({ name }) => name);
  return {
    service: service.name,
    status: other.role.status,
    permissions: then,
    dropped: now.filter((name) => !then.includes(name)),
    added: then.filter((name) => !now.includes(name)),
  };
}
