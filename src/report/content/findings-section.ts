import { describePlace } from '../../model/describe-evidence.ts';
import { type Finding, severities } from '../../model/finding.ts';
import { describeFinding, findingKinds } from '../../model/finding-kinds/index.ts';
import { formatNumber } from '../../model/words.ts';
import { type Block, parseCode } from '../document/block.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';

/** The findings worth acting on, the worst first, each with its place and what to do. */
export function findingsSection(title: string, findings: readonly Finding[]): Block[] {
  // What a table has told row by row is not said again.
  const open = findings.filter(({ kind }) => findingKinds[kind].shownAs === 'finding');
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
export function findingNotice(finding: Finding): Extract<Block, { kind: 'notice' }> {
  const place = finding.location === undefined ? {} : { place: describePlace(finding.location) };
  return {
    kind: 'notice',
    severity: finding.severity,
    code: finding.kind,
    notice: { message: describeFinding(finding), ...place, help: parseCode(findingKinds[finding.kind].help) },
  };
}
