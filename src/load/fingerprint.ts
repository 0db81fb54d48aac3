import { createHash } from 'node:crypto';

/**
 * Tells a JSON value held against a schema from every other such pair: a SHA-256 over both, in Base64. Property order
 * counts, so a value that was only written anew has another one and is validated like any other.
 */
export function fingerprintOf(schema: object, value: unknown): string {
  return createHash('sha256').update(schemaText(schema)).update('\n').update(JSON.stringify(value)).digest('base64');
}

const schemaTexts = new WeakMap<object, string>();

function schemaText(schema: object): string {
  const known = schemaTexts.get(schema) ?? JSON.stringify(schema);
  schemaTexts.set(schema, known);
  return known;
}
