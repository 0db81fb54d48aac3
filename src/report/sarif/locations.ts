import type { CodeFlow, Location, PhysicalLocation } from 'sarif';
import { describeOutcome } from '../../model/describe-evidence.ts';
import type { Evidence, SourceEvidence } from '../../model/evidence.ts';
import { type Place, placeOfEvidence } from '../ci/place-of.ts';
import { escapeMessage } from './escape-message.ts';

/** Stands for the analysed folder: whoever reads the file knows where it has the sources. */
export const sourceRoot = '%SRCROOT%';

/** GitHub keeps a thousand steps of a result; the flows of one finding share them. */
const mostSteps = 1_000;
const mostFlows = 10;
const mostRelated = 20;

/** The place as SARIF has it. The region goes to the end of the line: where the call ends is not kept. */
export function toPhysicalLocation({ file, line, column }: Place): PhysicalLocation {
  return {
    artifactLocation: { uri: toUri(file), uriBaseId: sourceRoot },
    region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }), endLine: line },
  };
}

/** A relative path as a relative URI: whatever the name of a file holds, it can be no scheme, query or escape of its own. */
export function toUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .split('/')
    .map((segment) => (segment === '..' ? '%2E%2E' : encodeURIComponent(segment)))
    .join('/');
}

/** The other calls that the finding rests on, with ids that its message can link to, from 1. */
export function toRelatedLocations(evidence: readonly Evidence[]): Location[] {
  return evidence.slice(0, mostRelated).map((one, index) => ({
    id: index + 1,
    physicalLocation: toPhysicalLocation(placeOfEvidence(one)),
    message: { text: describeCall(one) },
  }));
}

function describeCall(evidence: Evidence): string {
  return evidence.kind === 'source' ? 'Called here' : `Recorded in entry ${evidence.entry}${describeOutcome(evidence)}`;
}

/** How each call came to its address: from where the base URL is written, through wrappers, to the call site. */
export function toCodeFlows(evidence: readonly Evidence[]): CodeFlow[] {
  let left = mostSteps;
  return evidence
    .filter((one) => one.kind === 'source')
    .filter(({ chain }) => chain.length > 0)
    .slice(0, mostFlows)
    .flatMap((one) => {
      left -= one.chain.length + 1;
      return left < 0 ? [] : [toCodeFlow(one)];
    });
}

/** Evidence begins at the call; a reader of a flow wants to begin where the value does. */
function toCodeFlow(call: SourceEvidence): CodeFlow {
  const steps = [...call.chain.toReversed(), { ...call, label: 'the call' }];
  const locations = steps.map(({ label, file, line, column }) => ({
    location: {
      physicalLocation: toPhysicalLocation(placeOfEvidence({ kind: 'source', file, line, column, chain: [] })),
      message: { text: escapeMessage(label === '' ? 'passes here' : label) },
    },
  }));
  return { threadFlows: [{ locations }] };
}
