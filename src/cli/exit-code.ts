import { type Severity, severities } from '../model/finding.ts';
import type { InputSummary, Report, ServiceReport } from '../model/report.ts';

/** The same meaning for every command and format. */
export const exitCodes = { clean: 0, findings: 1, usage: 2, incomplete: 3, bug: 4 } as const;
/** What each code tells a script; the help and the README print these. */
export const exitCodeMeanings = {
  clean: 'clean',
  findings: 'findings at or above --fail-on',
  usage: 'usage or input error',
  incomplete: 'nothing analysed, or incomplete',
  bug: 'a bug in rolefit',
} as const satisfies Record<keyof typeof exitCodes, string>;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const failLevels = [...severities, 'never'] as const;
export type FailOn = Severity | 'never';

/** As much of a report as the exit code goes by; of a saved one the findings are only known as published. */
type Judged = Omit<Report, 'findings'> & { readonly findings: readonly { readonly severity: Severity }[] };

/**
 * What the shell is told. Nothing analysed, a service of which nothing that runs could be followed, and a recording
 * that broke off come first: findings of such a report are not the whole story. What could not be followed counts only where completeness was asked for.
 */
export function exitCode(report: Judged, options: { failOn: FailOn; requireComplete: boolean }): ExitCode {
  const isBroken = report.inputs.some((input) => input.kind === 'traffic' && !input.complete);
  if (isEmpty(report) || isBroken || report.services.some(followsNothing)) return exitCodes.incomplete;
  if (options.requireComplete && !isComplete(report)) return exitCodes.incomplete;
  const { failOn } = options;
  if (failOn === 'never') return exitCodes.clean;
  const isBad = (severity: Severity) => severities.indexOf(severity) >= severities.indexOf(failOn);
  return report.findings.some((finding) => isBad(finding.severity)) ? exitCodes.findings : exitCodes.clean;
}

/**
 * The same for a check. A service of which nothing was seen, or a lock that is not there, leave the question open that
 * the check was asked: never 0 without a comparison, unless the policy alone was asked for.
 */
export function checkExitCode(
  report: Report,
  options: { failOn: FailOn; requireComplete: boolean; hasSilent: boolean; isCompared: boolean },
): ExitCode {
  if (options.hasSilent || !options.isCompared) return exitCodes.incomplete;
  return exitCode(report, options);
}

/** An analysis that saw no call at all proves nothing about a role. */
export function isEmpty(report: Pick<Report, 'coverage'>): boolean {
  return report.coverage.calls === 0;
}

/** Its role would be empty, and says nothing. */
function followsNothing({ role }: ServiceReport): boolean {
  return role.certificate.length === 0;
}

function isComplete(report: Judged): boolean {
  const hasUnknown = report.services.some(
    (service) => service.role.status === 'lower-bound' || service.unresolved.length > 0 || service.unmatched.length > 0,
  );
  return !hasUnknown && report.inputs.every(isWhole);
}

function isWhole({ complete, texts, modulesNotRead = 0 }: InputSummary): boolean {
  return complete && modulesNotRead === 0 && (texts === undefined || texts.notFollowed === 0);
}
