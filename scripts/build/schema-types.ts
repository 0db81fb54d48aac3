/** The keywords that the schema of the report uses; anything else is refused. */
interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/**
 * A JSON Schema as declarations that can be read: one for the whole and one for each of its `$defs`, with their
 * descriptions as comments. The sources work the same type out of the schema by `FromSchema`, which readers of the
 * package should not have to; a test holds the two together.
 */
export function schemaTypes(
  name: string,
  schema: Schema & { readonly $defs: Readonly<Record<string, Schema>> },
): string {
  const nameOf = (part: string) => `${name}${part.charAt(0).toUpperCase()}${part.slice(1)}`;
  const write = (type: Schema) => typeText(type, (ref) => nameOf(ref.replace('#/$defs/', '')));
  return [
    declaration(name, schema, write, true),
    ...Object.entries(schema.$defs).map(([part, type]) => declaration(nameOf(part), type, write, false)),
  ].join('\n');
}

function declaration(name: string, type: Schema, write: (type: Schema) => string, isExported: boolean): string {
  return `${comment(type)}${isExported ? 'export ' : ''}type ${name} = ${write(type)};\n`;
}

function typeText(schema: Schema, nameOf: (ref: string) => string): string {
  const { $ref, enum: values, oneOf, items, properties, additionalProperties: others } = schema;
  const write = (part: Schema) => typeText(part, nameOf);
  if ($ref !== undefined) return nameOf($ref);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (oneOf !== undefined) return oneOf.map((option) => `(${write(option)})`).join(' | ');
  if (schema.type === 'array' && items !== undefined) return `readonly (${write(items)})[]`;
  if (properties !== undefined) return objectText(properties, schema.required ?? [], write);
  if (typeof others === 'object') return `Readonly<Record<string, ${write(others)}>>`;
  const scalar = { string: 'string', boolean: 'boolean', number: 'number', integer: 'number' }[schema.type ?? ''];
  if (scalar === undefined) throw new Error(`no type is known for ${JSON.stringify(schema)}`);
  return scalar;
}

function objectText(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  write: (type: Schema) => string,
): string {
  const lines = Object.entries(properties).map(
    ([key, type]) => `${comment(type)}readonly ${key}${required.includes(key) ? '' : '?'}: ${write(type)};`,
  );
  return `{\n${lines.join('\n')}\n}`;
}

function comment({ description }: Schema): string {
  return description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
}
