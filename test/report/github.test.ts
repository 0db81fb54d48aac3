import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/document/block.ts';
import { cutBlocks } from '../../src/report/github-summary.ts';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { createLargeReport } from './large-report.ts';

const model = createReportModel();
const command = /^::(error|warning|notice) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::(.*)$/;

/** What a runner makes of a line. */
function parse(line: string) {
  const [, level, properties = '', message = ''] = command.exec(line) ?? [];
  const decode = (text: string) =>
    text
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  const named = properties.split(',').map((pair) => [pair.split('=', 1).join(''), decode(pair.replace(/^\w*=/, ''))]);
  return { level, ...Object.fromEntries(named), message: decode(message) };
}

function linesOf(report = createReport(model)): readonly string[] {
  return renderers.github(report, model, plainOptions).trimEnd().split('\n');
}

/** Without the last line, which has the numbers, and those that count what is not annotated. */
function annotations(report = createReport(model)): readonly string[] {
  return linesOf(report)
    .slice(0, -1)
    .filter((line) => !/^[\d,]+ more (?:error|warning|notice)s? not annotated;/.test(line));
}

describe('annotations', () => {
  test('name place, kind and what to do, the worst first', () => {
    const lines = linesOf();
    expect(annotations().filter((line) => !command.test(line))).toEqual([]);
    expect(lines.map(parse)).toContainEqual({
      level: 'error',
      file: 'src/sync/leads.ts',
      line: '41',
      col: '9',
      title: 'missing-permission: A permission is needed but not granted',
      message:
        '"Approve Assets" is needed by POST /rest/asset/v1/email/{id}/approveDraft.json, and the role does not grant it. ' +
        'Tick it in the role, or remove the calls that need it.',
    });
    const levels = annotations().map((line) => parse(line).level);
    expect(levels).toEqual([...levels].sort((a, b) => 'ewn'.indexOf(a?.[0] ?? '') - 'ewn'.indexOf(b?.[0] ?? '')));
  });

  test('end with the numbers, which are all there is of a clean report', () => {
    expect(linesOf().at(-1)).toMatch(/^rolefit: lower bound of the role: at least 3 permissions · 1 missing/);
    expect(linesOf(createCleanReport(model))).toEqual(['rolefit: minimal role: 1 permission · 1 of 1 call followed']);
  });

  test('are ten of each level, and the others are counted', async () => {
    const report = await createLargeReport(model, 3_000);
    const lines = linesOf(report);
    const notes = report.findings.filter(({ severity }) => severity === 'note').length;
    expect(notes).toBeGreaterThan(20);
    expect(lines.filter((line) => line.startsWith('::notice ')).length).toBe(10);
    expect(lines.find((line) => line.includes('more notices'))).toMatch(
      new RegExp(`^${String(notes - 10).replace(/(\d)(\d{3})$/, '$1,$2')} more notices not annotated`),
    );
  });

  test.each([
    ['a comma and a colon', 'a,line=99::b', 'a,line=99::b'],
    ['escapes', '100%0A%25', '100%0A%25'],
    ['a new line', 'a\n::error::b', 'a\\u{a}::error::b'],
  ])('%s in the name of a file stays in it', (_, file, shown) => {
    const report = createReport(model, { service: 's', file, path: file, name: file });
    const parsed = annotations(report).map(parse);
    expect(parsed.filter(({ level }) => level === undefined)).toEqual([]);
    expect(parsed).toContainEqual(expect.objectContaining({ file: shown, line: '41' }));
  });
});

describe('the step summary', () => {
  test('has the numbers first, then the report', () => {
    const summary = renderers['github-summary'](createReport(model), model, plainOptions);
    expect(summary).toMatch(/^# rolefit\n\n\*\*lower bound of the role: at least 3 permissions\*\* · 1 missing/);
    expect(summary).toContain('Approve Assets');
  });

  test('is cut between blocks, with a note, and stays below the limit', () => {
    const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] });
    const blocks = Array.from({ length: 100 }, (_, index) => paragraph(`${index} ${'ü'.repeat(50)}`));
    expect(cutBlocks(blocks, 20_000)).toBe(blocks);
    const cut = cutBlocks(blocks, 2_000);
    expect(cut.slice(0, -1)).toEqual(blocks.slice(0, cut.length - 1));
    expect(cut.length).toBeGreaterThan(10);
    expect(JSON.stringify(cut.at(-1))).toContain('cut here');
  });

  test('of paths of 10,000 characters stays below 1 MiB', async () => {
    const report = await createLargeReport(model, 3_000);
    const long = 'very-long/'.repeat(10_000);
    const services = Array.from({ length: 30 }, () => report.services)
      .flat()
      .map((service) => ({ ...service, name: long }));
    const summary = renderers['github-summary']({ ...report, services }, model, plainOptions);
    expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(500_000);
    expect(summary).toContain('The summary is cut here');
  });
});
