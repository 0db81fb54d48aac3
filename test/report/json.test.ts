import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { reportSchema } from '../../src/schema/report.ts';
import { createCleanReport, createReport, ids, sourceAt } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(reportSchema);

function publish(report = createReport(model)) {
  return JSON.parse(renderers.json(report, model, plainOptions));
}

describe('the JSON report', () => {
  test.each([
    ['rich', createReport(model)],
    ['clean', createCleanReport(model)],
    ['empty', { ...createCleanReport(model), services: [], inputs: [] }],
  ])('%s: fits the schema', (_, report) => {
    validate(publish(report));
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    ['a field more', { ...publish(), extra: 1 }],
    ['another version', { ...publish(), schemaVersion: 2 }],
    ['a field less', { ...publish(), coverage: { calls: 1 } }],
  ])('the schema refuses %s', (_, value) => {
    expect(validate(value)).toBe(false);
  });

  test('has the shape that other programs rely on', () => {
    const [service] = publish().services;
    expect(service.role.permissions[0]).toEqual({
      name: 'Approve Assets',
      because: [ids.approve],
      disputed: [ids.approve],
    });
    expect(service.comparison).toMatchObject({
      granted: ['Access Admin', 'Access Users', 'Access User Management Api', 'Read-Only Assets', 'Read-Write Lead'],
      needed: ['Read-Only Assets'],
      broader: [{ name: 'Read-Write Lead', enough: ['Read-Only Lead'] }],
      unused: ['Access Admin', 'Access Users', 'Access User Management Api'],
      missing: ['Approve Assets'],
      unknown: [{ name: 'Read-Only Leads', suggestion: 'Read-Only Lead' }],
    });
    expect(service.blastRadius).toMatchObject({
      granted: { operations: 6, idle: { callable: 6, unused: 4, share: 0.6667 } },
      beyond: {
        operations: 3,
        byEffect: { read: 0, write: 1, execute: 0, delete: 1, admin: 1 },
        personalData: 3,
        abilities: [
          { phrase: 'delete any lead', effect: 'delete', personalData: true, operations: [ids.deleteLeads] },
          { phrase: 'delete users of Marketo' },
          { phrase: 'change the data of any person' },
        ],
      },
    });
    expect(service.blastRadius.excess[0]).toEqual({
      name: 'Read-Write Lead',
      operations: [ids.syncLeads, ids.deleteLeads],
      byEffect: { read: 0, write: 1, execute: 0, delete: 1, admin: 0 },
      personalData: 2,
      abilities: ['delete any lead', 'change the data of any person'],
    });
    expect(service.escalations).toEqual([
      { name: 'Approve Assets', forcedBy: [ids.approve], without: ['Read-Only Assets', 'Read-Only Lead'] },
    ]);
    expect(service.unresolved[0]).toMatchObject({
      file: 'src/sync/leads.ts',
      line: 88,
      column: 9,
      reason: 'parameter',
      known: 'POST /rest/v1/{?}.json',
      candidates: [ids.syncLeads],
    });
    expect(service.unresolved[1]).toMatchObject({
      file: 'traffic/march.har',
      entry: 12,
      reason: 'environment',
      known: '{?}',
    });
    expect(service.operations[2]).toMatchObject({
      id: ids.getLeads,
      method: 'GET',
      path: '/rest/v1/leads.json',
      effect: 'read',
    });
  });

  test('keeps only the fields it publishes, whatever a collector carries along', () => {
    const report = createCleanReport(model);
    const [service] = report.services;
    const [use] = service?.operations ?? [];
    if (service === undefined || use === undefined) throw new Error('the kit has no operation');
    const evidence = { ...sourceAt('src/a.ts', 1), token: 'sesame' };
    const leaky = { ...report, services: [{ ...service, operations: [{ ...use, evidence: [evidence] }] }] };
    expect(renderers.json(leaky, model, plainOptions)).not.toContain('sesame');
  });

  test('is two-space JSON with a final newline, the same each time', () => {
    const rendered = renderers.json(createReport(model), model, plainOptions);
    expect(rendered).toBe(`${JSON.stringify(JSON.parse(rendered), undefined, 2)}\n`);
    expect(renderers.json(createReport(model), model, plainOptions)).toBe(rendered);
  });
});
