import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadGrant } from '../../src/load/grant.ts';
import { loadModel, type Model } from '../../src/load/model.ts';
import { guessedEntry, type Report } from '../../src/model/report.ts';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const cwd = fileURLToPath(new URL('../../', import.meta.url));
const screen = { lines: 24, columns: 80 };

let model: Model;
beforeAll(async () => {
  model = await loadModel();
});

describe('the first screen, where there is a grant', () => {
  test.each([
    {
      fixture: 'fixtures/traffic/asset-publisher/traffic.har',
      granted: 'Access API',
      untick: 'Access API do all that the group allows',
      because: 'delete any lead',
    },
    {
      fixture: 'fixtures/traffic/bulk-export/traffic.har',
      granted: 'Read-Write Lead',
      untick: 'Read-Write Lead delete any lead, and 12 more things (tick Read-Only Lead instead)',
      because: 'delete any lead',
    },
    {
      fixture: 'fixtures/apps/asset-publisher',
      granted: 'Read-Write Assets, Read-Only Sales Person, Execute Campaign, Read-Write Opportunity',
      untick: 'Read-Write Opportunity delete opportunities',
      because: "delete opportunities and leads' roles in them",
    },
  ])('$fixture: says which box to untick first, and why', async ({ fixture, granted, untick, because }) => {
    const report = await analyzeWith(fixture, granted);
    const seen = firstScreen(report);
    expect(seen).toContain(untick);
    expect(seen).toContain(because);
    const [worst] = report.services[0]?.blastRadius.excess ?? [];
    expect(seen).toContain(worst?.name);
    expect(seen).toContain(worst?.reach.abilities[0]?.phrase);
    for (const { name } of report.services[0]?.comparison?.missing ?? []) expect(seen).toContain(name);
  });

  test('without one it is the role', async () => {
    const seen = firstScreen(await analyzeWith('fixtures/traffic/bulk-export/traffic.har'));
    expect(seen).toMatch(/^user 1: minimal role, 1 permission/);
    expect(seen).toContain('✓ Read-Only Lead');
    expect(seen).not.toContain('ntick');
  });

  test('a grant of exactly the role leaves nothing to change', async () => {
    const seen = firstScreen(await analyzeWith('fixtures/traffic/bulk-export/traffic.har', 'Read-Only Lead'));
    expect(seen).toMatch(/^user 1: exactly what is needed is granted; minimal role, 1 permission/);
    expect(seen).not.toMatch(/ntick/);
    expect(seen).toContain('Needed ✓ Read-Only Lead');
  });
});

async function analyzeWith(fixture: string, names?: string): Promise<Report> {
  const granted = names === undefined ? undefined : await loadGrant(names, { cwd }, model.permissions);
  return analyzePaths([fixture], { cwd, hosts: [], model, ...(granted === undefined ? {} : { granted }) });
}

function firstScreen(report: Report): string {
  const text = renderers.text(report, model, { ...plainOptions, width: screen.columns });
  const lines = text.split('\n').slice(0, screen.lines);
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .replace(/ +/g, ' ');
}

test('an entry point that is only a guess is named, one that the package names is not', () => {
  const sample = createReport(createReportModel());
  const [input] = sample.inputs;
  if (input === undefined) throw new Error('the sample has an input');
  const withEntries = (reason: string): string => {
    const entries = [{ reason, count: 4, files: ['a.js', 'b.js', 'c.js', 'd.js'] }];
    const view = { permissions: model.permissions, rules: model.rules };
    return renderers.text({ ...sample, inputs: [{ ...input, entries }] }, view, plainOptions);
  };
  expect(withEntries(guessedEntry.orphan)).toContain(
    'Entry points: a.js, b.js, c.js and 1 more (imported by no module)',
  );
  expect(withEntries('main of package.json')).not.toContain('Entry points');
});
