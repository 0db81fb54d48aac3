import { field, isRecord, textField } from './raw.ts';

/**
 * The value of a header, whatever shape the producer gave the list: objects with name and value, pairs, or one map.
 * `name` is in lower case. Of what is found with it, nothing is kept: a credential goes no further than its fingerprint, a type only decides.
 */
export function findHeader(message: unknown, name: string): string | undefined {
  const headers = field(message, 'headers');
  const pairs = Array.isArray(headers) ? headers.map(toPair) : isRecord(headers) ? Object.entries(headers) : [];
  for (const pair of pairs) {
    if (pair === undefined || pair[0].toLowerCase() !== name) continue;
    const value = Array.isArray(pair[1]) ? pair[1][0] : pair[1];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function toPair(header: unknown): readonly [string, unknown] | undefined {
  if (Array.isArray(header)) return typeof header[0] === 'string' ? [header[0], header[1]] : undefined;
  const name = textField(header, 'name');
  return name === undefined ? undefined : [name, field(header, 'value')];
}
