import type { LogFields } from './log-fields.ts';

/** The engines for which a query can be written. */
export type QueryEngine = 'duckdb' | 'postgres' | 'athena' | 'bigquery' | 'snowflake' | 'spark';

/** What differs between engines. Patterns hold no backslash and no look-around, which each of them writes in its own way. */
interface Dialect {
  readonly replace: (text: string, pattern: string, by: string) => string;
  /** The first group of the first match. */
  readonly extract: (text: string, pattern: string) => string;
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
    matches: (text, pattern) => `regexp_matches(${text}, '${pattern}')`,
    day: cast,
    quote: double,
    text: 'VARCHAR',
  },
  postgres: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}', 'g')`,
    extract: (text, pattern) => `substring(${text} from '${pattern}')`,
    matches: (text, pattern) => `${text} ~ '${pattern}'`,
    day: cast,
    quote: double,
    text: 'TEXT',
  },
  athena: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    extract: (text, pattern) => `regexp_extract(${text}, '${pattern}', 1)`,
    matches: (text, pattern) => `regexp_like(${text}, '${pattern}')`,
    day: cast,
    quote: double,
    text: 'VARCHAR',
  },
  bigquery: {
    replace: (text, pattern, by) => `REGEXP_REPLACE(${text}, r'${pattern}', '${by}')`,
    extract: (text, pattern) => `REGEXP_EXTRACT(${text}, r'${pattern}')`,
    matches: (text, pattern) => `REGEXP_CONTAINS(${text}, r'${pattern}')`,
    day: cast,
    quote: back,
    text: 'STRING',
  },
  snowflake: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    extract: (text, pattern) => `regexp_substr(${text}, '${pattern}', 1, 1, 'e', 1)`,
    matches: (text, pattern) => `regexp_instr(${text}, '${pattern}') > 0`,
    day: cast,
    quote: double,
    text: 'VARCHAR',
  },
  spark: {
    replace: (text, pattern, by) => `regexp_replace(${text}, '${pattern}', '${by}')`,
    extract: (text, pattern) => `regexp_extract(${text}, '${pattern}', 1)`,
    matches: (text, pattern) => `${text} RLIKE '${pattern}'`,
    day: cast,
    quote: back,
    text: 'STRING',
  },
};

const hex = '[0-9a-fA-F]';
const uuid = `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`;
const ofTheApi = '/(rest|bulk|identity|userservice|subscriptions|mcp)(/|$)';

/**
 * One query that condenses a table of logs where it lies: a row for each method, path (ids replaced), names of
 * parameters, host, user and state, with how many calls and on which days. No value of a parameter but that of `_method`
 * is in its result, which rolefit reads like a log.
 *
 * @param table as it is written in a query, e.g. `logs.access`
 * @param columns of the table; `url` is an address, absolute or a path, with its query or without.
 */
export function logsQuery(engine: QueryEngine, table: string, columns: LogFields): string {
  const { replace, extract, matches, day, quote, text } = dialects[engine];
  const column = (name: string | undefined) => (name === undefined ? `CAST(NULL AS ${text})` : quote(name));
  const address = column(columns.url ?? columns.path ?? 'path');
  const target =
    columns.query === undefined ? address : `CONCAT(${address}, '?', COALESCE(${column(columns.query)}, ''))`;
  const path = replace(replace('target', '[?].*$', ''), '^https?://[^/]+', '');
  // A munchkin id names the subscription; the other values are ids of records and addresses of people.
  const plain = replace(
    replace(
      replace(
        replace(replace(path, uuid, '0'), '[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0'),
        '/[^/]*(@|%40)[^/]*[.]json$',
        '/redacted.json',
      ),
      '/[^/]*(@|%40)[^/]*',
      '/redacted',
    ),
    '/[0-9]+',
    '/0',
  );
  const query = `COALESCE(${extract('target', '[?](.*)$')}, '')`;
  const override = `COALESCE(${extract('target', '[?&]_method=([A-Za-z]+)')}, '')`;
  const names = replace(query, '=[^&]*', '=');
  return `-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status,
  COUNT(*) AS rolefit_calls, MIN(rolefit_day) AS rolefit_first_day, MAX(rolefit_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    ${plain} AS rolefit_path,
    CASE
      WHEN ${matches('target', '[?]$')} THEN '${columns.query === undefined ? '...' : ''}'
      WHEN ${override} <> '' THEN CONCAT('_method=', ${override}, '&', ${names})
      ELSE ${names}
    END AS rolefit_query,
    LOWER(COALESCE(NULLIF(${extract('target', '^https?://([^/]+)')}, ''), host)) AS rolefit_host,
    user_name AS rolefit_user,
    status AS rolefit_status,
    ${columns.time === undefined ? 'CAST(NULL AS DATE)' : day('time_of_call')} AS rolefit_day
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
  WHERE ${matches('LOWER(target)', ofTheApi)} OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
) calls
GROUP BY rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status
ORDER BY rolefit_path, rolefit_method, rolefit_query, rolefit_host, rolefit_user, rolefit_status;
`;
}
