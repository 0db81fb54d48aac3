import { findFindings } from './findings/index.ts';
import type { ApiCall } from './model/api-call.ts';
import type { ServicePlaces } from './model/partition-sight.ts';
import type { PermissionGraph } from './model/permission-graph.ts';
import type { InputSummary, Report, ServiceReport } from './model/report.ts';
import type { Grant } from './model/role.ts';
import { sumTexts } from './model/text-account.ts';
import { createMatcher } from './rules/match.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { solveService } from './solve/solve-service.ts';
import { narrowUnresolved } from './uses/code-and-traffic.ts';
import { renameServices } from './uses/merge-services.ts';
import { createUseTable } from './uses/use-table.ts';

/** What an analysis works on. Nothing here is opened: calls come from the collectors, already without secrets. */
export interface AnalysisInput {
  readonly version: string;
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
  /** All calls, from code and from traffic; read once. */
  readonly calls: AsyncIterable<ApiCall> | Iterable<ApiCall>;
  /** What each input gave; asked for after the last call, with the principal that is taken to be the code, if one is. */
  readonly inputs: (joined: string | undefined) => readonly InputSummary[];
  /** The service of calls that name no principal, which is to say of code. */
  readonly defaultService: string;
  /** Which services the principals that made calls are; asked once, after the last call. */
  readonly nameServices: (principals: readonly string[]) => ServiceNames;
  readonly granted?: Grant;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable?: boolean;
  /** What a config says of the subscription and of the one service that is analysed. */
  readonly places?: ServicePlaces;
}

/** The services that principals turn out to be, when all that tells them apart was read. */
export interface ServiceNames {
  readonly nameOf: (principal: string) => string;
  /** Only this service's part is wanted, when given. */
  readonly only?: string;
  /** Label of the principal that is taken to be the code because it is the only one. */
  readonly joined?: string;
  /** Labels of principals any of which may be the code. */
  readonly undecided: readonly string[];
  /** Labels of principals that are Custom Services of one API-Only user, a list for each such user. */
  readonly sharing?: readonly (readonly string[])[];
}

/**
 * The whole tool on one screen: calls are matched to operations, folded by service, and each service's uses are
 * solved for the minimal role, which is compared with the grant.
 */
export async function analyze(input: AnalysisInput): Promise<Report> {
  const matcher = createMatcher(input.rules);
  const table = createUseTable(matcher, { defaultService: input.defaultService });
  for await (const call of input.calls) table.add(call);

  const folded = table.finish();
  const { nameOf, only, joined, undecided, sharing = [] } = input.nameServices(folded.map(({ service }) => service));
  const inputs = input.inputs(joined);
  const services = renameServices(folded, nameOf)
    .filter(({ service }) => only === undefined || service === only)
    .map(narrowUnresolved)
    .map((uses) => solveService(uses, { ...input, graph: input.permissions, inputs }));

  const codeService = nameOf(input.defaultService);
  const code = services.find(({ name }) => name === codeService);

  return {
    tool: { name: 'rolefit', version: input.version },
    services,
    findings: findFindings({ services, inputs, undecided, sharing, code, graph: input.permissions }),
    coverage: coverageOf(services, inputs),
    inputs,
  };
}

function coverageOf(services: readonly ServiceReport[], inputs: readonly InputSummary[]): Report['coverage'] {
  const sum = (count: (service: ServiceReport) => number) =>
    services.reduce((total, service) => total + count(service), 0);
  return {
    calls: sum(({ coverage }) => coverage.calls),
    followed: sum(({ coverage }) => coverage.followed),
    texts: sumTexts(inputs.flatMap(({ texts }) => texts ?? [])),
  };
}
