import { describe, expect, test } from 'vitest';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { createLargeReport } from './large-report.ts';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const model = createReportModel();
const issuesOf = (report = createReport(model)): readonly Issue[] =>
  JSON.parse(renderers.gitlab(report, model, plainOptions));

describe('the Code Quality report', () => {
  test('has what GitLab asks of each issue, and nothing else', () => {
    const issues = issuesOf();
    expect(issues.length).toBe(createReport(model).findings.length);
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.stringMatching(/\S/),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}:\d+$/),
        severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/^(?!\.?\/)./), lines: { begin: expect.any(Number) } },
      });
    }
  });

  test('maps what a finding matters and what a thief gains to GitLab’s scale', () => {
    const severities = Object.fromEntries(issuesOf().map((issue) => [issue.check_name, issue.severity]));
    expect(severities).toMatchObject({
      'missing-permission': 'critical',
      'excess-permission': 'critical',
      'stale-annotation': 'major',
      'several-roles': 'info',
    });
  });

  test('of a clean report is an empty list', () => {
    expect(renderers.gitlab(createCleanReport(model), model, plainOptions)).toBe('[]\n');
  });

  test('has a fingerprint for each of thousands, or GitLab would show one of them', async () => {
    const issues = issuesOf(await createLargeReport(model, 3_000));
    expect(issues.length).toBeGreaterThan(500);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  test('names a file without "./" or "/" before it', () => {
    const report = createReport(model, { service: 's', file: './/src/./a.ts', path: '/x', name: 'n' });
    expect(issuesOf(report).map(({ location }) => location.path)).toContain('src/./a.ts');
  });
});
