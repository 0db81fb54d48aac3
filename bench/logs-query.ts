/**
 * Condenses a generated log in DuckDB and holds the role from the result against the role from the raw log:
 *
 *   npm i --no-save @duckdb/node-api && npx tsx bench/logs-query.ts [rows, 10000000 when absent]
 *
 * DuckDB is no dependency: it is asked for here alone. The exit code is 1 when the roles differ, or when condensing and
 * reading the result takes longer than reading the raw log.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { analyzePaths } from '../src/load/analyze-paths.ts';
import { writeLogsQuery } from '../src/load/logs-query.ts';
import { loadModel } from '../src/load/model.ts';

interface Connection {
  run(sql: string): Promise<unknown>;
}
const library = process.env['ROLEFIT_DUCKDB'] ?? '@duckdb/node-api';
const { DuckDBInstance } = (await import(library)) as {
  readonly DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> };
};

const rows = Number(process.argv[2] ?? 10_000_000);
const folder = mkdtempSync(join(tmpdir(), 'rolefit-duckdb-'));
const model = await loadModel();
const paths = [
  ...['/rest/v1/leads.json?filterType=id&filterValues=', '/rest/v1/lists/7/leads.json?batchSize=', '/healthz?n='],
  ...[
    '/rest/asset/v1/email/9/fullContent.json?maxReturn=',
    '/rest/v1/leads.json?_method=GET&fields=',
    '/v2/orders?page=',
  ],
];

async function timed<Value>(what: string, run: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const start = performance.now();
  const value = await run();
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${what.padEnd(28)} ${seconds.toFixed(2)} s\n`);
  return { value, seconds };
}

/** What the two readings have to agree on: places and notes are those of the files. */
async function roleOf(file: string) {
  const { services } = await analyzePaths([file], { cwd: folder, hosts: [], model, from: 'access-log' });
  return JSON.stringify(
    services.map(({ role, operations }) => ({
      status: role.status,
      permissions: role.permissions,
      operations: operations.map(({ operation, calls, certainty }) => [operation.id, calls, certainty]),
    })),
  );
}

try {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const list = paths.map((path) => `'${path}'`).join(', ');
  await connection.run(`CREATE TABLE logs AS SELECT
    CASE WHEN i % 6 = 4 OR i % 11 = 0 THEN 'POST' ELSE 'GET' END AS method,
    'https://' || CASE WHEN i % 6 IN (2, 5) THEN 'api.fabrikam.example' ELSE '123-abc-456.mktorest.com' END
      || ([${list}])[(i % 6) + 1] || (hash(i) % 1000000) AS url,
    200 AS status, TIMESTAMP '2026-10-01' + to_seconds(i % 2000000) AS "time"
    FROM range(${rows}) t(i)`);
  await connection.run(`COPY logs TO '${join(folder, 'raw.csv')}' (HEADER)`);
  const query = writeLogsQuery('duckdb', 'logs', 'method=method,url=url,status=status,time=time').replace(/;\s*$/, '');
  const condense = () => connection.run(`COPY (${query}) TO '${join(folder, 'condensed.csv')}' (HEADER)`);
  const condensing = await timed('condensing in DuckDB', condense);
  const small = await timed('reading the result', () => roleOf('condensed.csv'));
  const raw = await timed('reading the raw log', () => roleOf('raw.csv'));
  const isSame = small.value === raw.value;
  const isFaster = condensing.seconds + small.seconds < raw.seconds;
  process.stdout.write(`${rows} rows: the roles are ${isSame ? 'the same' : 'different'}\n`);
  if (!isSame) process.stdout.write(`${small.value}\n${raw.value}\n`);
  process.exitCode = isSame && isFaster ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
