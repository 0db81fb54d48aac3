import { type Node, Parser } from 'commonmark';
import { beforeAll, describe, expect, test } from 'vitest';
import { plainOptions, renderers, renderTable, roleSheet } from '../../src/report/index.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const documents: Record<string, string> = {};
beforeAll(() => {
  for (const [name, report] of Object.entries({ rich: createReport(model), clean: createCleanReport(model) })) {
    documents[`report, ${name}`] = renderers.markdown(report, model, plainOptions);
    documents[`summary, ${name}`] = renderers['github-summary'](report, model, plainOptions);
    documents[`role sheet, ${name}`] = renderTable(roleSheet(report, model), 'markdown', plainOptions);
  }
});

/** All that a reader sees as text, code left out; tables are GitHub's and no part of CommonMark. */
function shownText(markdown: string): string {
  const prose = markdown
    .split('\n')
    .filter((line) => !line.startsWith('|'))
    .join('\n');
  const texts: string[] = [];
  const walker = new Parser().parse(prose).walker();
  for (let step = walker.next(); step !== null; step = walker.next()) {
    if (step.entering && step.node.type === 'text') texts.push(step.node.literal ?? '');
  }
  return texts.join('');
}

function nodesOf(markdown: string, type: Node['type']): number {
  const walker = new Parser().parse(markdown).walker();
  let found = 0;
  for (let step = walker.next(); step !== null; step = walker.next()) {
    if (step.entering && step.node.type === type) found++;
  }
  return found;
}

describe('Markdown, as a parser of CommonMark reads it', () => {
  test.each([
    'report, rich',
    'report, clean',
    'summary, rich',
    'summary, clean',
    'role sheet, rich',
    'role sheet, clean',
  ])('%s has no stray marks, and no markup of its own', (name) => {
    const markdown = documents[name] ?? '';
    expect(shownText(markdown)).not.toMatch(/\*\*|`|&[a-z]+;/);
    expect(nodesOf(markdown, 'html_inline') + nodesOf(markdown, 'html_block')).toBe(0);
  });

  test('the steps of a role sheet are one numbered list', () => {
    expect(documents['role sheet, clean']).toMatch(/^1\. \*\*Admin &gt; Users &amp; Roles &gt; Roles\.\*\* New Role/m);
    expect(documents['role sheet, clean']).toMatch(/^6\. /m);
  });
});
