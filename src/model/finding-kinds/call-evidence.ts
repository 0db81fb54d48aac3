import { describeChain } from '../describe-chain.ts';
import { describeEvidence } from '../describe-evidence.ts';
import type { Evidence } from '../evidence.ts';
import type { InputPlace } from '../input-error.ts';
import type { Location } from '../location.ts';
import type { OperationId } from '../operation.ts';
import type { CallSample, OperationUse } from '../operation-use.ts';
import type { PermissionName } from '../permission.ts';
import type { PermissionGraph } from '../permission-graph.ts';
import type { ServiceReport } from '../report.ts';
import { formatNumber, listSome, listWords } from '../words.ts';

/** So many operations, places or names a sentence has; the others are counted. */
export const shownOperations = 3;

/** So many places a finding keeps; the evidence of the operations holds the others. */
export const mostPlaces = 10;

/** So many open places are findings of their own; the counts of the report are whole. */
export const mostOpen = 200;

/** Calls that can run. */
export function reachableUses({ operations }: ServiceReport): readonly OperationUse[] {
  return operations.filter(({ reachable }) => reachable);
}

/** All that a service's minimal role gives. */
export function heldBy({ role }: ServiceReport, graph: PermissionGraph): ReadonlySet<PermissionName> {
  return graph.effective(role.permissions.map(({ name }) => name));
}

/** The calls of some operations, as far as they can run. */
export function ofOperations(ids: readonly OperationId[], service: ServiceReport | undefined): readonly Evidence[] {
  const wanted = new Set(ids);
  return (service === undefined ? [] : reachableUses(service))
    .filter(({ operation }) => wanted.has(operation.id))
    .flatMap(({ evidence }) => evidence);
}

/** Source evidence has a line; a HAR entry is named by its file. */
export function placeOf(evidence: Evidence | undefined): InputPlace | undefined {
  if (evidence === undefined) return undefined;
  return evidence.kind === 'source'
    ? { file: evidence.file, line: evidence.line, column: evidence.column }
    : { file: evidence.file };
}

/** One finding for the calls of one kind that a service makes, where it makes any: with the first places. */
export function ofSample({ name }: ServiceReport, sample: CallSample | undefined) {
  if (sample === undefined) return [];
  return [
    {
      arguments: { calls: sample.calls, evidence: sample.evidence.slice(0, mostPlaces) },
      service: name,
      confidence: 'exact',
      location: placeOf(sample.evidence[0]),
    },
  ] as const;
}

/** A place in the code that nothing accounts for, and whose it is. */
export function inCode({ file, line, column }: Location, code: ServiceReport | undefined) {
  const found = { confidence: 'partial', location: { file, line, column } } as const;
  return code === undefined ? found : { ...found, service: code.name };
}

/** "src/a.ts:3:1, day.har entry 4 and 5 more" */
export function somePlaces(evidence: readonly Evidence[], calls: number): string {
  const shown = evidence.slice(0, shownOperations).map(describeEvidence);
  const more = calls - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${formatNumber(more)} more` : listWords(shown);
}

/** " at src/a.ts:3:1 (base URL src/c.ts:2)": the first places, each call site with its chain. */
export function atPlaces(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return '';
  const words = evidence.map((one) => {
    const chain = one.kind === 'source' ? describeChain(one) : '';
    return `${describeEvidence(one)}${chain === '' ? '' : ` (${chain})`}`;
  });
  return ` at ${listSome(words, shownOperations)}`;
}
