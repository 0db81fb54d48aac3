import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);

/** As RFC 3339 has it, which the schema asks for by name. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** What a recording does against the published JSON schema of HAR 1.2; nothing for one that every tool can open. */
export function harViolations(har: unknown): readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-06.json'));
  ajv.addFormat('date-time', dateTime);
  for (const name of ['uri', 'url', 'ipv4', 'ipv6']) ajv.addFormat(name, true);
  for (const schema of Object.values(require('har-schema') as Readonly<Record<string, object>>)) ajv.addSchema(schema);
  ajv.validate('har.json#', har);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
