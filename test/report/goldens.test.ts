import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formats, plainOptions, renderers } from '../../src/report/index.ts';
import { expectGolden } from '../kit/golden.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const extensions = { text: 'txt', json: 'json', markdown: 'md' } as const satisfies Record<
  (typeof formats)[number],
  string
>;
const folder = new URL('./golden/', import.meta.url);

describe('one rich report in every format', () => {
  const model = createReportModel();

  test.each(formats)('%s', (format) => {
    const rendered = renderers[format](createReport(model), model, plainOptions);
    expectGolden(rendered, new URL(`report.${extensions[format]}`, folder));
  });

  test('no golden is left over from a format that is gone', () => {
    const expected = formats.map((format) => `report.${extensions[format]}`);
    expect(readdirSync(folder).toSorted()).toEqual(expected.toSorted());
  });
});
