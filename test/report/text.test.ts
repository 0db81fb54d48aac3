import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
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
  const reports = [createReport(model), createReport(model, wide)];
  const linesAt = (report: Report, width: number, verbose: boolean) =>
    renderers.text(report, model, { ...plainOptions, width, verbose }).split('\n');
  const wordsOf = (lines: readonly string[]) =>
    new Set(lines.flatMap((line) => line.split(/\s+/).map((word) => word.replace(/:$/, ''))));
  /** Names of first columns, which rows that stand below each other do without. */
  const heads = ['Operation', 'Permission', 'Granted', 'Call', 'Workspaces', 'As', 'written'];

  test.each([20, 40, 60, 80, 120, 200])('fits %i columns, but for a word that is wider', (width) => {
    for (const report of reports) {
      for (const lines of [linesAt(report, width, false), linesAt(report, width, true)]) {
        const longest = (line: string) => Math.max(...line.split(' ').map((word) => stringWidth(word)));
        expect(lines.filter((line) => stringWidth(line) - longest(line) > width)).toEqual([]);
        expect(lines.filter((line) => stringWidth(line) > width && longest(line) < width / 2)).toEqual([]);
        expect(lines.filter((line) => line.endsWith(' '))).toEqual([]);
      }
    }
  });

  test.each([40, 80, 200])('at %i columns no word is lost that there is without a width', (width) => {
    for (const verbose of [false, true]) {
      const all = wordsOf(linesAt(createReport(model), Number.POSITIVE_INFINITY, verbose));
      const shown = wordsOf(linesAt(createReport(model), width, verbose));
      expect([...all].filter((word) => !shown.has(word) && !heads.includes(word))).toEqual([]);
    }
  });

  test('an operation and its place are on one line, which a terminal opens', () => {
    const lines = linesAt(createReport(model), 120, false);
    expect(lines).toContainEqual(
      expect.stringMatching(/^ +GET \/rest\/asset\/v1\/email\/\{id\}\/fullContent\.json +src\/emails\.ts:30$/),
    );
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
    expect(text).toContain('at least 3 permissions');
    expect(text).not.toMatch(/^minimal role/im);
  });

  test('a complete role is, and says nothing of what there is none of', () => {
    expect(renderers.text(createCleanReport(model), model, plainOptions)).toBe(
      [
        'default: minimal role, 1 permission',
        '',
        'Tick in the Marketo role, and no other box',
        '',
        '  ✓ Read-Only Lead',
        '      GET /rest/v1/leads.json  src/a.ts:1',
        '',
        'minimal role: 1 permission · 1 of 1 call followed',
        '',
      ].join('\n'),
    );
  });
});
