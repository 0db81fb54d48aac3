import { describe, expect, test } from 'vitest';
import { loadLogFormats } from '../../src/load/log-formats.ts';
import { writeLogsQuery } from '../../src/load/logs-query.ts';
import { queryEngineNames } from '../../src/load/query-engines.ts';
import { expectGolden } from '../kit/golden.ts';
import { describeCall, readLog } from './kit.ts';

const columns = 'method=verb,url=address,host=authority,user=by,status=state,time=began';

describe.each(queryEngineNames)('%s', (engine) => {
  test('has the query that it had', () => {
    const query = writeLogsQuery(engine, 'logs.access', columns);
    expectGolden(query, new URL(`golden/logs-query-${engine}.sql`, import.meta.url));
  });

  test('writes the columns that rolefit reads a condensed log by', async () => {
    const query = writeLogsQuery(engine, 'logs', 'method=m,path=p,query=q');
    const row = (await loadLogFormats()).recordRows({ rolefit_method: 'a', rolefit_path: 'b', rolefit_calls: 1 })[0];
    const names = Object.values(row?.fields ?? {}).flat();
    expect(names.filter((name) => !query.includes(name))).toEqual([]);
    expect(query).not.toContain('\\');
  });
});

test('a condensed log counts each line as often as it says', async () => {
  const text = [
    'rolefit_method,rolefit_path,rolefit_query,rolefit_host,rolefit_user,rolefit_status,rolefit_calls,rolefit_first_day',
    'GET,/rest/v1/leads.json,filterType=&filterValues=,123-abc-456.mktorest.com,,200,70,2026-10-02',
    'POST,/rest/v1/leads.json,_method=GET&fields=,123-abc-456.mktorest.com,sam,200,7,2026-10-03',
    'POST,/rest/v1/leads.json,...,123-abc-456.mktorest.com,,200,2,2026-10-03',
  ].join('\n');
  const { calls, summary } = await readLog(text);
  expect(calls.map((call) => [describeCall(call), call.times])).toEqual([
    ['GET /rest/v1/leads.json', 70],
    ['GET (as POST) /rest/v1/leads.json', 7],
    ['undefined /rest/v1/leads.json', 2],
  ]);
  expect(summary).toMatchObject({ taken: 79, from: '2026-10-02T00:00:00.000Z', to: '2026-10-03T00:00:00.000Z' });
});

test.each([
  ['a table with more behind it', 'logs; DROP TABLE logs', undefined],
  ['a column that is none', 'logs', "method=a'b"],
  ['a part that no query takes apart', 'logs', 'request=line'],
])('%s is an input error', (_, table, fields) => {
  expect(() => writeLogsQuery('duckdb', table, fields)).toThrow(expect.objectContaining({ name: 'InputError' }));
});
