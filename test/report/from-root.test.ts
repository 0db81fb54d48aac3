import { expect, test } from 'vitest';
import { fromRoot } from '../../src/report/ci/from-root.ts';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();

test('every place of a code host is named from the root of the repository', () => {
  const report = fromRoot(createReport(model), 'packages/sync');
  for (const format of ['sarif', 'gitlab', 'github', 'junit'] as const) {
    const text = renderers[format](report, model, plainOptions);
    const plain = renderers[format](createReport(model), model, plainOptions);
    expect(text).not.toMatch(/(?<!packages\/sync\/)src\/sync\/leads\.ts/);
    expect(plain).toContain('src/sync/leads.ts');
  }
});

test.each([
  ['src/a.ts', 'packages/sync/src/a.ts'],
  ['./a.har', 'packages/sync/a.har'],
  ['../other/a.ts', 'packages/other/a.ts'],
  ['../../a.ts', 'a.ts'],
  ['../../../a.ts', '../../../a.ts'],
  ['.', 'packages/sync'],
  ['-', '-'],
  ['--mcp-tools', '--mcp-tools'],
  ['/etc/a', '/etc/a'],
])('%s becomes %s', (file, expected) => {
  const report = createReport(model);
  const [input] = report.inputs;
  if (input === undefined) throw new Error('the kit has inputs');
  expect(fromRoot({ ...report, inputs: [{ ...input, file }] }, 'packages/sync').inputs[0]?.file).toBe(expected);
});

test('at the root nothing changes', () => {
  const report = createReport(model);
  expect(fromRoot(report, '')).toBe(report);
});
