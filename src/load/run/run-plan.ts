import { compareFindings } from '../../findings/index.ts';
import { InputError } from '../../model/input-error.ts';
import { compareText } from '../../model/location.ts';
import type { InputSummary, Report } from '../../model/report.ts';
import { conclude } from '../../pipeline.ts';
import { nameServices, nobody, type ServiceNaming } from '../service-names.ts';
import { loadVersion } from '../version.ts';
import { joinReports } from './join-reports.ts';
import type { AnalysisPlan, PlannedService } from './plan.ts';
import { describePrograms } from './programs.ts';
import { type PlanInputs, type ProgramPart, type RunContext, readInputs } from './read-inputs.ts';

/** What one service of a plan gave. */
export interface ServiceResult {
  readonly service: PlannedService;
  readonly report: Report;
  /** The source files that were analysed for it. */
  readonly files: ReadonlySet<string>;
}

/**
 * The one run of rolefit: does what a plan says, whoever made it. Each service is concluded on its own: code that two of
 * them reach counts for both.
 *
 * @throws InputError or InputErrors for what a reader must put right in an input, or an unknown `principal`
 */
export async function runPlan(plan: AnalysisPlan, context: RunContext): Promise<Report> {
  const inputs = await readInputs(plan, context);
  const version = await loadVersion();
  const results = plan.services.map((service) => concludeService(service, inputs, plan, { context, version }));
  const [only] = results;
  if (plan.shared !== undefined || only?.service.name !== undefined || only === undefined)
    return joinReports(results, inputs, plan, version);
  const programs = inputs.parts.flatMap((part) => part.programs);
  return programs.length === 0 ? only.report : tellApart(only, programs, plan, { context, version });
}

/** The report on several programs: a service for each, and what is to be said of the code as a whole. */
function tellApart(
  { service, report }: ServiceResult,
  programs: readonly ProgramPart[],
  plan: AnalysisPlan,
  run: { readonly context: RunContext; readonly version: string },
): Report {
  const reports = programs.map(({ name, uses, jobs, inputs }) => {
    const own = { ...service, name };
    // What is left is no less open than the code as a whole.
    const part = {
      uses,
      jobs,
      inputs: inputs.length === 0 ? report.inputs : inputs,
      files: new Set<string>(),
      programs: [],
    };
    const parts = [{ ...part, readers: new Set([own]) }];
    return concludeService(own, { parts, principals: nobody, programOf: () => name }, plan, run).report;
  });
  const isSilent = (index: number) => reports[index]?.services.length === 0;
  const silent = new Set(programs.flatMap(({ name }, index) => (isSilent(index) ? [name] : [])));
  const notes = [describePrograms(programs, silent)];
  return {
    ...report,
    services: reports.flatMap(({ services }) => services),
    findings: [
      ...report.findings.filter((finding) => finding.service === undefined),
      ...reports.flatMap(({ findings }) => findings.filter((finding) => finding.service !== undefined)),
    ].sort(compareFindings),
    coverage: { ...report.coverage, ...sumCoverage(reports) },
    inputs: report.inputs.map((input, index) =>
      index === 0 ? { ...input, notes: [...(input.notes ?? []), ...notes] } : input,
    ),
  };
}

function sumCoverage(reports: readonly Report[]): Pick<Report['coverage'], 'calls' | 'followed'> {
  const sum = (count: (coverage: Report['coverage']) => number) =>
    reports.reduce((total, { coverage }) => total + count(coverage), 0);
  return { calls: sum(({ calls }) => calls), followed: sum(({ followed }) => followed) };
}

function concludeService(
  service: PlannedService,
  { parts, principals, programOf }: PlanInputs,
  plan: AnalysisPlan,
  { context, version }: { readonly context: RunContext; readonly version: string },
): ServiceResult {
  const own = parts.filter(({ readers }) => readers.has(service));
  const inputs = own.flatMap((part) => part.inputs);
  const principal = service.name ?? plan.reading.principal;
  const naming = namingOf(service);
  let recorded: readonly string[] = [];
  const report = conclude(own, {
    ...context.model,
    version,
    inputs: (joined) => inputs.map((input) => noteJoined(input, joined)).sort((a, b) => compareText(a.file, b.file)),
    nameServices: (made) => {
      recorded = made;
      return nameServices(principals, { naming, principal, program: programOf(service) }, made);
    },
    granted: service.granted,
    places: service.places,
    includeUnreachable: plan.reading.includeUnreachable,
  });
  const isUnknown = naming === undefined && principal !== undefined && report.services.length === 0;
  if (isUnknown && report.inputs.some(({ calls }) => calls > 0)) {
    throw unknownPrincipal(principal, principals.labels(), recorded);
  }
  return { service, report, files: new Set(own.flatMap(({ files }) => [...files])) };
}

/** Without a user, whatever the service's own recordings hold is the service's; with one, only that user's calls. */
function namingOf({ name, user }: PlannedService): ServiceNaming | undefined {
  if (name === undefined) return undefined;
  if (user === undefined) return { service: name, users: new Map(), others: name };
  return { service: name, users: new Map([[user, name]]) };
}

/** Whose calls a recording holds was concluded, so it is said beside the recording. */
function noteJoined(input: InputSummary, joined: string | undefined): InputSummary {
  if (joined === undefined || input.kind !== 'traffic' || input.calls === 0) return input;
  const note = `its calls are taken to be those of the code: ${joined} is the only principal in the recordings`;
  return { ...input, notes: [...(input.notes ?? []), note] };
}

function unknownPrincipal(
  principal: string,
  labels: ReadonlyMap<string, string>,
  recorded: readonly string[],
): InputError {
  const known = [...new Set(recorded.flatMap((key) => labels.get(key) ?? []))].sort(compareText);
  return new InputError(`no call belongs to the principal "${principal}"`, {
    next:
      known.length === 0 ? 'the inputs hold no recorded call' : `the recordings hold: ${known.slice(0, 20).join(', ')}`,
  });
}
