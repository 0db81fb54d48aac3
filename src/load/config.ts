import type { Config, ServiceConfig } from '../model/config.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import { type ConfigFile, configSchema, type JsonPath } from '../schema/index.ts';
import { type ConfigSource, configNames, findConfigFile } from './config-file.ts';
import { ConfigPaths } from './config-paths.ts';
import { readAnnotations, readExceptions, readForbidden, readPolicy } from './config-policy.ts';
import type { Model } from './model.ts';
import { inputErrorsOf, throwInputErrors } from './throw-input-errors.ts';
import { validate } from './validate.ts';

/** A config together with where it stands. */
export interface LoadedConfig {
  readonly config: Config;
  /** Absolute; what the config's paths and the report's places start from. */
  readonly folder: string;
  /** The file as messages name it. */
  readonly label: string;
}

/** A row is a service, an exception, an annotation: each has its own first mistake to tell. */
const rows = /^\/(?:services|exceptions|annotations|workspaces)\/\d+/;

/**
 * The config of a folder, checked: every name is known, every path stays in the folder.
 * @param named the file to read instead of looking for one
 * @returns `undefined` when the folder has none
 * @throws InputError or InputErrors with place and, for a misspelled name, the one that is meant.
 */
export async function findConfig(
  cwd: string,
  named: string | undefined,
  model: Model,
): Promise<LoadedConfig | undefined> {
  const source = await findConfigFile(cwd, named);
  if (source === undefined) return undefined;
  const file = await validate(configSchema, source, rows);
  return { config: await readConfig(file, source, model), folder: source.folder, label: source.label };
}

/**
 * The same where a config must be.
 * @throws InputError when there is none, and whatever `findConfig` throws.
 */
export async function loadConfig(cwd: string, named: string | undefined, model: Model): Promise<LoadedConfig> {
  const config = await findConfig(cwd, named, model);
  if (config !== undefined) return config;
  throw new InputError('there is no configuration in this folder', {
    next: `run \`rolefit init\`, which proposes one; or write ${configNames[0]}, for a start {"sources": ["src"]}`,
  });
}

type RawService = NonNullable<ConfigFile['services']>[number];

async function readConfig(file: ConfigFile, source: ConfigSource, model: Model): Promise<Config> {
  const paths = new ConfigPaths(source);
  const raw = servicesOf(file, source, file.name ?? (await nameOfHome(file, source)));
  const names = raw.map(({ row }) => row.name);
  const [services, traffic, clients, annotations, policy, exceptions] = await readAll([
    () =>
      readAll(
        raw.map(
          ({ row, path }) =>
            () =>
              readService(row, path, { source, model, paths }),
        ),
      ),
    () => paths.expandAll(isShared(file) ? (file.traffic ?? []) : [], ['traffic']),
    () => paths.insideAll(file.clients ?? [], ['clients']),
    () => readAnnotations(file, source, model, paths),
    () => readPolicy(file, source, model),
    () => readExceptions(file, source, names, model),
    () => expectUniqueNames(raw, source),
  ] as const);
  return {
    services: services.toSorted((a, b) => compareText(a.name, b.name)),
    traffic,
    clients,
    annotations,
    policy,
    exceptions,
    workspaces: (file.workspaces ?? []).map(({ name, partitions = [] }) => ({ name, partitions })),
    includeTests: file.includeTests ?? false,
    includeUnreachable: file.includeUnreachable ?? false,
  };
}

type Readers = readonly (() => unknown)[];

/** Runs every reader, so that no mistake hides another, and throws what they found together. */
async function readAll<const All extends Readers>(
  readers: All,
): Promise<{ readonly [Key in keyof All]: Awaited<ReturnType<All[Key]>> }> {
  const results = await Promise.allSettled(readers.map(async (read) => read()));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? inputErrorsOf(result.reason) : []));
  if (errors.length > 0) throwInputErrors(errors);
  const values = results.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  // One value for each reader, in their order, which the compiler cannot see through the map.
  return values as { readonly [Key in keyof All]: Awaited<ReturnType<All[Key]>> };
}

