import { field, isRecord } from './raw.ts';

/**
 * The value of a header, whatever shape the producer gave the list: objects with name and value, pairs, or one map.
 * `name` is in lower case. Of what is found with it, nothing is kept: a credential goes no further than its fingerprint, a type only decides.
 */
export function findHeader(message: unknown, name: string): string | undefined {
  const headers = field(message, 'headers');
  const list: readonly unknown[] = Array.isArray(headers) ? headers : isRecord(headers) ? Object.entries(headers) : [];
  for (const header of list) {
    const own = Array.isArray(header) ? header[0] : field(header, 'name');
    // Comparing lengths first spares most headers a copy in lower case.
    if (typeof own !== 'string' || own.length !== name.length || own.toLowerCase() !== name) continue;
    const written = Array.isArray(header) ? header[1] : field(header, 'value');
    const value = Array.isArray(written) ? written[0] : written;
    if (typeof value === 'string') return value;
  }
  return undefined;
}
