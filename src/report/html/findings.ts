import { type Finding, severities } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { count, formatNumber } from '../../model/words.ts';
import { findingNotice } from '../content/findings-section.ts';
import { inputsSection } from '../content/inputs-section.ts';
import { blocksToHtml } from './blocks.ts';
import { element, type Markup } from './markup.ts';
import { disclosure, firstOf, paragraph } from './parts.ts';

const shown = 100;

/** Every finding of the report, the worst first; what it is about has been told above in its place. */
export function findingsSection(findings: readonly Finding[]): Markup {
  const groups = severities.toReversed().map((severity) => ({
    severity,
    own: findings.filter((finding) => finding.severity === severity),
  }));
  return element(
    'section',
    {},
    element('h2', { id: 'findings' }, `Findings: ${formatNumber(findings.length)}`),
    findings.length === 0 && paragraph('None.'),
    ...groups
      .filter(({ own }) => own.length > 0)
      .map(({ severity, own }) => {
        const { shown: items, rest } = firstOf(own, shown, 'finding', (finding) =>
          blocksToHtml([findingNotice(finding)], 3),
        );
        return disclosure(`findings-${severity}`, count(own.length, severity), ...items, rest);
      }),
  );
}

/** What was read, how much of it was understood, and by which version. */
export function inputsAndCoverage({ inputs, coverage, tool }: Report): Markup {
  return element(
    'section',
    {},
    element('h2', { id: 'inputs' }, 'What was analysed'),
    paragraph(
      `${formatNumber(coverage.followed)} of ${count(coverage.calls, 'call')} to Marketo could be followed to an operation.`,
    ),
    ...blocksToHtml(inputsSection(inputs), 3),
    paragraph(
      `${tool.name} ${tool.version}. Secrets, e-mail addresses and query values were left out when the inputs were read.`,
    ),
  );
}
