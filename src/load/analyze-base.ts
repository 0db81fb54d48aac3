import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runGate } from '../gate/index.ts';
import type { ServiceConfig } from '../model/config.ts';
import type { Lock } from '../model/lock.ts';
import { analyzeServices, type ServiceOptions } from './analyze-services.ts';
import type { LoadedConfig } from './config.ts';
import { withGitTree } from './git-tree.ts';
import type { RunContext } from './run/read-inputs.ts';

/**
 * What the code of another commit needs, as the lock that would accept it. The config is today's, so that both sides
 * are read alike; a service none of whose code was there yet is left out, as new as it is.
 *
 * @param today YYYY-MM-DD in UTC
 * @throws InputError whatever `withGitTree` and `analyzeServices` throw.
 */
export function analyzeBase(
  loaded: LoadedConfig,
  ref: string,
  today: string,
  options: ServiceOptions & Pick<RunContext, 'model' | 'onProgress'>,
): Promise<Lock> {
  return withGitTree(loaded.folder, ref, async (folder) => {
    const config = {
      ...loaded.config,
      services: await asOf(loaded.config.services, loaded.folder, folder),
      clients: await present(loaded.config.clients, folder),
      traffic: await recordings(loaded.config.traffic, loaded.folder, folder),
    };
    const report = await analyzeServices({ ...loaded, config, folder }, options);
    return runGate({
      report,
      config,
      graph: options.model.permissions,
      abilities: options.model.rules.abilities,
      today,
    }).nextLock('accept');
  });
}

async function asOf(services: readonly ServiceConfig[], now: string, then: string): Promise<readonly ServiceConfig[]> {
  const all = await Promise.all(
    services.map(async ({ granted: _granted, ...service }) => ({
      service: {
        ...service,
        sources: await present(service.sources, then),
        entries: await present(service.entries, then),
        traffic: await recordings(service.traffic, now, then),
        accessLogs: await recordings(service.accessLogs, now, then),
      },
      hadCode: service.sources.length > 0,
    })),
  );
  return all.flatMap(({ service, hadCode }) => (hadCode && service.sources.length === 0 ? [] : [service]));
}

async function present(paths: readonly string[], folder: string): Promise<readonly string[]> {
  const found = await Promise.all(paths.map((path) => exists(join(folder, path))));
  return paths.filter((_, index) => found[index]);
}

/** A recording that is not checked in is the same on both sides: what only it shows is no growth. */
async function recordings(paths: readonly string[], now: string, then: string): Promise<readonly string[]> {
  return Promise.all(paths.map(async (path) => ((await exists(join(then, path))) ? path : join(now, path))));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
