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
import { ExportJobs } from './uses/export-jobs.ts';
import { renameServices } from './uses/merge-services.ts';
import { createUseTable, type ServiceUses } from './uses/use-table.ts';

export type { ServiceUses };

/** Calls, folded by principal. */
export interface FoldedCalls {
  /** Sorted by service. */
  readonly uses: readonly ServiceUses[];
  /** Which principals worked on which export jobs. */
  readonly jobs: ExportJobs;
}

/** What conclusions are drawn from besides the calls. */
export interface AnalysisInput {
  readonly version: string;
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
  /** What each input gave, with the principal that is taken to be the code, if one is. */
  readonly inputs: (joined: string | undefined) => readonly InputSummary[];
  /** Which services the principals that made calls are. */
  readonly nameServices: (principals: readonly string[]) => ServiceNames;
  readonly granted?: Grant | undefined;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable?: boolean | undefined;
  /** What a config says of the subscription and of the one service that is analysed. */
  readonly places?: ServicePlaces | undefined;
}

/** The principal of calls in code. No principal and no service of a reader's can have this name. */
export const code = '\u0000code';

/** The services that principals turn out to be, when all that tells them apart was read. */
export interface ServiceNames {
  readonly nameOf: (principal: string) => string;
  /** Only this service's part is wanted, when given. */
  readonly only?: string | undefined;
  /** Label of the principal that is taken to be the code because it is the only one. */
  readonly joined?: string | undefined;
  /** Labels of principals any of which may be the code. */
  readonly undecided: readonly string[];
  /** Labels of principals that are Custom Services of one API-Only user, a list for each such user. */
  readonly sharing?: readonly (readonly string[])[];
  /** Whether a service is known to be one user; without, none is. */
  readonly isUser?: (service: string) => boolean;
}

/**
 * The whole tool on one screen: calls are matched to operations and folded by principal, which is done once for calls
 * that several services have part in ({@link foldCalls}); the principals turn out to be services, and each service's uses
 * are solved for the minimal role, which is compared with the grant ({@link conclude}).
 */
export async function foldCalls(
  calls: AsyncIterable<ApiCall> | Iterable<ApiCall>,
  rules: RuleSet,
): Promise<FoldedCalls> {
  const table = createUseTable(createMatcher(rules), { defaultService: code });
  for await (const call of calls) table.add(call);
  return { uses: table.finish(), jobs: table.jobs };
}

/** The report on folded calls. */
export function conclude(folded: readonly FoldedCalls[], input: AnalysisInput): Report {
  const uses = folded.flatMap((part) => part.uses);
  const names = input.nameServices(uses.map(({ service }) => service));
  const { nameOf, only, joined, undecided, sharing = [] } = names;
  const services = renameServices(uses, nameOf).filter(({ service }) => only === undefined || service === only);
  const jobs = ExportJobs.of(folded.map((part) => part.jobs));
  const sharedExports = jobs.finish(nameOf, (one, other) => areTwoUsers(one, other, names));
  const inputs = input.inputs(joined);
  return reportOn(services, { ...input, inputs, undecided, sharing, sharedExports, code: nameOf(code) });
}

/** Custom Services of one user are that user, and whose a token is of which no answer tells the user, nobody knows. */
function areTwoUsers(one: string, other: string, { isUser, sharing = [] }: ServiceNames): boolean {
  if (one === other || isUser?.(one) !== true || !isUser(other)) return false;
  return !sharing.some((labels) => labels.includes(one) && labels.includes(other));
}

/** How many calls each service made that principals turn out to be. */
export function countCalls(
  folded: readonly ServiceUses[],
  nameOf: ServiceNames['nameOf'],
): readonly Pick<ServiceUses, 'service' | 'calls'>[] {
  return renameServices(folded, nameOf);
}

/** What a report is made from besides the uses. */
interface Conclusion
  extends Pick<AnalysisInput, 'version' | 'permissions' | 'rules' | 'granted' | 'includeUnreachable' | 'places'> {
  readonly inputs: readonly InputSummary[];
  readonly undecided: readonly string[];
  readonly sharing: readonly (readonly string[])[];
  readonly sharedExports: readonly SharedExport[];
  /** The service that the code is, where it is one of them. */
  readonly code: string;
}

/** The report on services whose uses are known: each is solved, and what there is to say is found. */
function reportOn(uses: readonly ServiceUses[], input: Conclusion): Report {
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
  return reportOn(
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
