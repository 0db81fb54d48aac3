import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { InputSummary, Report } from '../../src/model/report.ts';
import { createCleanReport, createFindings, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const clean = createCleanReport(model);
const defaults = { failOn: 'warning', requireComplete: false } as const;

function withFinding(severity: Severity): Report {
  return {
    ...clean,
    findings: createFindings()
      .filter((finding) => finding.severity === severity)
      .slice(0, 1),
  };
}

function withInput(kind: InputSummary['kind']): Report {
  return { ...clean, inputs: [{ file: 'x', kind, read: 1, calls: 1, skipped: [], complete: false }] };
}

describe('exitCode', () => {
  test.each([
    ['nothing found', clean, defaults, 0],
    ['a note, failing on warnings', withFinding('note'), defaults, 0],
    ['a note, failing on notes', withFinding('note'), { ...defaults, failOn: 'note' }, 1],
    ['a warning', withFinding('warning'), defaults, 1],
    ['a warning, failing on errors', withFinding('warning'), { ...defaults, failOn: 'error' }, 0],
    ['an error, failing on errors', withFinding('error'), { ...defaults, failOn: 'error' }, 1],
    ['an error, never failing', withFinding('error'), { ...defaults, failOn: 'never' }, 0],
    ['no call at all', { ...clean, coverage: { ...clean.coverage, calls: 0 } }, { ...defaults, failOn: 'never' }, 3],
    ['a recording that breaks off', withInput('traffic'), { ...defaults, failOn: 'never' }, 3],
    ['a source file that does not parse', withInput('source'), defaults, 0],
    ['the same where completeness is asked for', withInput('source'), { ...defaults, requireComplete: true }, 3],
    ['complete where it is asked for', clean, { ...defaults, requireComplete: true }, 0],
    ['calls not followed', { ...createReport(model), inputs: [], findings: [] }, defaults, 0],
    [
      'the same where completeness is asked for',
      { ...createReport(model), inputs: [] },
      { ...defaults, requireComplete: true },
      3,
    ],
  ] as const)('%s', (_, report, options, code) => {
    expect(exitCode(report, options)).toBe(code);
  });
});
