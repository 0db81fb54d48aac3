import { apiRoots } from '../model/api-roots.ts';
import type { LogFields } from './log-fields.ts';

/** The engines for which a query can be written. */
export type QueryEngine = 'duckdb' | 'postgres' | 'athena' | 'bigquery' | 'snowflake' | 'spark';

/** What differs between engines. Patterns hold no backslash and no look-around, which each of them writes in its own way. */
interface Dialect {
  readonly replace: (text: string, pattern: string, by: string) => string;
  /** The first group of the first match. */
  readonly extract: (text: string, pattern: string) => string;
  /** What stands before the first question mark (1), or behind it (2). */
  readonly part: (text: string, number: 1 | 2) => string;
  readonly matches: (text: string, pattern: string) => string;
  readonly day: (time: string) => string;
  readonly quote: (name: string) => string;
  readonly text: string;
}

const double = (name: string) => `"${name.replaceAll('"', '""')}"`;
const back = (name: string) => `\`${name.replaceAll('`', '')}\``;
const cast = (time: string) => `CAST(${time} AS DATE)`;

const dialects: Readonly<Record<QueryEngine, Dialect>> = {
  duckdb: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}', 'g')`,
    extract: (text, pattern) => `regexp_extract(${text}, '${pattern}', 1)`,
    part: (text, number) => `split_part(${text}, '?', ${number})`,
    matches: (text, pattern) => `regexp_matches(${text}, '${pattern}')`,
    day: cast,
    quote: double,
    text: 'VARCHAR',
  },
  postgres: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}', 'g')`,
    extract: (text, pattern) => `substring(${text} from '${pattern}')`,
    part: (text, number) => `split_part(${text}, '?', ${number})`,
    matches: (text, pattern) => `${text} ~ '${pattern}'`,
    day: cast,
    quote: double,
    text: 'TEXT',
  },
  athena: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    extract: (text, pattern) => `regexp_extract(${text}, '${pattern}', 1)`,
    part: (text, number) => `split_part(${text}, '?', ${number})`,
    matches: (text, pattern) => `regexp_like(${text}, '${pattern}')`,
    day: cast,
    quote: double,
    text: 'VARCHAR',
  },
  bigquery: {
    replace: (text, pattern, by) => `REGEXP_REPLACE(${text}, r'${pattern}', '${by}')`,
    extract: (text, pattern) => `REGEXP_EXTRACT(${text}, r'${pattern}')`,
    part: (text, number) => `SPLIT(${text}, '?')[SAFE_OFFSET(${number - 1})]`,
    matches: (text, pattern) => `REGEXP_CONTAINS(${text}, r'${pattern}')`,
    day: cast,
    quote: back,
    text: 'STRING',
  },
  snowflake: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    extract: (text, pattern) => `regexp_substr(${text}, '${pattern}', 1, 1, 'e', 1)`,
    part: (text, number) => `split_part(${text}, '?', ${number})`,
    matches: (text, pattern) => `regexp_instr(${text}, '${pattern}') > 0`,
    day: cast,
    quote: double,
    text: 'VARCHAR',
  },
  spark: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    extract: (text, pattern) => `regexp_extract(${text}, '${pattern}', 1)`,
    part: (text, number) => `split_part(${text}, '?', ${number})`,
    matches: (text, pattern) => `${text} RLIKE '${pattern}'`,
    day: cast,
    quote: back,
    text: 'STRING',
  },
};

const hex = '[0-9a-fA-F]';
const uuid = `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`;
const ofTheApi = `/(${apiRoots}|mcp)(/|$)`;

/**
 * One query that condenses a table of logs where it lies: a row for each method, path (ids replaced), names of
 * parameters, host, user and state, with how many calls and on which days. No value of a parameter but that of `_method`
 * is in its result, which rolefit reads like a log.
 *
 * @param table as it is written in a query, e.g. `logs.access`
 * @param columns of the table; `url` is an address, absolute or a path, with its query or without.
 */
export function logsQuery(engine: QueryEngine, table: string, columns: LogFields): string {
  const { part, extract, matches, replace, day, quote, text } = dialects[engine];
  const column = (name: string | undefined) => (name === undefined ? `CAST(NULL AS ${text})` : quote(name));
  const address = column(columns.url ?? columns.path ?? 'path');
  const hasQuery = columns.query !== undefined;
  const target = hasQuery ? `CONCAT(${address}, '?', COALESCE(${column(columns.query)}, ''))` : address;
  const names = replace(`COALESCE(${part('target', 2)}, '')`, '=[^&]*', '=');
  const override = `CONCAT('_method=', ${extract('target', '[?&]_method=([A-Za-z]+)')}, '&', ${names})`;
  return `-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, ${withoutIds(dialects[engine])} AS rolefit_path, rolefit_query,
  LOWER(COALESCE(NULLIF(${extract('address', '^https?://([^/]+)')}, ''), host)) AS rolefit_host,
  rolefit_user, rolefit_status,
  SUM(calls) AS rolefit_calls, MIN(first_day) AS rolefit_first_day, MAX(last_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    ${part('target', 1)} AS address,
    CASE
      WHEN target LIKE '%?' THEN '${hasQuery ? '' : '...'}'
      WHEN target LIKE '%_method=%' THEN COALESCE(${override}, ${names})
      ELSE ${names}
    END AS rolefit_query,
    host, user_name AS rolefit_user, status AS rolefit_status,
    COUNT(*) AS calls,
    MIN(${columns.time === undefined ? 'CAST(NULL AS DATE)' : day('time_of_call')}) AS first_day,
    MAX(${columns.time === undefined ? 'CAST(NULL AS DATE)' : day('time_of_call')}) AS last_day
  FROM (
    SELECT
      ${column(columns.method ?? 'method')} AS method,
      ${target} AS target,
      ${column(columns.host)} AS host,
      ${column(columns.user)} AS user_name,
      ${column(columns.status)} AS status,
      ${column(columns.time)} AS time_of_call
    FROM ${table}
  ) requests
  GROUP BY 1, 2, 3, 4, 5, 6
) addresses
WHERE ${matches('LOWER(address)', ofTheApi)} OR LOWER(address) LIKE '%mktorest.com%' OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 2, 1, 3, 4, 5, 6;
`;
}

/** A munchkin id names the subscription; the other values are ids of records and addresses of people. */
function withoutIds({ replace }: Dialect): string {
  const steps: readonly (readonly [pattern: string, by: string])[] = [
    ['^https?://[^/]+', ''],
    [uuid, '0'],
    ['[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0'],
    ['/[^/]*(@|%40)[^/]*[.]json$', '/redacted.json'],
    ['/[^/]*(@|%40)[^/]*', '/redacted'],
    ['/[0-9]+', '/0'],
  ];
  return steps.reduce((text, [pattern, by]) => replace(text, pattern, by), 'address');
}
