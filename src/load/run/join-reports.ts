import { compareFindings, makeFinding } from '../../findings/index.ts';
import type { Finding } from '../../model/finding.ts';
import { compareText } from '../../model/location.ts';
import type { Report } from '../../model/report.ts';
import { sumTexts } from '../../model/text-account.ts';
import { countCalls } from '../../pipeline.ts';
import { distinct, mergeInputs } from '../merge-inputs.ts';
import { nameServices } from '../service-names.ts';
import type { AnalysisPlan } from './plan.ts';
import type { PlanInputs } from './read-inputs.ts';
import type { ServiceResult } from './run-plan.ts';

/** One report on the services of a plan. A service of which no call was seen has no part. */
export function joinReports(
  results: readonly ServiceResult[],
  read: PlanInputs,
  plan: AnalysisPlan,
  version: string,
): Report {
  const reports = results.map(({ report }) => report);
  const inputs = mergeInputs(reports.flatMap((report) => report.inputs));
  return {
    tool: { name: 'rolefit', version },
    services: reports.flatMap(({ services }) => services).sort((a, b) => compareText(a.name, b.name)),
    findings: distinct([
      ...reports.flatMap(({ findings }) => findings.filter((finding) => isForAll(finding, results, plan))),
      ...strangersIn(read, plan),
      ...plan.findings,
    ]).sort(compareFindings),
    coverage: {
      calls: sum(reports.map(({ coverage }) => coverage.calls)),
      followed: sum(reports.map(({ coverage }) => coverage.followed)),
      texts: sumTexts(inputs.flatMap(({ texts }) => texts ?? [])),
    },
    inputs,
  };
}

/** An annotation that one service has no use for may be what another one needs: it is stale only where it is for all. */
function isForAll(finding: Finding, results: readonly ServiceResult[], { reading }: AnalysisPlan): boolean {
  if (finding.kind !== 'stale-annotation') return true;
  const { location } = finding;
  const configured = reading.annotations?.find(({ at }) => JSON.stringify(at) === JSON.stringify(location));
  const file = configured?.file ?? location?.file ?? '';
  const same = JSON.stringify(finding);
  return results
    .filter(({ files }) => files.has(file))
    .every(({ report }) => report.findings.some((other) => JSON.stringify(other) === same));
}

/** Whose calls the shared recordings hold besides those of the services. */
function strangersIn({ parts, principals }: PlanInputs, { shared }: AnalysisPlan): Finding[] {
  if (shared === undefined) return [];
  const uses = parts.flatMap((part) => (part.readers.has(shared) ? part.uses : []));
  const naming = { service: '', users: shared.users };
  const { nameOf } = nameServices(principals, { naming, program: '' }, []);
  const known = new Set(shared.users.values());
  return countCalls(uses, nameOf)
    .filter(({ service }) => !known.has(service))
    .map(({ service, calls }) =>
      makeFinding(
        'unassigned-traffic',
        { principal: service, calls },
        { confidence: 'exact', location: { file: shared.label } },
      ),
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
