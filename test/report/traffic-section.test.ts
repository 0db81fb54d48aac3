import { describe, expect, test } from 'vitest';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();

/** The text with its line breaks taken out, which depend on the width. */
function flat(report: ReturnType<typeof createReport>): string {
  return renderers.text(report, model, { ...plainOptions, verbose: true }).replace(/\s+/g, ' ');
}

describe('what traffic adds to the report', () => {
  const text = flat(createReport(model));

  test('a proof names what Marketo did, and of an operation that was allowed as well no denial', () => {
    expect(text).toContain('has Read-Only Lead: Marketo allowed GET /rest/v1/leads.json');
    expect(text).toContain('has Approve Assets or Read-Write Assets: Marketo allowed POST /rest/asset/v1/email');
    expect(text).not.toContain(': Marketo denied POST /rest/asset/v1/email');
    expect(text).toContain('No lack of a permission explains why Marketo denied POST /rest/asset/v1/email');
  });

  test('code and traffic are counted against each other, and an open call that fits is said to stay open', () => {
    expect(text).toContain('2 operations in both, 1 only in code, 0 only in traffic.');
    expect(text).toContain('1 call that could not be followed fits what was recorded.');
    expect(text).toContain('traffic shows POST /rest/v1/leads.json');
  });

  test('a record refused for its partition is no denied call', () => {
    expect(text).toContain('Records refused for their partition: 1');
    expect(text).toContain('Denied by Marketo: 1');
  });

  test('code alone says nothing of it', () => {
    const clean = flat(createCleanReport(model));
    for (const title of ['Code and traffic', 'What the traffic proves', 'Workspaces and partitions', 'Denied']) {
      expect(clean).not.toContain(title);
    }
  });
});
