import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** All errors of a file, each with the part of the schema that it breaks: messages are made of that. */
export const validatorSettings = { allErrors: true, verbose: true } as const;

/**
 * What holds a value against a schema. Among the sources ajv compiles it here and now. The build puts a module in the
 * place of this one that finds what was compiled by then, with the same settings; it knows the schemas of `schema/`.
 */
export async function compileSchema(schema: object): Promise<ValidateFunction> {
  return new Ajv2020(validatorSettings).compile(schema);
}
