import { parseDocument } from 'yaml';
import { InputError, type InputPlace } from '../model/input-error.ts';
import { isNestedTooDeeply } from '../model/nesting.ts';
import type { RawRole } from './raw-role.ts';

/** In characters. YAML is read slowly; written by hand, it never comes near. */
const maxYaml = 1_000_000;

const shapes = 'write ["Read-Only Lead", …], {"permissions": […]} or {"roles": [{"name": "…", "permissions": […]}]}';

/**
 * Roles from JSON, or `undefined` when the text does not begin like JSON.
 * @throws InputError when it does but is broken, or has none of the known shapes.
 */
export function parseJsonGrant(text: string, file: string): readonly RawRole[] | undefined {
  // A list of ticked boxes begins with a bracket as well: "[x] Read-Only Lead", "[ ] Read-Only Lead".
  if (!/^\s*(?:\{|\[\s*(?:["{[]|\]\s*$))/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError('the grant is broken JSON', { at: placeOf(error, text, file), next: shapes, cause: error });
  }
  return readRoles(value, file);
}

/** The engine tells the position only inside its message, and not for every error. */
function placeOf(error: unknown, text: string, file: string): InputPlace {
  const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
  if (position === undefined) return { file };
  const before = text.slice(0, Number(position)).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Roles from YAML with a `permissions:` or `roles:` key, or `undefined` when the text has neither at its top level. */
export function parseYamlGrant(text: string, file: string): readonly RawRole[] | undefined {
  if (!/^(?:permissions|roles)\s*:/m.test(text)) return undefined;
  if (text.length > maxYaml) {
    throw new InputError('the grant is too large for YAML', { at: { file }, next: 'write it as JSON or CSV' });
  }
  // The reader follows brackets and indentation by recursion.
  if (isNestedTooDeeply(text)) {
    throw new InputError('the grant is nested too deeply', { at: { file }, next: shapes });
  }
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) {
    const [start] = error.linePos ?? [];
    const at = start === undefined ? { file } : { file, line: start.line, column: start.col };
    throw new InputError(`the grant is broken YAML (${error.code})`, { at, next: 'correct the line', cause: error });
  }
  try {
    return readRoles(document.toJS({ maxAliasCount: 100 }), file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError('the grant repeats parts of itself too often', { at: { file }, next: shapes, cause });
  }
}

function readRoles(value: unknown, file: string): RawRole[] {
  const parts = isRecord(value) && Array.isArray(value['roles']) ? value['roles'] : undefined;
  const roles = parts?.map(readRole) ?? (isListOfRoles(value) ? value.map(readRole) : [readRole(value)]);
  const known = roles.filter((role) => role !== undefined);
  if (known.length === roles.length && known.length > 0) return known;
  throw new InputError('the grant is not a list of permissions or roles', { at: { file }, next: shapes });
}

/** `undefined` when it is not a role in any known shape. */
function readRole(value: unknown): RawRole | undefined {
  const list = isRecord(value) ? value['permissions'] : value;
  if (!Array.isArray(list)) return undefined;
  const ticked = list.map(readName);
  if (ticked.includes(undefined)) return undefined;
  const name = isRecord(value) ? value['name'] : undefined;
  const names = ticked.filter((item) => item !== undefined);
  return typeof name === 'string' && name.trim() !== '' ? { name: name.trim(), ticked: names } : { ticked: names };
}

function readName(item: unknown): string | undefined {
  const name: unknown = isRecord(item) ? item['name'] : item;
  return typeof name === 'string' ? name : undefined;
}

function isListOfRoles(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.some((item) => isRecord(item) && 'permissions' in item);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
