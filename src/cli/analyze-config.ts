import { relative, resolve } from 'node:path';
import type { LoadedConfig } from '../load/config.ts';
import type { Model } from '../load/model.ts';
import type { RunContext } from '../load/run/read-inputs.ts';
import { InputError } from '../model/input-error.ts';
import type { Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import type { Io } from './io.ts';
import { reportProgress } from './progress.ts';
import { sourceCache } from './source-cache.ts';

/** The options that have a say when a config is gone by. */
export interface ConfigValues {
  readonly config?: string | undefined;
  readonly host?: readonly string[] | undefined;
  readonly principal?: string | undefined;
  readonly service?: string | undefined;
  readonly entry?: readonly string[] | undefined;
  readonly merged?: boolean | undefined;
  readonly cache?: boolean | undefined;
  readonly clients?: readonly string[] | undefined;
  readonly includeTests?: boolean | undefined;
  readonly includeUnreachable?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

export interface ConfigRun {
  readonly loaded: LoadedConfig;
  readonly model: Model;
  /** Instead of what the config says. */
  readonly granted?: Grant | undefined;
  readonly onSources?: RunContext['onSources'];
}

/**
 * Analyses the services of a config, with what the options add to it.
 * @throws InputError for an option that a config has no use for, and a principal that is none of its services.
 */
export async function analyzeConfig(values: ConfigValues, io: Io, run: ConfigRun): Promise<Report> {
  const { loaded, model, granted, onSources } = run;
  if (values.service !== undefined) expectService(values.service, loaded);
  if (values.entry !== undefined && values.entry.length > 0) {
    throw new InputError('--entry does not say which service it is for', {
      next: `write "entries" into the service in ${loaded.label}, or pass paths`,
    });
  }
  if (values.merged === true) {
    throw new InputError('--merged is for code without a config, and the services of one have a role each', {
      next: `make one service of them in ${loaded.label}, or pass paths`,
    });
  }
  const { analyzeServices } = await import('../load/analyze-services.ts');
  const report = await analyzeServices(loaded, {
    only: values.service,
    model,
    hosts: values.host,
    // What is typed starts from the current folder, what the config says from its own.
    clients: values.clients?.map((path) => relative(loaded.folder, resolve(io.cwd, path))),
    includeTests: values.includeTests,
    includeUnreachable: values.includeUnreachable,
    onProgress: reportProgress(io, values.quiet ?? false),
    granted,
    cache: sourceCache(values, io),
    onSources,
  });
  return values.principal === undefined ? report : onlyService(report, values.principal, loaded);
}

/**
 * The config with one of its services alone.
 * @throws InputError when it has none of the name.
 */
export function withService(loaded: LoadedConfig, name: string): LoadedConfig {
  expectService(name, loaded);
  const services = loaded.config.services.filter((service) => service.name === name);
  return { ...loaded, config: { ...loaded.config, services } };
}

function expectService(name: string, { config, label }: LoadedConfig): void {
  const names = config.services.map((service) => service.name);
  if (names.includes(name)) return;
  throw new InputError(`${label} has no service "${name}"`, { next: `its services: ${names.slice(0, 20).join(', ')}` });
}

function onlyService(report: Report, name: string, loaded: LoadedConfig): Report {
  expectService(name, loaded);
  const services = report.services.filter((service) => service.name === name);
  return {
    ...report,
    services,
    findings: report.findings.filter(({ service }) => service === undefined || service === name),
    coverage: { ...(services[0]?.coverage ?? { calls: 0, followed: 0 }), texts: report.coverage.texts },
  };
}
