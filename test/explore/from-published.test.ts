import { describe, expect, test } from 'vitest';
import { reportFromPublished } from '../../src/explore/index.ts';
import type { OperationId } from '../../src/model/operation.ts';
import { publishReport } from '../../src/report/index.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const report = createReport(model);
const again = reportFromPublished(publishReport(report), model, 'report.json');

test('what is read back is published as it was, but for the findings', () => {
  const { findings: _before, ...published } = publishReport(report);
  const { findings, ...republished } = publishReport(again);
  expect(republished).toEqual(published);
  expect(findings).toEqual([]);
});

test('operations and permissions are those of the model', () => {
  const [service] = again.services;
  expect(service?.operations[0]?.operation).toBe(model.rules.operations[0]);
  expect(service?.unresolved[0]?.path).toEqual(['/rest/v1/', { reason: 'parameter' }, '.json']);
});

describe('a report of another model', () => {
  test('is one error that says what is not known, and where', () => {
    const [service] = report.services;
    const [use] = service?.operations ?? [];
    if (service === undefined || use === undefined) throw new Error('the sample has a service with a use');
    const operation = { ...use.operation, id: 'GET /rest/v9/new.json' as OperationId };
    const newer = { ...report, services: [{ ...service, operations: [{ ...use, operation }] }] };
    expect(() => reportFromPublished(publishReport(newer), model, 'report.json')).toThrowError(
      expect.objectContaining({
        what: 'the report names the operation "GET /rest/v9/new.json", which this rolefit does not know',
        at: { file: 'report.json' },
      }),
    );
  });
});
