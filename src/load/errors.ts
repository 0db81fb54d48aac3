import { join } from 'node:path';
import type { ErrorFacts } from '../model/denial.ts';
import { errorsSchema } from '../schema/index.ts';
import { packageRoot } from './package-root.ts';
import { readJson } from './read-json.ts';
import { validate } from './validate.ts';

const row = /^\/(?:errors|causes)\/\d+/;

/**
 * Reads what Marketo's error codes mean: the file that ships with rolefit, or the given one.
 * @throws InputError or InputErrors with every broken row.
 */
export async function loadErrors(file?: string): Promise<ErrorFacts> {
  const label = file ?? 'rules/errors.json';
  const json = await readJson(file ?? join(packageRoot(), label), label);
  const { errors, causes, sources } = await validate(errorsSchema, json, row);
  return {
    errors,
    causes: causes.map(({ source: title, ...cause }) => {
      const source = sources.find(({ what }) => what === title);
      return source === undefined ? cause : { ...cause, source };
    }),
  };
}
