import { join } from 'node:path';
import {
  compileFormats,
  formatProblemKinds,
  type LogFormat,
  type LogFormats,
  lintFormats,
} from '../access-log/index.ts';
import { type LogFormatsFile, logFormatsSchema } from '../schema/index.ts';
import { packageRoot } from './package-root.ts';
import { readJson } from './read-json.ts';
import { validate } from './validate.ts';

const label = 'rules/log-formats.json';

/**
 * Reads how logs are written: rules/log-formats.json.
 * @throws InputErrors with every broken row.
 */
export async function loadLogFormats(): Promise<LogFormats> {
  const formats: readonly LogFormat[] = (await loadFormatRows()).formats;
  return compileFormats(formats);
}

/** What is wrong with the rows beyond their schema, each with a title. */
export async function lintLogFormats(): Promise<readonly LogFormatProblem[]> {
  const formats: readonly LogFormat[] = (await loadFormatRows()).formats;
  return lintFormats(formats).map((problem) => ({ ...problem, file: label, title: formatProblemKinds[problem.kind] }));
}

/** One of them, as a list of problems shows it. */
type LogFormatProblem = ReturnType<typeof lintFormats>[number] & { readonly file: string; readonly title: string };

/** The rows as they are written, with their sources. */
export async function loadFormatRows(): Promise<LogFormatsFile> {
  const json = await readJson(join(packageRoot(), 'rules', 'log-formats.json'), label);
  return validate(logFormatsSchema, json, /^\/formats\/\d+/);
}
