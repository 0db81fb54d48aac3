import type { Config, ServiceConfig } from '../model/config.ts';
import { compareText } from '../model/location.ts';
import type { ConfigFile } from '../schema/index.ts';

/** A service as init proposes it. Paths start from the folder of the config. */
export interface ServiceDraft {
  readonly name: string;
  /** Empty for a service of which there are only recordings. */
  readonly sources: readonly string[];
  readonly entries: readonly string[];
  readonly traffic: readonly string[];
  /** A file with its role. */
  readonly granted?: string;
}

/** A config as init proposes it. */
export interface ConfigDraft {
  /** Never empty; names are unique. */
  readonly services: readonly ServiceDraft[];
  readonly hosts: readonly string[];
}

/** Beside the config, for editors; there once the package is installed in the repository, and harmless where it is not. */
const schemaPath = './node_modules/rolefit/rules/schema/config.schema.json';

/** The text of rolefit.config.json: the short form for one service, a list for several. */
export function configText({ services, hosts }: ConfigDraft): string {
  const rows = services.map((service) => serviceRow(service, hosts));
  const [only] = rows;
  const file: ConfigFile = {
    $schema: schemaPath,
    ...(rows.length === 1 && only !== undefined ? only : { services: rows }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function serviceRow({ name, sources, entries, traffic, granted }: ServiceDraft, hosts: readonly string[]) {
  return {
    name,
    ...listed('sources', sources),
    ...listed('entries', entries),
    ...listed('traffic', traffic),
    ...listed('hosts', hosts),
    ...(granted === undefined ? {} : { granted }),
  };
}

function listed<Name extends string>(name: Name, paths: readonly string[]): { [Key in Name]?: string[] } {
  // The key is the one of the type, which the compiler does not see through a computed name.
  return (paths.length === 0 ? {} : { [name]: [...paths] }) as { [Key in Name]?: string[] };
}

/** The same as reading that text gives, so that the analysis of the proposal is the one that the check will make. */
export function draftConfig({ services, hosts }: ConfigDraft, file: string): Config {
  return {
    services: services
      .map((draft) => serviceConfig(draft, hosts, file))
      .toSorted((a, b) => compareText(a.name, b.name)),
    traffic: [],
    workspaces: [],
    clients: [],
    annotations: [],
    policy: {
      severities: new Map(),
      minimumConfidence: 'partial',
      requireComplete: false,
      forbidden: { permissions: [], effects: [] },
    },
    exceptions: [],
    includeTests: false,
    includeUnreachable: false,
  };
}

function serviceConfig({ granted, ...draft }: ServiceDraft, hosts: readonly string[], file: string): ServiceConfig {
  return {
    ...draft,
    hosts,
    accessLogs: [],
    workspaces: [],
    forbidden: { permissions: [], effects: [] },
    at: { file },
    ...(granted === undefined ? {} : { granted: { argument: granted, roles: [], at: { file } } }),
  };
}
