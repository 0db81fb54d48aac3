import { findFindings } from './findings/index.ts';
import type { ApiCall } from './model/api-call.ts';
import type { PermissionGraph } from './model/permission-graph.ts';
import type { InputSummary, Report, ServiceReport } from './model/report.ts';
import type { Grant } from './model/role.ts';
import { createMatcher } from './rules/match.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { solveService } from './solve/solve-service.ts';
import { renameServices } from './uses/merge-services.ts';
import { createUseTable } from './uses/use-table.ts';

/** What an analysis works on. Nothing here is opened: calls come from the collectors, already without secrets. */
export interface AnalysisInput {
  readonly version: string;
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
  /** All calls, from code and from traffic; read once. */
  readonly calls: AsyncIterable<ApiCall> | Iterable<ApiCall>;
  /** What each input gave; asked for after the last call. */
  readonly inputs: () => readonly InputSummary[];
  /** The service of calls that name no principal, which is to say of code. */
  readonly defaultService: string;
  /** The final label of a principal; asked for after the last call. */
  readonly labelOf: (principal: string) => string;
  /** Only this principal's part, when given. */
  readonly principal?: string;
  readonly granted?: Grant;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable?: boolean;
}

/**
 * The whole tool on one screen: calls are matched to operations, folded by service, and each service's uses are
 * solved for the minimal role, which is held against the grant.
 */
export async function analyze(input: AnalysisInput): Promise<Report> {
  const matcher = createMatcher(input.rules);
  const table = createUseTable(matcher, { defaultService: input.defaultService });
  for await (const call of input.calls) table.add(call);

  const inputs = input.inputs();
  const services = renameServices(table.finish(), input.labelOf)
    .filter(({ service }) => input.principal === undefined || service === input.principal)
    .map((uses) => solveService(uses, { ...input, graph: input.permissions, inputs }));

  return {
    tool: { name: 'rolefit', version: input.version },
    services,
    findings: findFindings(services, inputs, input.permissions),
    coverage: coverageOf(services),
    inputs,
  };
}

function coverageOf(services: readonly ServiceReport[]): Report['coverage'] {
  const sum = (count: (service: ServiceReport) => number) =>
    services.reduce((total, service) => total + count(service), 0);
  return { calls: sum(({ coverage }) => coverage.calls), followed: sum(({ coverage }) => coverage.followed) };
}
