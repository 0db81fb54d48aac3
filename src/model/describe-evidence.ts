import type { Evidence, TrafficEvidence } from './evidence.ts';
import type { InputPlace } from './input-error.ts';

/** "src/sync.ts:41:9", "day.har entry 12 (denied)" or "access.log line 12 (attempted)": where something was seen. */
export function describeEvidence(evidence: Evidence): string {
  if (evidence.kind === 'source') return describePlace(evidence);
  return `${evidence.file} ${entryNoun([evidence])} ${evidence.entry}${describeOutcome(evidence)}`;
}

/** What the positions of traffic of one file are called, for one or for several: "entry", "entries", "line", "lines". */
export function entryNoun(evidence: readonly TrafficEvidence[]): string {
  const [one, several] = evidence.some(({ unit }) => unit === 'line') ? ['line', 'lines'] : ['entry', 'entries'];
  return evidence.length === 1 ? one : several;
}

/** " (denied)", " (attempted, token)"; nothing for what went as expected. */
export function describeOutcome({ outcome, cause }: TrafficEvidence): string {
  return outcome === 'allowed' ? '' : ` (${cause === undefined ? outcome : `${outcome}, ${cause}`})`;
}

/** "src/sync.ts:41:9", as far as the position is known. */
export function describePlace(place: InputPlace): string {
  return [place.file, place.line, place.line === undefined ? undefined : place.column]
    .filter((part) => part !== undefined)
    .join(':');
}
