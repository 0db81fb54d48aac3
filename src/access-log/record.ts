/** A line as fields: a JSON object, a row of a table, or pairs of `key=value`. Whatever it holds is from outside. */
export type LogRecord = { readonly [key: string]: unknown };

export function isRecord(value: unknown): value is LogRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A field by its name, where a dot leads into an object or is part of the name: `attributes.http.request.method` is found
 * in `{"attributes":{"http.request.method":"GET"}}`. A list of pairs (`[{"name":"Host","value":"…"}]`) is an object of which
 * letter case does not matter, as headers are written.
 */
export function valueAt(record: unknown, name: string): unknown {
  if (Array.isArray(record)) return inPairs(record, name);
  if (!isRecord(record)) return undefined;
  if (Object.hasOwn(record, name)) return plain(record[name]);
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const key = name.slice(0, dot);
    if (!Object.hasOwn(record, key)) continue;
    const value = valueAt(record[key], name.slice(dot + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

function inPairs(pairs: readonly unknown[], name: string): unknown {
  const wanted = name.toLowerCase();
  for (const pair of pairs) {
    if (!isRecord(pair)) continue;
    const key = pair['name'] ?? pair['key'];
    if (typeof key === 'string' && key.toLowerCase() === wanted) return plain(pair['value']);
  }
  return undefined;
}

/** Protocol buffers written as JSON wrap a value by its type; some loggers keep every header as a list. */
function plain(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string') return value[0];
  if (!isRecord(value)) return value;
  return value['stringValue'] ?? value['intValue'] ?? value;
}

/** The text of the first field that has one; "-" and nothing are how producers write nothing. */
export function textAt(record: LogRecord, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = valueAt(record, name);
    if (typeof value === 'number') return String(value);
    if (isText(value)) return value;
  }
  return undefined;
}

/** The texts of all of the fields that have one, in their order. */
export function textsAt(record: LogRecord, names: readonly string[]): string[] {
  return names.map((name) => valueAt(record, name)).filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value !== '-';
}

/** How deep values are looked for, and how many of a record. */
const deepest = 6;
export const mostLeaves = 400;

/** The texts and numbers of a record with their names, dots leading into objects; lists are gone through. */
export function leavesOf(record: LogRecord): readonly (readonly [name: string, value: string])[] {
  const leaves: (readonly [string, string])[] = [];
  const visit = (value: unknown, name: string, depth: number): void => {
    if (leaves.length >= mostLeaves || depth > deepest) return;
    if (typeof value === 'string' || typeof value === 'number') leaves.push([name, String(value)]);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const isPair = Array.isArray(value);
        visit(inner, isPair ? name : name === '' ? key : `${name}.${key}`, depth + 1);
      }
    }
  };
  visit(record, '', 0);
  return leaves;
}
