import type { Evidence, TrafficEvidence } from '../model/evidence.ts';
import type { InputPlace } from '../model/input-error.ts';

/** "src/sync.ts:41:9" or "day.har entry 12 (denied)": where something was seen. */
export function describeEvidence(evidence: Evidence): string {
  if (evidence.kind === 'source') return describePlace(evidence);
  return `${evidence.file} entry ${evidence.entry}${describeOutcome(evidence)}`;
}

/** " (denied)" or " (attempted)"; nothing for what went as expected. */
export function describeOutcome({ outcome }: TrafficEvidence): string {
  return outcome === 'allowed' ? '' : ` (${outcome})`;
}

/** "src/sync.ts:41:9", as far as the position is known. */
export function describePlace(place: InputPlace): string {
  return [place.file, place.line, place.line === undefined ? undefined : place.column]
    .filter((part) => part !== undefined)
    .join(':');
}
