import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { createPalette, plainOptions, renderers } from '../../src/report/index.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const wide = {
  service: '夜間同期🎉',
  file: `src/${'deep/'.repeat(30)}leads.ts`,
  path: `/rest/v1/${'x'.repeat(300)}.json`,
  name: 'Read-Only Ｌｅａｄ',
};

describe('the text report', () => {
  test.each([20, 40, 60, 80, 120, 200])('fits %i columns, with long paths and wide characters', (width) => {
    for (const report of [createReport(model), createReport(model, wide)]) {
      const lines = renderers.text(report, model, { ...plainOptions, width }).split('\n');
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
      expect(lines.filter((line) => line.endsWith(' '))).toEqual([]);
    }
  });

  test('colour changes nothing but colour', () => {
    const plain = renderers.text(createReport(model), model, plainOptions);
    const colored = renderers.text(createReport(model), model, { ...plainOptions, palette: createPalette(true) });
    expect(colored).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for is a control sequence
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  test('signs have an ASCII form', () => {
    const options = { ...plainOptions, unicode: false, width: 60 };
    expect(renderers.text(createReport(model), model, options)).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('a lower bound is never called minimal', () => {
    const text = renderers.text(createReport(model), model, plainOptions);
    expect(text).toContain('At least 3 permissions');
    expect(text).not.toMatch(/^minimal role/im);
  });

  test('a complete role is, and says nothing of what there is none of', () => {
    expect(renderers.text(createCleanReport(model), model, plainOptions)).toBe(
      [
        'Minimal role for default',
        '',
        '1 permission; without it a call below would fail.',
        '',
        '  ✓ Read-Only Lead',
        '      GET /rest/v1/leads.json  Get Leads by Filter Type',
        '        src/a.ts:1:9 (base URL src/client.ts:12)',
        '',
        'Even with the minimal role, a stolen credential could read names and addresses',
        'of people, and read how much of the API is used (2 operations: 2 read; 1 on data',
        'of persons).',
        '',
        '  src: 1 file read, 1 call to Marketo.',
        '',
        'minimal role: 1 permission · 1 of 1 call followed',
        '',
      ].join('\n'),
    );
  });
});
