import { entryNoun } from '../../../model/describe-evidence.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { OperationId } from '../../../model/operation.ts';
import { isOptional, type OperationUse } from '../../../model/operation-use.ts';
import type { ServiceReport } from '../../../model/report.ts';
import { formatNumber, listSome } from '../../../model/words.ts';
import { type Content, code, muted } from '../../document/block.ts';
import { limits } from '../limits.ts';

/** An operation on one line: method, path, and the first place that calls it. */
export function operationRow(use: OperationUse, only?: string): readonly Content[] {
  const place = placeOf(use.evidence, use.calls, only);
  return [[code(use.operation.id)], isOptional(use) ? [...place, muted(' (optional)')] : place];
}

/**
 * "src/sync.ts:41", which a terminal opens, and how many more there are. Where all is in one recording, its name goes without saying.
 * @param only that recording
 */
export function placeOf(evidence: readonly Evidence[], calls: number, only?: string): Content {
  const first = evidence.find(({ kind }) => kind === 'source') ?? evidence[0];
  if (first === undefined) return [];
  const isSame = (one: Evidence) => placeText(one) === placeText(first);
  const more = Math.max(calls, evidence.length) - evidence.filter(isSame).length;
  const text = placeText(first);
  const place = code(only !== undefined && text.startsWith(`${only} `) ? text.slice(only.length + 1) : text);
  return more > 0 ? [place, muted(` and ${formatNumber(more)} more`)] : [place];
}

function placeText(evidence: Evidence): string {
  return evidence.kind === 'source'
    ? `${evidence.file}:${evidence.line}`
    : `${evidence.file} ${entryNoun([evidence])} ${evidence.entry}`;
}

/** The first operations of many, by id. */
export function showOperations(ids: readonly OperationId[]): Content {
  return ids.length <= limits.named
    ? ids.flatMap((id, index) => (index === 0 ? [code(id)] : [', ', code(id)]))
    : [listSome(ids, limits.named)];
}

/** The recording that all calls of a service are in; `undefined` where there are several or code. */
export function onlyRecording({ operations }: ServiceReport): string | undefined {
  const files = new Set(
    operations.flatMap(({ evidence }) => evidence.map((one) => (one.kind === 'traffic' ? one.file : undefined))),
  );
  const [file, ...others] = files;
  return others.length === 0 ? file : undefined;
}
