import { analyzePaths } from '../../src/load/analyze-paths.ts';
import type { Model } from '../../src/load/model.ts';
import { publishReport } from '../../src/report/index.ts';
import type { PublishedReport } from '../../src/schema/report.ts';
import type { Fixture, Unfiled } from './fixtures.ts';
import { describeStatement, type Statement, statementsOf } from './statements.ts';

/** Kinds of findings that follow from the calls themselves; the statements already say them. */
const implied = new Set([
  'unmatched-call',
  'unresolved-call',
  'disputed-requirement',
  'unknown-condition',
  'deviating-path',
]);

/** Runs rolefit over a fixture's folder, in this process; a fixture has one role, of however many programs. */
export async function analyzeFixture({ folder }: Fixture, model: Model): Promise<PublishedReport> {
  return publishReport(await analyzePaths(['.'], { cwd: folder, hosts: [], model, merged: true }));
}

/**
 * What a report says differently from the fixture, a line each. `missing`: the role would be too small.
 * `noisy`: it would be too large, or the reader is bothered for nothing.
 */
export function judge(fixture: Unfiled, report: PublishedReport): string[] {
  const said = statementsOf(report).filter((one) => !isTolerated(fixture, one));
  return [
    ...differences(fixture.statements.map(describeStatement), said.map(describeStatement)),
    ...judgeRole(fixture, report),
    ...judgeFindings(fixture, report),
  ];
}

function isTolerated({ tolerated }: Unfiled, { kind, file, line }: Statement): boolean {
  return kind === 'unresolved' && tolerated.some((place) => place.file === file && place.line === line);
}

function judgeRole({ expected }: Unfiled, report: PublishedReport): string[] {
  if (expected === undefined) return [];
  const role = report.services[0]?.role;
  const given = role?.permissions.map(({ name }) => `permission ${name}`) ?? [];
  const wanted = expected.role.permissions.map((name) => `permission ${name}`);
  // A program without a call to Marketo has no service, so nothing is left open either.
  const status = role?.status ?? (report.inputs.every(({ complete }) => complete) ? 'complete' : 'lower-bound');
  const right = status === expected.role.status;
  return [
    ...differences(wanted, given),
    ...(right ? [] : [`wrong: the role is ${status}, not ${expected.role.status}`]),
  ];
}

function judgeFindings({ expected }: Unfiled, report: PublishedReport): string[] {
  if (expected === undefined) return [];
  const given = [...new Set(report.findings.map(({ kind }) => kind))].filter((kind) => !implied.has(kind));
  const name = (kind: string) => `finding ${kind}`;
  return differences((expected.findings ?? []).map(name), given.map(name));
}

function differences(wanted: readonly string[], given: readonly string[]): string[] {
  return [
    ...wanted.filter((one) => !given.includes(one)).map((one) => `missing: ${one}`),
    ...given.filter((one) => !wanted.includes(one)).map((one) => `noisy: ${one}`),
  ];
}
