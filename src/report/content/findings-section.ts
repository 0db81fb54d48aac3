import { type Finding, type FindingKind, findingKinds, severities } from '../../model/finding.ts';
import { describeFinding } from '../describe.ts';
import { describePlace } from '../describe-evidence.ts';
import { type Block, parseCode } from '../document/block.ts';
import { formatNumber } from '../words.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';

/** Kinds that a table of the report has already told row by row; the findings are for what is still to be said. */
const toldByTables: ReadonlySet<FindingKind> = new Set([
  'excess-permission',
  'broader-permission',
  'denied-call',
  'partition-denied',
  'call-not-in-code',
  'unmatched-call',
  'unresolved-call',
]);

/** The findings worth acting on, the worst first, each with its place and what to do. */
export function findingsSection(title: string, findings: readonly Finding[]): Block[] {
  const open = findings.filter((finding) => !toldByTables.has(finding.kind));
  if (open.length === 0) return [];
  const rank = (finding: Finding) => severities.indexOf(finding.severity);
  const sorted = open.toSorted((a, b) => rank(b) - rank(a));
  const shown = sorted.slice(0, limits.rows).map(findingNotice);
  return [
    { kind: 'heading', level: 2, text: [`${title}: ${formatNumber(open.length)}`] },
    ...shown,
    ...showSome(sorted.slice(limits.rows), 0, 'finding', () => ({ kind: 'paragraph', text: [] })),
  ];
}

/** One finding as every format shows it. */
export function findingNotice(finding: Finding): Block {
  const place = finding.location === undefined ? {} : { place: describePlace(finding.location) };
  return {
    kind: 'notice',
    severity: finding.severity,
    code: finding.kind,
    notice: { message: describeFinding(finding), ...place, help: parseCode(findingKinds[finding.kind].help) },
  };
}
