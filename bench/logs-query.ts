/**
 * Condenses a generated log where it lies and holds the role from the result against the role from the raw log:
 *
 *   npm i --no-save @duckdb/node-api && npx tsx bench/logs-query.ts duckdb [rows, 10000000 when absent]
 *   npx tsx bench/logs-query.ts postgres [rows]
 *
 * DuckDB is no dependency: it is asked for here alone. PostgreSQL is asked by `psql`, which finds the server by its usual
 * variables (PGHOST, PGPORT, PGUSER); the table is dropped in the end. The exit code is 1 when the roles differ, or when
 * condensing and reading the result takes longer than reading the raw log.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { analyzePaths } from '../src/load/analyze-paths.ts';
import { writeLogsQuery } from '../src/load/logs-query.ts';
import { loadModel } from '../src/load/model.ts';

/** An engine that holds the table `logs`. */
interface Engine {
  /** Writes what a query gives as CSV with its header. */
  write(query: string, file: string): Promise<void>;
  close(): Promise<void>;
}

const marketo = '123-abc-456.mktorest.com';
const list = [
  ...['/rest/v1/leads.json?filterType=id&filterValues=', '/rest/v1/lists/7/leads.json?batchSize=', '/healthz?n='],
  ...['/rest/asset/v1/email/9/fullContent.json?maxReturn=', '/rest/v1/leads.json?_method=GET&fields='],
  '/v2/orders?page=',
]
  .map((path) => `'${path}'`)
  .join(', ');

/** The rows of the log, in the words that both engines have. */
const columns = (paths: string, time: string) => `
  CASE WHEN i % 6 = 4 OR i % 11 = 0 THEN 'POST' ELSE 'GET' END AS method,
  'https://' || CASE WHEN i % 6 IN (2, 5) THEN 'api.fabrikam.example' ELSE '${marketo}' END
    || (${paths}[${list}])[(i % 6) + 1] || ((i * 7919) % 1000003) AS url,
  200 AS status, ${time} AS "time"`;

async function openDuckdb(rows: number): Promise<Engine> {
  const library = process.env['ROLEFIT_DUCKDB'] ?? '@duckdb/node-api';
  const { DuckDBInstance } = (await import(library)) as {
    readonly DuckDBInstance: {
      create(file: string): Promise<{ connect(): Promise<{ run(sql: string): Promise<unknown> }> }>;
    };
  };
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const time = "TIMESTAMP '2026-10-01' + to_seconds(i % 2000000)";
  await connection.run(`CREATE TABLE logs AS SELECT ${columns('', time)} FROM range(${rows}) t(i)`);
  return {
    write: async (query, file) => void (await connection.run(`COPY (${query}) TO '${file}' (HEADER)`)),
    close: async () => {},
  };
}

async function openPostgres(rows: number): Promise<Engine> {
  const table = `rolefit_bench_${process.pid}`;
  const psql = (sql: string, output: number | 'ignore' = 'ignore') => {
    const { status, error } = spawnSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', 'postgres', '-c', sql], {
      stdio: ['ignore', output, 'inherit'],
    });
    if (status !== 0) throw error ?? new Error('psql failed');
  };
  const time = "TIMESTAMP '2026-10-01' + make_interval(secs => i % 2000000)";
  const series = `generate_series(0, ${rows - 1}) t(i)`;
  psql(`CREATE UNLOGGED TABLE ${table} AS SELECT ${columns('ARRAY', time).replace('i * 7919', 'i::bigint * 7919')}
    FROM ${series}`);
  return {
    write: async (query, file) => {
      const output = openSync(file, 'w');
      psql(`COPY (${query.replace(/FROM logs\b/, `FROM ${table}`)}) TO STDOUT (FORMAT csv, HEADER)`, output);
      closeSync(output);
    },
    close: async () => psql(`DROP TABLE ${table}`),
  };
}

async function timed<Value>(what: string, run: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const start = performance.now();
  const value = await run();
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${what.padEnd(28)} ${seconds.toFixed(2)} s\n`);
  return { value, seconds };
}

const folder = mkdtempSync(join(tmpdir(), 'rolefit-logs-query-'));
const model = await loadModel();

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

const [name = 'duckdb', count = '10000000'] = process.argv.slice(2);
if (name !== 'duckdb' && name !== 'postgres') throw new Error('the engines are duckdb and postgres');
const engine = await (name === 'duckdb' ? openDuckdb : openPostgres)(Number(count));
try {
  await engine.write('SELECT * FROM logs', join(folder, 'raw.csv'));
  const query = writeLogsQuery(name, 'logs', 'method=method,url=url,status=status,time=time').replace(/;\s*$/, '');
  const condensing = await timed(`condensing in ${name}`, () => engine.write(query, join(folder, 'condensed.csv')));
  const small = await timed('reading the result', () => roleOf('condensed.csv'));
  const raw = await timed('reading the raw log', () => roleOf('raw.csv'));
  const isSame = small.value === raw.value;
  const isFaster = condensing.seconds + small.seconds < raw.seconds;
  process.stdout.write(`${count} rows: the roles are ${isSame ? 'the same' : 'different'}\n`);
  if (!isSame) process.stdout.write(`${small.value}\n${raw.value}\n`);
  process.exitCode = isSame && isFaster ? 0 : 1;
} finally {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
}
