import { knownFields, type LogField, type LogFields } from './log-fields.ts';
import type { LoggedRequest } from './logged-request.ts';
import type { SkipReason } from './skip-reasons.ts';

type JsonObject = { readonly [key: string]: unknown };

/** Reads a line that is a JSON object, by the fields that were named and else by those that proxies use. */
export function parseJsonLine(line: string, fields: LogFields): LoggedRequest | SkipReason {
  const object = parseObject(line);
  if (object === undefined) return 'no-log-line';
  const read = (field: LogField) => textAt(object, fields[field] === undefined ? knownFields[field] : [fields[field]]);
  const [sent, asked] = /^([A-Za-z]+) (\S+)/.exec(read('request') ?? '')?.slice(1) ?? [];
  const method = fields.method === undefined ? (sent ?? read('method')) : read('method');
  const target = read('url') ?? (fields.path === undefined ? (asked ?? read('path')) : read('path'));
  if (method === undefined || target === undefined) return 'no-request';
  const status = Number(read('status'));
  return {
    method,
    target,
    host: read('host'),
    user: read('user'),
    time: read('time'),
    ...(Number.isInteger(status) ? { status } : {}),
  };
}

function parseObject(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first of the fields that holds a text or a number; "-" is how proxies write nothing. */
function textAt(object: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = valueAt(object, name);
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value !== '' && value !== '-') return value;
  }
  return undefined;
}

/** A field by its whole name, dots and all, or step by step. */
function valueAt(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  let value: unknown = object;
  for (const key of name.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
