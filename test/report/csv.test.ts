import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCell } from '../../src/report/csv/table.ts';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { createLargeReport } from './large-report.ts';

const model = createReportModel();

function rowsOf(report = createReport(model)): readonly Readonly<Record<string, string>>[] {
  return parse(renderers.csv(report, model, plainOptions), { columns: true, record_delimiter: '\r\n' });
}

describe('the CSV report', () => {
  test('has a row for each permission and operation, whatever the state of the permission', () => {
    const states = rowsOf().map(({ permission, state, operation }) => [permission, state, operation]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['Approve Assets', 'missing', 'POST /rest/asset/v1/email/{id}/approveDraft.json'],
        ['Read-Only Lead', 'needed', 'GET /rest/v1/leads.json'],
        ['Read-Write Lead', 'broader', 'POST /rest/v1/leads/delete.json'],
        ['Access Users', 'excess', 'POST /userservice/management/v1/users/{userid}/delete.json'],
        ['', 'unreachable', 'POST /rest/v1/leads/delete.json'],
        ['', 'unmatched', 'GET /rest/v1/leeds.json'],
      ]),
    );
  });

  test('says what a reviewer filters by', () => {
    expect(rowsOf().find(({ state }) => state === 'broader')).toMatchObject({
      service: 'nightly sync',
      effect: 'write',
      'personal data': 'yes',
      finding: 'broader-permission',
      severity: 'warning',
      risk: '8.0',
    });
    expect(rowsOf().find(({ state }) => state === 'missing')).toMatchObject({
      certainty: 'definite',
      calls: '3',
      denied: '1',
      evidence: 'src/emails.ts:7:9',
    });
  });

  test('tells every finding', () => {
    const kinds = new Set(rowsOf().map(({ finding }) => finding));
    expect(createReport(model).findings.filter(({ kind }) => !kinds.has(kind))).toEqual([]);
  });

  test('ends each row with CRLF and has as many cells in each', async () => {
    const csv = renderers.csv(await createLargeReport(model, 3_000), model, plainOptions);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(new Set(parse(csv).map((row) => row.length)).size).toBe(1);
  });
});

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', "'\\u{9}=1"],
    ['\r=1', "'\\u{d}=1"],
    ['  =1', "'  =1"],
    ['\uff1d1', "'\uff1d1"],
    ['a=1', 'a=1'],
    ['POST /rest/v1/leads.json', 'POST /rest/v1/leads.json'],
    ['a,b', '"a,b"'],
    ['say "a"', '"say ""a"""'],
    ['', ''],
  ])('%j is %s', (text, cell) => {
    expect(toCell(text)).toBe(cell);
  });

  test('of any text begins no formula, and is read back as one cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [row] = parse(`x,${toCell(text)},x`);
        expect(row?.length).toBe(3);
        expect(row?.[1]).not.toMatch(/^[\s]*[=+\-@\t\r]/);
      }),
      { numRuns: 300 },
    );
  });
});
