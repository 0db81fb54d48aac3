import type { ApiCall } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import type { SharedExport } from '../model/shared-export.ts';

/** Jobs beyond are not told apart. */
const mostJobs = 10_000;

interface Job {
  readonly services: Set<string>;
  creator: string | undefined;
}

/** The job that a call works on: `/bulk/v1/leads/export/{exportId}/status.json`. */
const ofJob = /^\/bulk\/v1\/.{1,200}\/export\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[a-z]+\.json$/i;

/** Which services worked on which export jobs. The ids of jobs stay in here. */
export class ExportJobs {
  readonly #jobs = new Map<string, Job>();

  add({ path, createdJob }: ApiCall, service: string): void {
    const [only] = path;
    const id = createdJob ?? (path.length === 1 && typeof only === 'string' ? ofJob.exec(only)?.[1] : undefined);
    if (id === undefined) return;
    const key = id.toLowerCase();
    const known = this.#jobs.get(key);
    if (known === undefined && this.#jobs.size >= mostJobs) return;
    const job = known ?? { services: new Set(), creator: undefined };
    job.services.add(service);
    if (createdJob !== undefined) job.creator = service;
    this.#jobs.set(key, job);
  }

  /** The jobs of all these, which were noted apart. */
  static of(parts: readonly ExportJobs[]): ExportJobs {
    const all = new ExportJobs();
    for (const part of parts) {
      for (const [key, { services, creator }] of part.#jobs) {
        const job = all.#jobs.get(key) ?? { services: new Set(), creator: undefined };
        for (const service of services) job.services.add(service);
        job.creator ??= creator;
        all.#jobs.set(key, job);
      }
    }
    return all;
  }

  /**
   * Jobs of several services, by the names that services turn out to have.
   *
   * @param isApart whether two services are known to be two users
   */
  finish(nameOf: (service: string) => string, isApart: (one: string, other: string) => boolean): SharedExport[] {
    const shared = new Map<string, { services: readonly string[]; creators: Set<string>; jobs: number }>();
    for (const { services, creator } of this.#jobs.values()) {
      const names = [...new Set([...services].map(nameOf))].sort(compareText);
      const apart = names.filter((name) => names.some((other) => isApart(name, other)));
      if (apart.length < 2) continue;
      const group = shared.get(apart.join('\0')) ?? { services: apart, creators: new Set(), jobs: 0 };
      if (creator !== undefined) group.creators.add(nameOf(creator));
      group.jobs += 1;
      shared.set(apart.join('\0'), group);
    }
    return [...shared.values()]
      .map(({ services, creators, jobs }) => ({ services, creators: [...creators].sort(compareText), jobs }))
      .sort((a, b) => compareText(a.services.join('\0'), b.services.join('\0')));
  }
}
