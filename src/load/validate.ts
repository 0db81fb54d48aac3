import type { ErrorObject, ValidateFunction } from 'ajv';
import { InputError, InputErrors } from '../model/input-error.ts';
import { type FromSchema, type Locate, wholeFile } from '../schema/index.ts';
import { describeSchemaError, type SchemaComplaint } from './describe-schema-error.ts';
import { fingerprintOf } from './fingerprint.ts';
import { loadPrepared } from './prepared.ts';
import type { JsonFile } from './read-json.ts';

/** So many errors of a file are shown; more would only bury the first. */
const mostErrors = 20;

/** Which of several errors at one place says most about it, the best first; keywords that are not listed come last. */
const telling = ['additionalProperties', 'enum', 'pattern', 'oneOf', 'required', 'type'];

/**
 * The value of a JSON file, known to obey the schema. `row` matches the part of an instance path that names one row:
 * of each row the deepest error is kept, and no row hides another. What ships with rolefit was validated when it was
 * built; as long as it is what it was then, that is not done again.
 * @throws InputErrors with one error for each broken row, in the order of the file.
 */
export async function validate<const Schema extends object>(
  schema: Schema,
  file: JsonFile,
  row: RegExp = /^(?!)/,
): Promise<FromSchema<Schema>> {
  if (isKnownValid(schema, file.value)) return file.value as FromSchema<Schema>;
  const broken = await errorsOf(await validatorOf(schema), file);
  if (broken.length === 0) return file.value as FromSchema<Schema>;
  const rows = [...byRow(broken, row).values()];
  const locate = await file.places();
  const errors = rows.slice(0, mostErrors).map((inRow) => {
    const { what, next, path } = complaintOf(inRow);
    return new InputError(what, { at: locate(path), next });
  });
  const hidden = rows.length - errors.length;
  if (hidden > 0) {
    errors.push(new InputError(`${hidden} more rows are broken`, { at: locate([]), next: 'correct these first' }));
  }
  throw new InputErrors(errors);
}

let known: ReadonlySet<string> | undefined;

/** Whether a value is one that ships as it was when the build found that it obeys the schema. */
function isKnownValid(schema: object, value: unknown): boolean {
  known ??= new Set(loadPrepared('validated'));
  if (known.size === 0) return false;
  try {
    return known.has(fingerprintOf(schema, value));
  } catch (cause) {
    // Too deep to be written out: nothing that ships is.
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}

/**
 * Where the values of a validated file stand, for what looks at it next. Of what the build went through nothing can be
 * wrong, and the file as a whole will do: finding places takes longer than all the rest.
 */
export async function placesWhereNeeded(schema: object, file: JsonFile, label: string): Promise<Locate> {
  return isKnownValid(schema, file.value) ? wholeFile(label) : file.places();
}

const validators = new WeakMap<object, Promise<ValidateFunction>>();

/**
 * Compiled once for each schema, however many files ask for it at the same time; what compiles is loaded only when
 * something is to be validated.
 */
function validatorOf(schema: object): Promise<ValidateFunction> {
  const found = validators.get(schema) ?? import('./compile-schema.ts').then((module) => module.compileSchema(schema));
  validators.set(schema, found);
  return found;
}

/** What of the file breaks the schema. The errors are taken at once: the next file that is held against it replaces them. */
async function errorsOf(check: ValidateFunction, file: JsonFile): Promise<readonly ErrorObject[]> {
  try {
    return check(file.value) ? [] : (check.errors ?? []);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InputError('the file is nested too deeply', {
      at: (await file.places())([]),
      next: 'check that it is the file that was meant',
      cause,
    });
  }
}

function byRow(errors: readonly ErrorObject[], row: RegExp): ReadonlyMap<string, readonly ErrorObject[]> {
  const rows = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const key = row.exec(error.instancePath)?.[0] ?? '';
    rows.set(key, [...(rows.get(key) ?? []), error]);
  }
  return rows;
}

/** What the deepest errors of a row come to: those before it only repeat that something inside is wrong. */
function complaintOf(errors: readonly ErrorObject[]): SchemaComplaint {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const deepest = errors.toSorted((a, b) => depth(b) - depth(a))[0];
  if (deepest === undefined) throw new Error('ajv refused a value without an error');
  const siblings = errors.filter((error) => error.instancePath === deepest.instancePath);
  const known = new Set(siblings.flatMap((error) => Object.keys(error.parentSchema?.['properties'] ?? {})));
  // Of a value that can have several forms, each form complains about the fields of the others.
  const honest = siblings.filter((error) => !known.has(error.params['additionalProperty']));
  const best = honest.toSorted((a, b) => rankOf(a) - rankOf(b))[0] ?? deepest;
  return describeSchemaError(best, known);
}

function rankOf(error: ErrorObject): number {
  const rank = telling.indexOf(error.keyword);
  return rank === -1 ? telling.length : rank;
}
