import { sharedUserFindings } from '../findings/index.ts';
import type { ServiceConfig } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';
import type { Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import type { LoadedConfig } from './config.ts';
import type { AnalysisPlan, PlannedService, ReadingOptions } from './run/plan.ts';
import type { RunContext } from './run/read-inputs.ts';
import { runPlan } from './run/run-plan.ts';

/** What a run may add to a config, or say in its place. */
export interface ServiceOptions extends Pick<ReadingOptions, 'includeTests' | 'includeUnreachable'> {
  /** Only this service. */
  readonly only?: string | undefined;
  /** Instead of what the config says that each service is granted. */
  readonly granted?: Grant | undefined;
  /** Besides the hosts of each service. */
  readonly hosts?: readonly string[] | undefined;
  /** Besides the descriptions that the config names. */
  readonly clients?: readonly string[] | undefined;
}

type Context = Pick<RunContext, 'model' | 'cache' | 'onProgress' | 'onSources'>;

/**
 * The plan that a config is. Places start from the config's folder.
 * @throws InputError or InputErrors for what a reader must put right in a grant
 */
export async function planServices(
  loaded: LoadedConfig,
  options: ServiceOptions,
  { model }: Pick<RunContext, 'model'>,
): Promise<AnalysisPlan> {
  const { config, folder, label } = loaded;
  const { only, hosts = [], clients = [], includeTests = false, includeUnreachable = false } = options;
  const chosen = config.services.filter(({ name }) => only === undefined || name === only);
  const services: PlannedService[] = [];
  for (const service of chosen) {
    const granted = options.granted ?? (await grantOf(service, loaded, model));
    services.push({ ...planned(service, loaded, hosts), granted });
  }
  const users = config.services.flatMap(({ user, name }) => (user === undefined ? [] : [[user, name] as const]));
  const everyHost = [...new Set([...config.services.flatMap((service) => service.hosts), ...hosts])];
  return {
    cwd: folder,
    shownFrom: folder,
    services,
    shared:
      config.traffic.length === 0
        ? undefined
        : { paths: config.traffic, hosts: everyHost, users: new Map(users), label },
    findings: only === undefined ? sharedUserFindings(config) : [],
    reading: {
      clients: [...config.clients, ...clients],
      annotations: config.annotations,
      includeTests: includeTests || config.includeTests,
      includeUnreachable: includeUnreachable || config.includeUnreachable,
    },
  };
}

function planned(service: ServiceConfig, { config }: LoadedConfig, hosts: readonly string[]): PlannedService {
  const { name, user, sources, traffic, accessLogs, entries, workspaces } = service;
  return {
    ...{ name, user, accessLogs, entries },
    paths: [...sources, ...traffic, ...accessLogs],
    hosts: [...service.hosts, ...hosts],
    places: { workspaces: config.workspaces, given: workspaces },
  };
}

/** Analyses the services of a config. See {@link runPlan}. */
export async function analyzeServices(loaded: LoadedConfig, options: ServiceOptions & Context): Promise<Report> {
  const { model, cache, onProgress, onSources, ...rest } = options;
  for (const { sources } of loaded.config.services) cache?.expect(sources, loaded.folder);
  return runPlan(await planServices(loaded, rest, { model }), { model, cache, onProgress, onSources });
}

async function grantOf(
  { granted }: ServiceConfig,
  { folder }: LoadedConfig,
  { permissions }: RunContext['model'],
): Promise<Grant | undefined> {
  if (granted === undefined) return undefined;
  const { argument, roles, at } = granted;
  const { loadGrant } = await import('./grant.ts');
  try {
    return await loadGrant(argument, { cwd: folder, roles }, permissions);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // An error of the file itself has its place in the file; one of the argument has it in the config.
    const isArgument = error.at === undefined || error.at.file.startsWith('--');
    if (!isArgument) throw error;
    throw new InputError(error.what, { at, next: error.next, cause: error });
  }
}
