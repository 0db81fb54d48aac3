import { compareFindings, makeFinding, sharedUserFindings } from '../findings/index.ts';
import type { Config, ServiceConfig } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import { sumTexts } from '../model/text-account.ts';
import { type AnalyzePathsOptions, analyzePaths } from './analyze-paths.ts';
import type { LoadedConfig } from './config.ts';
import { distinct, mergeInputs } from './merge-inputs.ts';
import { loadVersion } from './version.ts';

/** What a run may add to a config, or say in its place. */
export interface AnalyzeServicesOptions
  extends Pick<
    AnalyzePathsOptions,
    'model' | 'cache' | 'onProgress' | 'onSources' | 'includeTests' | 'includeUnreachable'
  > {
  /** Instead of what the config says that each service is granted. */
  readonly granted?: Grant;
  /** Besides the hosts of each service. */
  readonly hosts?: readonly string[];
  /** Besides the descriptions that the config names. */
  readonly clients?: readonly string[];
}

/**
 * Analyses each service of a config on its own and puts the answers into one report: code that two services reach
 * counts for each of them. Places start from the config's folder. A service of which no call was seen has no part.
 *
 * @throws InputError or InputErrors for what a reader must put right in an input or a grant.
 */
export async function analyzeServices(loaded: LoadedConfig, options: AnalyzeServicesOptions): Promise<Report> {
  const { config } = loaded;
  for (const { sources } of config.services) options.cache?.expect(sources, loaded.folder);
  const analyses: Analysis[] = [];
  for (const service of config.services) analyses.push(await analyzeService(service, loaded, options));
  const reports = analyses.map(({ report }) => report);
  const inputs = mergeInputs(reports.flatMap((report) => report.inputs));
  const strangers = await strangersIn(loaded, options);
  return {
    tool: { name: 'rolefit', version: await loadVersion() },
    services: reports.flatMap(({ services }) => services).sort((a, b) => compareText(a.name, b.name)),
    findings: distinct([
      ...reports.flatMap(({ findings }) => findings.filter((finding) => isForAll(finding, analyses, config))),
      ...strangers,
      ...sharedUserFindings(config),
    ]).sort(compareFindings),
    coverage: {
      calls: sum(reports.map(({ coverage }) => coverage.calls)),
      followed: sum(reports.map(({ coverage }) => coverage.followed)),
      texts: sumTexts(inputs.flatMap(({ texts }) => texts ?? [])),
    },
    inputs,
  };
}

/** What one service gave. */
interface Analysis {
  readonly report: Report;
  /** The source files that were analysed for it. */
  readonly files: ReadonlySet<string>;
}

/** An annotation that one service has no use for may be what another one needs: it is stale only where it is for all. */
function isForAll(finding: Finding, analyses: readonly Analysis[], { annotations }: Config): boolean {
  if (finding.kind !== 'stale-annotation') return true;
  const { location } = finding;
  const configured = annotations.find(({ at }) => JSON.stringify(at) === JSON.stringify(location));
  const file = configured?.file ?? location?.file ?? '';
  const same = JSON.stringify(finding);
  return analyses
    .filter(({ files }) => files.has(file))
    .every(({ report }) => report.findings.some((other) => JSON.stringify(other) === same));
}

async function analyzeService(
  service: ServiceConfig,
  loaded: LoadedConfig,
  options: AnalyzeServicesOptions,
): Promise<Analysis> {
  const { config } = loaded;
  const { name, user } = service;
  const granted = options.granted ?? (await grantOf(service, loaded, options));
  const files = new Set<string>();
  const recordings = [...service.traffic, ...service.accessLogs, ...(user === undefined ? [] : config.traffic)];
  const report = await analyzePaths([...service.sources, ...recordings], {
    ...sharedOptions(loaded, options),
    onSources: (texts) => {
      for (const path of texts.keys()) files.add(path);
      options.onSources?.(texts);
    },
    accessLogs: service.accessLogs,
    hosts: [...service.hosts, ...(options.hosts ?? [])],
    entries: service.entries,
    annotations: config.annotations,
    places: { workspaces: config.workspaces, given: service.workspaces },
    ...(granted === undefined ? {} : { granted }),
    // Without a user, whatever the service's own recordings hold is the service's; with one, only that user's calls.
    naming:
      user === undefined
        ? { service: name, users: new Map(), others: name }
        : { service: name, users: new Map([[user, name]]) },
  });
  return { report: onlyService(report, name), files };
}

function sharedOptions({ folder, config }: LoadedConfig, options: AnalyzeServicesOptions) {
  const { model, cache, onProgress, includeTests, includeUnreachable } = options;
  return {
    cwd: folder,
    shownFrom: folder,
    clients: [...config.clients, ...(options.clients ?? [])],
    includeTests: includeTests === true || config.includeTests,
    includeUnreachable: includeUnreachable === true || config.includeUnreachable,
    model,
    ...(cache === undefined ? {} : { cache }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
}

/** Other principals of a recording are not this service; shared recordings are asked once who they are. */
function onlyService(report: Report, name: string): Report {
  const services = report.services.filter((service) => service.name === name);
  const coverage = { ...(services[0]?.coverage ?? { calls: 0, followed: 0 }), texts: report.coverage.texts };
  const findings = report.findings.filter(({ service }) => service === undefined || service === name);
  return { ...report, services, coverage, findings };
}

async function grantOf(
  { granted }: ServiceConfig,
  { folder }: LoadedConfig,
  { model }: AnalyzeServicesOptions,
): Promise<Grant | undefined> {
  if (granted === undefined) return undefined;
  const { argument, roles, at } = granted;
  const { loadGrant } = await import('./grant.ts');
  try {
    return await loadGrant(argument, { cwd: folder, roles }, model.permissions);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // An error of the file itself has its place in the file; one of the argument has it in the config.
    const isArgument = error.at === undefined || error.at.file.startsWith('--');
    if (!isArgument) throw error;
    const next = error.next === undefined ? {} : { next: error.next };
    throw new InputError(error.what, { at, ...next, cause: error });
  }
}

/** Whose calls the shared recordings hold besides those of the services. */
async function strangersIn(loaded: LoadedConfig, options: AnalyzeServicesOptions): Promise<Finding[]> {
  const { config } = loaded;
  if (config.traffic.length === 0) return [];
  const users = config.services.flatMap(({ user, name }) => (user === undefined ? [] : [[user, name] as const]));
  const hosts = [...config.services.flatMap((service) => service.hosts), ...(options.hosts ?? [])];
  const naming = { service: '', users: new Map(users) };
  const report = await analyzePaths(config.traffic, { ...sharedOptions(loaded, options), hosts, naming });
  const known = new Set(config.services.map(({ name }) => name));
  return report.services
    .filter(({ name }) => !known.has(name))
    .map(({ name, coverage }) =>
      makeFinding(
        'unassigned-traffic',
        { principal: name, calls: coverage.calls },
        { confidence: 'exact', location: { file: loaded.label } },
      ),
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