/** What only one service can be meant by, when there is no list of them. */
const shortFields = ['name', 'sources', 'entries', 'accessLogs', 'hosts', 'granted', 'user', 'credential'] as const;

interface RawRow {
  readonly row: RawService;
  readonly path: JsonPath;
}

/** The lock goes by it, so it is the program's own name and not the folder's, which each checkout may call as it likes. */
async function nameOfHome({ services }: ConfigFile, { folder }: ConfigSource): Promise<string> {
  if (services !== undefined) return '';
  const { programName } = await import('./program-name.ts');
  return programName(['.'], folder);
}

function servicesOf(file: ConfigFile, { locate }: ConfigSource, name: string): readonly RawRow[] {
  if (file.services === undefined) {
    const { sources, entries, accessLogs, hosts, granted, user, credential, traffic } = file;
    const given = { sources, entries, accessLogs, hosts, granted, user, credential };
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const own = !isShared(file) && traffic !== undefined ? { traffic } : {};
    return [{ row: { name, ...known, ...own }, path: [] }];
  }
  const misplaced = shortFields.find((field) => file[field] !== undefined);
  if (misplaced !== undefined) {
    throw new InputError(`"${misplaced}" stands beside "services"`, {
      at: locate([misplaced]),
      next: 'move it into the service that it belongs to',
    });
  }
  return file.services.map((row, index) => ({ row, path: ['services', index] }));
}

/** Whether recordings have to be given to services by their users: those of an only service without one are all its own. */
function isShared({ services, user }: ConfigFile): boolean {
  return services !== undefined || user !== undefined;
}

function expectUniqueNames(services: readonly RawRow[], { locate }: ConfigSource): void {
  const seen = new Set<string>();
  for (const { row, path } of services) {
    if (seen.has(row.name)) {
      throw new InputError(`there are two services called "${row.name}"`, {
        at: locate([...path, 'name']),
        next: 'give each its own name; lock and reports go by it',
      });
    }
    seen.add(row.name);
  }
}

interface ServiceContext {
  readonly source: ConfigSource;
  readonly model: Model;
  readonly paths: ConfigPaths;
}

async function readService(row: RawService, path: JsonPath, context: ServiceContext): Promise<ServiceConfig> {
  const { source, model, paths } = context;
  const { name, hosts = [], workspaces = [], user, credential } = row;
  const isOnlyTraffic = row.traffic !== undefined || row.accessLogs !== undefined;
  const sources = row.sources ?? (isOnlyTraffic ? [] : ['.']);
  const granted = await readGranted(row.granted, [...path, 'granted'], context);
  return {
    name,
    sources: await paths.insideAll(sources, [...path, 'sources']),
    entries: await paths.insideAll(row.entries ?? [], [...path, 'entries']),
    traffic: await paths.expandAll(row.traffic ?? [], [...path, 'traffic']),
    accessLogs: await paths.expandAll(row.accessLogs ?? [], [...path, 'accessLogs']),
    hosts,
    workspaces,
    ...(granted === undefined ? {} : { granted }),
    ...(user === undefined ? {} : { user }),
    ...(credential === undefined ? {} : { credential }),
    forbidden: readForbidden(row.forbidden, [...path, 'forbidden'], source, model),
    at: source.locate(path.length === 0 ? [] : [...path, 'name']),
  };
}

async function readGranted(
  granted: RawService['granted'],
  path: JsonPath,
  { source, paths }: ServiceContext,
): Promise<ServiceConfig['granted']> {
  if (granted === undefined) return undefined;
  const at = source.locate(path);
  if (typeof granted === 'string') {
    // Names of permissions and "vendor:name" are no paths, and harmless as such: they are looked at below the folder.
    await paths.inside(granted, path);
    return { argument: granted, roles: [], at };
  }
  if ('file' in granted) return { argument: await paths.inside(granted.file, path), roles: granted.roles, at };
  return { argument: granted.join(', '), roles: [], at };
}
