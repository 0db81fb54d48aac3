import { readdirSync } from 'node:fs';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { FindingKind } from '../../src/model/finding.ts';
import { pageScript } from '../../src/report/html/page-script.ts';
import { formatEntries, formats, plainOptions, renderers } from '../../src/report/index.ts';
import { expectGolden } from '../kit/golden.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const folder = new URL('./golden/', import.meta.url);
const verbose = 'report.verbose.txt';
const fileOf = (format: (typeof formats)[number]) => `report.${formatEntries[format].extension}`;

/**
 * Of the kinds of findings a few of every sort, so that a new one changes no golden but docs/findings.md, which has each
 * with its sentence.
 */
const shown: ReadonlySet<FindingKind> = new Set<FindingKind>([
  ...([
    'missing-permission',
    'broader-permission',
    'excess-permission',
    'group-granted',
    'unknown-permission',
  ] as const),
  ...(['unresolved-call', 'unmatched-call', 'text-not-followed', 'module-not-read', 'unknown-condition'] as const),
  ...(['denied-call', 'secret-in-recording', 'several-principals', 'withdrawn-authentication'] as const),
  ...(['role-grew', 'baseline-exceeded', 'disputed-requirement', 'shared-user', 'stale-annotation'] as const),
  ...(['incomplete-input', 'unused-exception', 'bulk-reaches-all-workspaces'] as const),
]);

describe('one rich report in every format', () => {
  const model = createReportModel();
  const whole = createReport(model);
  const report = { ...whole, findings: whole.findings.filter(({ kind }) => shown.has(kind)) };

  test.each(formats)('%s', (format) => {
    const rendered = renderers[format](report, model, plainOptions);
    const stable = format === 'sarif' ? withRulesOf(rendered) : withoutScript(rendered);
    expectGolden(stable, new URL(fileOf(format), folder));
  });

  test('the text, with all that is known', () => {
    const options = { ...plainOptions, verbose: true };
    expectGolden(renderers.text(report, model, options), new URL(verbose, folder));
  });

  test('no golden is left over from a format that is gone', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...formats.map(fileOf), verbose].toSorted());
  });
});

/** The script of the page is made of sources that have tests of their own; a golden shows only that it is there. */
function withoutScript(document: string): string {
  return document
    .replace(pageScript(), '(the script of the page)')
    .replace(/script-src &#39;sha256-[^&]+/, 'script-src &#39;sha256-(of the script)');
}

/** Every run has the rules of all kinds; here stand those that have a result. */
function withRulesOf(document: string): string {
  const log: Log = JSON.parse(document);
  for (const { tool, results = [] } of log.runs) {
    const ids = new Set(results.map(({ ruleId }) => ruleId));
    tool.driver.rules = (tool.driver.rules ?? []).filter(({ id }) => ids.has(id));
    // A place in the list of all rules.
    for (const result of results) delete result.ruleIndex;
  }
  return `${JSON.stringify(log, null, 2)}\n`;
}
