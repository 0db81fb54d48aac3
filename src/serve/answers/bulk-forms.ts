import { advanceExport, advanceImport, type ExportJob } from './jobs.ts';
import { type KindName, kinds } from './kinds.ts';
import { envelope, type Form, type Question, type Reply, recordOf } from './question.ts';

/** A day that no test can mistake for today. */
const day = '2026-01-05T09:00:00Z';

export const createExport: Form = ({ body, jobs }) => {
  const { fields } = recordOf(body);
  const names = Array.isArray(fields) ? fields.filter((field): field is string => typeof field === 'string') : [];
  return envelope([exportRow(jobs.startExport(names))]);
};

export const listExports: Form = ({ jobs }) => envelope(jobs.exports.slice(-100).map((job) => exportRow(job)));

export const enqueueExport: Form = withExport((job) => {
  if (job.status === 'Created') job.status = 'Queued';
});

export const cancelExport: Form = withExport((job) => {
  job.status = 'Cancelled';
});

/** Each question finds the job a step further: nobody has to wait, and whoever forgets to poll finds no file. */
export const exportStatus: Form = withExport(advanceExport);

/** The rows of a finished export. */
export function exportFile(name: KindName): Form {
  return (question) => {
    const job = question.jobs.findExport(question.inPath['exportId'] ?? '');
    if (job?.status !== 'Completed') return unknownJob;
    return { kind: 'file', type: 'text/csv;charset=UTF-8', text: tableOf(question, name, job.fields) };
  };
}

const unknownJob: Reply = { kind: 'error', code: '610', message: 'Requested resource not found' };

function withExport(act: (job: ExportJob) => void): Form {
  return ({ inPath, jobs }) => {
    const job = jobs.findExport(inPath['exportId'] ?? '');
    if (job === undefined) return unknownJob;
    act(job);
    return envelope([exportRow(job)]);
  };
}

function exportRow({ exportId, status }: ExportJob): object {
  const isDone = status === 'Completed';
  return {
    exportId,
    format: 'CSV',
    status,
    createdAt: day,
    ...(status === 'Created' ? {} : { queuedAt: day }),
    ...(isDone ? { startedAt: day, finishedAt: day, numberOfRecords: 3, fileSize: 120 } : {}),
  };
}

function tableOf({ records }: Question, name: KindName, fields: readonly string[]): string {
  const columns = fields.length > 0 ? fields : Object.keys(kinds[name].fields).slice(0, 5);
  const rows = records.page(name, 0, 3).map((record) => columns.map((column) => cellOf(record[column])).join(','));
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What an import counts, and how its status says so. */
export interface ImportWords {
  readonly processed: string;
  readonly more?: object;
}

export function startImport({ more = {} }: ImportWords): Form {
  return ({ jobs, uploadedRows }) => {
    const job = jobs.startImport(uploadedRows);
    return envelope([{ batchId: job.batchId, importId: String(job.batchId), status: job.status, ...more }]);
  };
}

export function importStatus({ processed, more = {} }: ImportWords): Form {
  return ({ inPath, jobs }) => {
    const job = jobs.findImport(inPath['batchId'] ?? '');
    if (job === undefined) return unknownJob;
    advanceImport(job);
    const counts =
      job.status === 'Complete' ? { [processed]: job.rows, numOfRowsFailed: 0, numOfRowsWithWarning: 0 } : {};
    const message = job.status === 'Complete' ? { message: `Import completed, ${job.rows} records imported` } : {};
    return envelope([
      { batchId: job.batchId, importId: String(job.batchId), status: job.status, ...counts, ...message, ...more },
    ]);
  };
}

/** Nothing failed, so the table of what did has no rows. */
export const noFailures: Form = ({ inPath, jobs }) => {
  if (jobs.findImport(inPath['batchId'] ?? '') === undefined) return unknownJob;
  return { kind: 'file', type: 'text/csv;charset=UTF-8', text: '' };
};
