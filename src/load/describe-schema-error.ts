import type { ErrorObject } from 'ajv';
import { nearestName } from '../model/nearest-name.ts';
import type { JsonPath } from '../schema/index.ts';

/** A schema error in the reader's words. */
export interface SchemaComplaint {
  readonly what: string;
  readonly next: string;
  /** The place to show: the value itself, or the one that lacks something. */
  readonly path: JsonPath;
}

/** Says what one of ajv's errors means for the file. `known` are the names of the fields that its place can have. */
export function describeSchemaError(error: ErrorObject, known: ReadonlySet<string>): SchemaComplaint {
  const path = pathOf(error.instancePath);
  const field = nameOf(path);
  const hint = hintOf(error);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(String(error.params['additionalProperty']), path, known);
    case 'required':
      return { what: `"${error.params['missingProperty']}" is missing in ${field}`, next: 'add it', path };
    case 'enum':
      return unknownValue(error, field, path);
    case 'type':
      return { what: `${field} is not ${withArticle(String(error.params['type']))}`, next: hint ?? 'correct it', path };
    case 'oneOf':
      return { what: `${field} has none of the forms it can have`, next: hint ?? 'correct it', path };
    case 'minItems':
    case 'minLength':
      return { what: `${field} is empty`, next: hint ?? 'fill it', path };
    case 'pattern':
      return {
        what: `${field} is ${shown(error.data)}, which is not of the expected form`,
        next: hint ?? 'correct it',
        path,
      };
    default:
      return { what: `${field} ${error.message ?? 'is not valid'}`, next: hint ?? 'correct it', path };
  }
}

/** "/operations/3/path" → ["operations", 3, "path"]. */
export function pathOf(instancePath: string): JsonPath {
  return instancePath
    .split('/')
    .slice(1)
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function nameOf(path: JsonPath): string {
  const name = path.findLast((segment) => typeof segment === 'string');
  if (name === undefined) return 'the document';
  return typeof path.at(-1) === 'number' ? `an entry of "${name}"` : `"${name}"`;
}

function unknownField(name: string, path: JsonPath, known: ReadonlySet<string>): SchemaComplaint {
  const meant = nearestName(name, known);
  const next = meant === undefined ? `known fields: ${[...known].join(', ')}` : `did you mean "${meant}"?`;
  return { what: `unknown field ${shown(name)} in ${nameOf(path)}`, next, path: [...path, name] };
}

function unknownValue(error: ErrorObject, field: string, path: JsonPath): SchemaComplaint {
  const allowed = Array.isArray(error.schema) ? error.schema.map(String) : [];
  const meant = typeof error.data === 'string' ? nearestName(error.data, allowed) : undefined;
  const next = meant === undefined ? `use one of: ${allowed.join(', ')}` : `did you mean "${meant}"?`;
  return { what: `${field} is ${shown(error.data)}, which is not one of its values`, next, path };
}

function hintOf(error: ErrorObject): string | undefined {
  const description: unknown = error.parentSchema?.['description'];
  return typeof description === 'string' ? `expected: ${description}` : undefined;
}

const articles: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};

function withArticle(type: string): string {
  return articles[type] ?? type;
}

/** A value as JSON, cut to what fits in a line. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
