import type { Result } from 'sarif';
import { describeEvidence } from '../../model/describe-evidence.ts';
import { findingKinds } from '../../model/finding-kinds/index.ts';
import { formatNumber } from '../../model/words.ts';
import type { FindingEntry } from '../ci/finding-entry.ts';
import { showInvisible } from '../invisible.ts';
import { escapeMessage, linkTo } from './escape-message.ts';
import { toCodeFlows, toPhysicalLocation, toRelatedLocations } from './locations.ts';
import { ruleIds } from './rules.ts';

/** So many calls the message links to; the related locations have more of them. */
const mostLinks = 3;

/** The name GitHub gives to the one fingerprint that it reads, and ours for everybody else. */
const fingerprintNames = ['primaryLocationLineHash', 'rolefit/v1'] as const;

/** One finding as a result. Its first sentence says it all: code hosts make it the title. */
export function toResult(entry: FindingEntry): Result {
  const { finding, place, evidence, fingerprint, risk } = entry;
  const related = toRelatedLocations(evidence);
  const codeFlows = toCodeFlows(evidence);
  return {
    ruleId: finding.kind,
    ruleIndex: ruleIds.indexOf(finding.kind),
    level: finding.severity,
    ...(risk === undefined ? {} : { rank: risk * 10 }),
    message: { text: messageOf(entry, related.length) },
    locations: [{ physicalLocation: toPhysicalLocation(place) }],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(codeFlows.length === 0 ? {} : { codeFlows }),
    partialFingerprints: Object.fromEntries(fingerprintNames.map((name) => [name, fingerprint])),
    properties: {
      confidence: finding.confidence,
      ...(finding.service === undefined ? {} : { service: showInvisible(finding.service) }),
      ...(risk === undefined ? {} : { 'security-severity': risk.toFixed(1) }),
    },
  };
}

function messageOf({ finding, sentence, more, evidence }: FindingEntry, linkable: number): string {
  const help = findingKinds[finding.kind].help.replaceAll('`', '');
  const links = evidence
    .slice(0, Math.min(mostLinks, linkable))
    .map((one, at) => linkTo(at + 1, describeEvidence(one)));
  const rest = evidence.length - links.length;
  const places = `Seen at ${links.join(', ')}${rest > 0 ? ` and ${formatNumber(rest)} more` : ''}.`;
  return [...[sentence, ...more].map(escapeMessage), help, ...(links.length === 0 ? [] : [places])].join(' ');
}
