import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { validatorSettings } from '../../src/load/compile-schema.ts';
import { comparedReportSchema, schemas } from '../../src/schema/index.ts';

const prefix = 'validator:';
/** The one schema that is no file: it is part of the report's. */
const compared = 'compared-report';

/**
 * Puts in the place of `compile-schema.ts` what ajv would compile at run time: a module for each schema, loaded when
 * something is held against it. ajv itself does not ship.
 */
export const preparedValidators: Plugin = {
  name: 'prepared-validators',
  setup({ onLoad, onResolve, initialOptions }) {
    const resolveDir = initialOptions.absWorkingDir ?? '.';
    onLoad({ filter: /[\\/]src[\\/]load[\\/]compile-schema\.ts$/ }, () => ({ contents: chooser() }));
    onResolve({ filter: /^validator:/ }, ({ path }) => ({ path: path.slice(prefix.length), namespace: 'validator' }));
    onLoad({ filter: /.*/, namespace: 'validator' }, ({ path }) => ({ contents: validatorCode(path), resolveDir }));
  },
};

/** `compileSchema` as it ships. A schema is found as the very object that the caller has. */
function chooser(): string {
  const rows = schemas.map(({ file }) => `  ${JSON.stringify(file)}: () => import('${prefix}${file}'),`);
  return `import { comparedReportSchema, schemas } from '../schema/index.ts';
const validators = {
${rows.join('\n')}
};
export async function compileSchema(schema) {
  const file = schemas.find((known) => known.schema === schema)?.file;
  if (file !== undefined) return (await validators[file]()).validate;
  if (schema === comparedReportSchema) return (await import('${prefix}${compared}')).validate;
  throw new Error('no validator was prepared for this schema');
}
`;
}

function validatorCode(name: string): string {
  const schema = name === compared ? comparedReportSchema : schemas.find(({ file }) => file === name)?.schema;
  if (schema === undefined) throw new Error(`there is no schema "${name}"`);
  const ajv = new Ajv2020({ ...validatorSettings, code: { source: true, esm: true, lines: true } });
  return standaloneCode.default(ajv, ajv.compile(schema));
}
