import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageScript } from '../../src/report/html/page-script.ts';
import { formatEntries, formats, plainOptions, renderers } from '../../src/report/index.ts';
import { expectGolden } from '../kit/golden.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const folder = new URL('./golden/', import.meta.url);
const verbose = 'report.verbose.txt';
const fileOf = (format: (typeof formats)[number]) => `report.${formatEntries[format].extension}`;

describe('one rich report in every format', () => {
  const model = createReportModel();

  test.each(formats)('%s', (format) => {
    const rendered = renderers[format](createReport(model), model, plainOptions);
    expectGolden(withoutScript(rendered), new URL(fileOf(format), folder));
  });

  test('the text, with all that is known', () => {
    const options = { ...plainOptions, verbose: true };
    expectGolden(renderers.text(createReport(model), model, options), new URL(verbose, folder));
  });

  test('no golden is left over from a format that is gone', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...formats.map(fileOf), verbose].toSorted());
  });
});

/** The script of the page is made of sources that have tests of their own; a golden shows only that it is there. */
function withoutScript(document: string): string {
  return document
    .replace(pageScript(), '(the script of the page)')
    .replace(/script-src &#39;sha256-[^&]+/, 'script-src &#39;sha256-(of the script)');
}
