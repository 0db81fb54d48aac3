import type { Evidence } from '../../model/evidence.ts';
import { type Finding, severities } from '../../model/finding.ts';
import { describeFinding, evidenceOf, findingKinds, reachOf } from '../../model/finding-kinds/index.ts';
import type { Report, ServiceReport } from '../../model/report.ts';
import { capitalize, quote } from '../../model/words.ts';
import { fingerprintFindings } from '../fingerprint.ts';
import { type Place, placeOf } from './place-of.ts';
import { excessRank, riskOf } from './risk.ts';

/** A finding with all that formats for machines show of it; untrusted as it is, each format escapes it. */
export interface FindingEntry {
  readonly finding: Finding;
  /** What it says, as a sentence that can stand alone. */
  readonly sentence: string;
  /** Sentences to follow it: whose it is, and what a stolen credential could do with it. */
  readonly more: readonly string[];
  readonly place: Place;
  /** The calls it rests on, those in code first. */
  readonly evidence: readonly Evidence[];
  /** See {@link fingerprintFindings}. Unique in the report. */
  readonly fingerprint: string;
  /** 0 to 10; only for findings of security. */
  readonly risk?: number;
}

const shownAbilities = 3;

/** Every finding of the report, the worst first: by severity, then by risk, excess as the text report orders it. */
export function findingEntries(report: Report): readonly FindingEntry[] {
  const services = new Map(report.services.map((service) => [service.name, service]));
  const fingerprints = fingerprintFindings(report.findings);
  const entries = report.findings.map((finding, index) => {
    const service = finding.service === undefined ? undefined : services.get(finding.service);
    return { ...describeEntry(finding, service, report), fingerprint: fingerprints[index] ?? '' };
  });
  const rank = ({ finding }: FindingEntry) => severities.indexOf(finding.severity);
  const excess = ({ finding }: FindingEntry) => excessRank(finding, services.get(finding.service ?? ''));
  return entries.toSorted((a, b) => rank(b) - rank(a) || (b.risk ?? 0) - (a.risk ?? 0) || excess(a) - excess(b));
}

function describeEntry(finding: Finding, service: ServiceReport | undefined, report: Report) {
  const evidence = codeFirst(evidenceOf(finding, service));
  const risk = riskOf(finding, service);
  return {
    finding,
    sentence: asSentence(finding),
    more: [...whose(finding, report), ...consequence(finding, service)],
    place: placeOf(finding, evidence, service, report),
    evidence,
    ...(risk === undefined ? {} : { risk }),
  };
}

function codeFirst(evidence: readonly Evidence[]): readonly Evidence[] {
  const isCode = ({ kind }: Evidence) => kind === 'source';
  return [...evidence.filter(isCode), ...evidence.filter((one) => !isCode(one))];
}

function asSentence(finding: Finding): string {
  const text = describeFinding(finding);
  const sentence = findingKinds[finding.kind].beginsWithName ? text : capitalize(text);
  return sentence.endsWith('?') ? sentence : `${sentence}.`;
}

function whose({ service }: Finding, { services }: Report): string[] {
  return service === undefined || services.length < 2 ? [] : [`This is about the service ${quote(service)}.`];
}

/** What else a credential could do with it; the sentence of a single permission has said the worst already. */
function consequence(finding: Finding, service: ServiceReport | undefined): string[] {
  const phrases = (reachOf(finding, service)?.abilities ?? []).slice(0, shownAbilities).map(({ phrase }) => phrase);
  const [isTold, start] = 'ability' in finding.arguments ? [1, 'It could also '] : [0, 'A stolen credential could '];
  const open = phrases.slice(isTold);
  return open.length === 0 ? [] : [`${start}${open.join('; ')}.`];
}
