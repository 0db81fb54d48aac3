import { findFindings } from './findings/index.ts';
import type { ApiCall } from './model/api-call.ts';
import type { ServicePlaces } from './model/partition-sight.ts';
import type { PermissionGraph } from './model/permission-graph.ts';
import type { InputSummary, Report, ServiceReport } from './model/report.ts';
import type { Grant } from './model/role.ts';
import type { SharedExport } from './model/shared-export.ts';
import { sumTexts } from './model/text-account.ts';
import { createMatcher } from './rules/match.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { solveService } from './solve/solve-service.ts';
import { narrowUnresolved } from './uses/code-and-traffic.ts';
import { renameServices } from './uses/merge-services.ts';
import { createUseTable, type ServiceUses } from './uses/use-table.ts';

export type { ServiceUses };

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
  /** Whether a service is known to be one user; without, none is. */
  readonly isUser?: (service: string) => boolean;
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
  const names = input.nameServices(folded.map(({ service }) => service));
  const { nameOf, only, joined, undecided, sharing = [] } = names;
  const services = renameServices(folded, nameOf).filter(({ service }) => only === undefined || service === only);
  return conclude(services, {
    ...input,
    inputs: input.inputs(joined),
    undecided,
    sharing,
    sharedExports: table.jobs.finish(nameOf, (one, other) => areTwoUsers(one, other, names)),
    code: nameOf(input.defaultService),
  });
}

/** Custom Services of one user are that user, and whose a token is of which no answer tells the user, nobody knows. */
function areTwoUsers(one: string, other: string, { isUser, sharing = [] }: ServiceNames): boolean {
  if (one === other || isUser?.(one) !== true || !isUser(other)) return false;
  return !sharing.some((labels) => labels.includes(one) && labels.includes(other));
}

/** What conclusions are drawn from besides the uses. */
export interface Conclusion extends Pick<AnalysisInput, 'version' | 'permissions' | 'rules'> {
  readonly inputs: readonly InputSummary[];
  readonly granted?: Grant;
  readonly includeUnreachable?: boolean;
  readonly places?: ServicePlaces;
  readonly undecided: readonly string[];
  readonly sharing: readonly (readonly string[])[];
  readonly sharedExports: readonly SharedExport[];
  /** The service that the code is, where it is one of them. */
  readonly code: string;
}

/** The report on services whose uses are known: each is solved, and what there is to say is found. */
function conclude(uses: readonly ServiceUses[], input: Conclusion): Report {
  const { inputs, permissions, undecided, sharing, sharedExports, code } = input;
  const services = uses
    .map(narrowUnresolved)
    .map((service) => solveService(service, { ...input, graph: permissions, inputs }));
  return {
    tool: { name: 'rolefit', version: input.version },
    services,
    findings: findFindings({
      services,
      inputs,
      undecided,
      sharing,
      sharedExports,
      code: services.find(({ name }) => name === code),
      graph: permissions,
    }),
    coverage: coverageOf(services, inputs),
    inputs,
  };
}

/**
 * The report on what several runs found: what they say of services of one name is put together. The order of the runs
 * makes no difference, nor whether some of them were put together before.
 */
export function concludeTogether(
  uses: readonly ServiceUses[],
  input: Omit<Conclusion, 'undecided' | 'sharing' | 'sharedExports' | 'code'>,
): Report {
  return conclude(
    renameServices(uses, (name) => name),
    { ...input, undecided: [], sharing: [], sharedExports: [], code: '' },
  );
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
