import { describeChain } from '../../model/describe-chain.ts';
import { describeOutcome, describePlace, entryNoun } from '../../model/describe-evidence.ts';
import type { Evidence, TrafficEvidence } from '../../model/evidence.ts';
import type { OperationId } from '../../model/operation.ts';
import type { ServiceReport } from '../../model/report.ts';
import { formatNumber, listWords } from '../../model/words.ts';
import { type Content, code, type Inline, muted } from '../document/block.ts';
import { limits } from './limits.ts';

/** Some evidence as it is named together: one call site, or the first exchanges of one recording. */
interface Place {
  readonly text: string;
  /** The way from a call site to where its URL is written, in short. */
  readonly chain: string;
  readonly calls: number;
}

/**
 * The first places of many: "src/a.ts:3:1 (base URL src/c.ts:2), src/b.ts:9:5 and 4 more", "day.har entries 3, 9
 * (denied) and 2 more". `calls` may be more than the evidence kept.
 */
export function showPlaces(evidence: readonly Evidence[], calls: number): Content {
  const places = [...sourcePlaces(evidence), ...trafficPlaces(evidence)];
  const shown = places.slice(0, limits.places);
  const more = Math.max(sum(places), evidence.length, calls) - sum(shown);
  const isTraffic = evidence.some(({ kind }) => kind === 'traffic');
  const content = shown.flatMap(({ text, chain }, index): Inline[] => [
    index === 0 ? text : `${isTraffic ? '; ' : ', '}${text}`,
    ...(chain === '' ? [] : [muted(` (${chain})`)]),
  ]);
  return more > 0 && shown.length > 0 ? [...content, muted(` and ${formatNumber(more)} more`)] : content;
}

/** A call site once, however many calls leave from it. */
function sourcePlaces(evidence: readonly Evidence[]): Place[] {
  const places = new Map<string, Place>();
  for (const one of evidence) {
    if (one.kind !== 'source') continue;
    const text = `${describePlace(one)}${one.optional === true ? ' (optional)' : ''}`;
    const known = places.get(text);
    places.set(text, known ? { ...known, calls: known.calls + 1 } : { text, chain: describeChain(one), calls: 1 });
  }
  return [...places.values()];
}

/** A recording once, with its first entries. */
function trafficPlaces(evidence: readonly Evidence[]): Place[] {
  const byFile = new Map<string, TrafficEvidence[]>();
  for (const one of evidence) {
    if (one.kind === 'traffic') byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  }
  return [...byFile].map(([file, entries]) => {
    const shown = entries.slice(0, limits.entries).map((one) => `${one.entry}${describeOutcome(one)}`);
    const list = shown.length < entries.length ? shown.join(', ') : listWords(shown);
    const noun = entryNoun(entries.slice(0, limits.entries));
    return { text: `${file} ${noun} ${list}`, chain: '', calls: shown.length };
  });
}

function sum(places: readonly Place[]): number {
  return places.reduce((total, { calls }) => total + calls, 0);
}

/** One row for each operation, with its name and the places that call it: the first few, then a count of the others. */
export function operationRows(ids: readonly OperationId[], service: ServiceReport): (readonly Content[])[] {
  const uses = new Map(service.operations.map((use) => [use.operation.id, use]));
  const rows = ids.slice(0, limits.operations).map((id): readonly Content[] => {
    const use = uses.get(id);
    return use === undefined
      ? [[code(id)], [], []]
      : [[code(id)], [muted(use.operation.name)], showPlaces(use.evidence, use.calls)];
  });
  const rest = ids.length - rows.length;
  return rest > 0 ? [...rows, [[muted(`and ${formatNumber(rest)} more`)], [], []]] : rows;
}

/** The columns that {@link operationRows} fill, after the permission's. */
export const operationColumns = ['Needed by', 'Name', 'Seen at'] as const;
