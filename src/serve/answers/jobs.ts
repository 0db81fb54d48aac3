import { uuidOf } from '../random.ts';
import { remember } from '../remember.ts';

/** The states of an export, in their order. It goes one step further each time that somebody asks for it. */
const exportStates = ['Created', 'Queued', 'Processing', 'Completed'] as const;
const importStates = ['Queued', 'Importing', 'Complete'] as const;

export interface ExportJob {
  readonly exportId: string;
  status: (typeof exportStates)[number] | 'Cancelled';
  readonly fields: readonly string[];
}

export interface ImportJob {
  readonly batchId: number;
  status: (typeof importStates)[number];
  readonly rows: number;
}

/** So many jobs are remembered; the oldest are forgotten first. */
const most = 1_000;

/** The bulk jobs of the subscription that is played. */
export class Jobs {
  readonly #seed: number;
  readonly #exports = new Map<string, ExportJob>();
  readonly #imports = new Map<string, ImportJob>();
  #count = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  startExport(fields: readonly string[]): ExportJob {
    this.#count += 1;
    const exportId = uuidOf(this.#seed, `export ${this.#count}`);
    const job: ExportJob = { exportId, status: 'Created', fields };
    return remember(this.#exports, exportId, job, most);
  }

  get exports(): readonly ExportJob[] {
    return [...this.#exports.values()];
  }

  findExport(id: string): ExportJob | undefined {
    return this.#exports.get(id);
  }

  startImport(rows: number): ImportJob {
    this.#count += 1;
    const batchId = 1_000 + this.#count;
    return remember<ImportJob>(this.#imports, String(batchId), { batchId, status: 'Queued', rows }, most);
  }

  findImport(id: string): ImportJob | undefined {
    return this.#imports.get(id);
  }
}

/** What is asked about goes on; one that was only created waits to be put into the queue. */
export function advanceExport(job: ExportJob): void {
  const at = exportStates.indexOf(job.status as (typeof exportStates)[number]);
  if (at > 0) job.status = exportStates[Math.min(at + 1, exportStates.length - 1)] ?? 'Completed';
}

export function advanceImport(job: ImportJob): void {
  const at = importStates.indexOf(job.status);
  job.status = importStates[Math.min(at + 1, importStates.length - 1)] ?? 'Complete';
}
