import type { LogRecord } from './record.ts';

const pair = /(?:^|[\s,;|])([A-Za-z_@][\w.@-]{0,60})=("(?:[^"\\]|\\.)*"|[^\s,;|"]*(?:\?[^\s|"]*)?)/g;
const fewest = 3;
const most = 100;

/** A line of `key=value`, values with blanks in quotes, as a record; `undefined` where it has too few of them. */
export function readKeyValues(line: string): LogRecord | undefined {
  const pairs: [string, string][] = [];
  for (const [, key = '', value = ''] of line.matchAll(pair)) {
    pairs.push([key, value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value]);
    if (pairs.length >= most) break;
  }
  return pairs.length < fewest ? undefined : Object.fromEntries(pairs);
}
