import { resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { type PublishedReport, reportSchema } from '../schema/index.ts';
import { recordOf } from '../sources/json-shape.ts';
import { readJson } from './read-json.ts';
import { validate } from './validate.ts';

/**
 * A JSON report that rolefit wrote, known to obey its schema.
 * @throws InputError or InputErrors when it cannot be read, is something else, or is of another version of the schema.
 */
export async function readReport(file: string, cwd: string): Promise<PublishedReport> {
  const json = await readJson(resolve(cwd, file), file);
  const { schemaVersion } = recordOf(json.value);
  if (schemaVersion !== reportSchema.properties.schemaVersion.const) {
    const what = schemaVersion === undefined ? 'is no JSON report of rolefit' : 'is of a version that is not read';
    throw new InputError(`the file ${what}`, {
      at: { file },
      next: 'pass what `rolefit --format json` wrote, or what is to be analysed',
    });
  }
  return validate(reportSchema, json, /^\/services\/\d+/);
}

/** Whether a file is a JSON report of rolefit, of whatever version. What cannot be read is for others to complain of. */
export async function isReportFile(file: string, cwd: string): Promise<boolean> {
  const json = await readJson(resolve(cwd, file), file).catch((error: unknown) => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
  const value = recordOf(json?.value);
  return Object.hasOwn(value, 'schemaVersion') && Array.isArray(value['services']);
}
