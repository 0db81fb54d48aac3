import type { Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { type FindingEntry, findingEntries } from './ci/finding-entry.ts';
import { highRisk } from './ci/risk.ts';
import { showInvisible } from './invisible.ts';
import { toJson } from './json.ts';

/** GitLab's scale, the mildest first. "blocker" is not used: what blocks a merge is decided by the exit code. */
type CodeQualitySeverity = 'info' | 'minor' | 'major' | 'critical';

const severityOf = {
  note: { usual: 'info', highRisk: 'minor' },
  warning: { usual: 'major', highRisk: 'critical' },
  error: { usual: 'critical', highRisk: 'critical' },
} as const satisfies Record<Severity, Record<'usual' | 'highRisk', CodeQualitySeverity>>;

/** The findings as a GitLab Code Quality report, for the widget of a merge request. */
export function gitlab(report: Report): string {
  return toJson(findingEntries(report).map(toIssue));
}

function toIssue({ finding, sentence, more, place, fingerprint, risk = 0 }: FindingEntry) {
  return {
    description: showInvisible([sentence, ...more].join(' ')),
    check_name: finding.kind,
    fingerprint,
    severity: severityOf[finding.severity][risk >= highRisk ? 'highRisk' : 'usual'],
    location: { path: showInvisible(place.file), lines: { begin: place.line } },
  };
}
