import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { plainOptions, renderTable, roleSheet, tableFormats } from '../../src/report/index.ts';
import { roleSheetSchema } from '../../src/schema/role-sheet.ts';
import { createCleanReport, createReport, type Foreign } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const rich = createReport(model);
const clean = createCleanReport(model);
const wide = { ...plainOptions, width: 1_000 };

function text(report: Report): string {
  return renderTable(roleSheet(report, model), 'text', wide);
}

function data(report: Report, workspaces: readonly string[] = []) {
  const answer = roleSheet(report, model, { workspacesOf: () => workspaces });
  return JSON.parse(renderTable(answer, 'json', plainOptions));
}

function rows(report: Report): readonly Readonly<Record<string, string>>[] {
  return roleSheet(report, model).table.rows;
}

describe('the sheet of a new role', () => {
  test('says what to tick, and that the group itself is left alone', () => {
    const sheet = text(clean);
    expect(sheet).toContain('☑ Read-Only Lead: read persons');
    expect(sheet).toContain('☐ Read-Write Lead\n');
    expect(sheet).toContain('Do not tick the group itself');
    expect(sheet).toContain('Leave unticked as a whole: Access Admin.');
    expect(sheet).not.toContain('lower bound');
    expect(sheet).not.toContain('What to change');
  });

  test('leads from the role to the old service, in this order', () => {
    const what = data(clean).services[0].steps.map((step: { what: string }) => step.what);
    const order = ['New Role', 'API Only', 'Custom', 'client id and secret', '603', 'delete the old service'];
    expect(what).toHaveLength(order.length);
    for (const [index, words] of order.entries()) expect(what[index]).toContain(words);
  });

  test('names the workspaces where they are known', () => {
    const [sheet] = data(clean, ['Europe', 'Asia']).services;
    expect(sheet.workspaces).toEqual(['Europe', 'Asia']);
    expect(sheet.steps[1].what).toContain('in Europe and Asia, and in no other workspace');
    expect(data(clean).services[0]).not.toHaveProperty('workspaces');
  });
});

describe('the sheet against a grant', () => {
  test('lists the changes, the group first, and ends at the target', () => {
    const sheet = text(rich);
    expect(sheet).toMatch(/Untick +Access API \(the group's own box\), Access Admin, Access Users/);
    expect(sheet).toMatch(/Tick +Approve Assets, Read-Only Lead/);
    expect(sheet).toMatch(/Keep +Read-Only Assets/);
    expect(sheet).toContain('☐ Read-Write Lead (untick it)');
    const [{ changes, groups }] = data(rich).services;
    expect(changes.groups).toEqual(['Access API']);
    const ticked = groups.flatMap(({ tick }: { tick: readonly string[] }) => tick);
    expect([...changes.keep, ...changes.tick].sort()).toEqual(ticked.toSorted());
    const open = groups.flatMap(({ leave }: { leave: readonly string[] }) => leave);
    expect(open).toEqual(expect.arrayContaining(changes.untick));
  });

  test('says first that the role is a lower bound, and last where sources disagree', () => {
    const sheet = text(rich);
    const first = sheet.indexOf('This is a lower bound');
    expect(first).toBeGreaterThan(-1);
    expect(first).toBeLessThan(sheet.indexOf('Role name'));
    expect(sheet.slice(sheet.indexOf("Where Adobe's sources disagree"))).toContain(
      'Read-Write Assets (endpoint table of the developer guide)',
    );
  });
});

test('two services are two users: a sheet for each, and a word about it', () => {
  const [service] = clean.services;
  const other = rich.services[0];
  if (service === undefined || other === undefined) throw new Error('the sample reports have a service each');
  const sheet = text({ ...clean, services: [service, other] });
  expect(sheet).toContain('2 integrations: 2 users, 2 roles');
  expect(sheet.match(/^Role sheet for /gm)).toHaveLength(2);
});

describe('the table', () => {
  test('has every box of the dialog once, in its order, and each own box before its group', () => {
    const boxes = model.permissions.permissions.map(({ name }) => name);
    const names = rows(clean).map(({ box }) => box);
    expect(names).toEqual([...boxes.slice(0, 2), 'Access API', ...boxes.slice(2)]);
    const ticked = rows(clean).filter((row) => row['do'] === 'tick');
    expect(ticked).toMatchObject([{ box: 'Read-Only Lead', 'needed by': 'GET /rest/v1/leads.json' }]);
  });

  test('runs nothing in a spreadsheet, whatever a service is called', () => {
    const csv = renderTable(roleSheet(named('=HYPERLINK("x")'), model), 'csv', plainOptions);
    expect(csv).not.toMatch(/(?:^|,)"?=/m);
  });
});

function named(service: string): Report {
  const foreign: Foreign = { service, file: 'src/a.ts', path: '/rest/v1/leeds.json', name: 'Read-Only Leads' };
  return createReport(model, foreign);
}

describe('any name of a service', () => {
  const accepts = new Ajv2020().compile(roleSheetSchema);

  test('gives a role name and a description that fit and can be pasted, and data as its schema says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const sheets = data(named(name));
        expect(accepts(sheets), JSON.stringify(accepts.errors)).toBe(true);
        const [{ roleName, description }] = sheets.services;
        expect(roleName).toMatch(/^API [\p{L}\p{N}._ -]+…?$/u);
        expect([...roleName].length).toBeLessThanOrEqual(60);
        expect([...description].length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['nightly sync', 'API nightly sync'],
    ['rosa@example.com', 'API integration'],
    ['<b>=1+1</b>', 'API b 1 1 b'],
    ['\u202eevil\u0000', 'API evil'],
    ['夜間同期', 'API 夜間同期'],
  ])('%j', (name, expected) => {
    expect(data(named(name)).services[0].roleName).toBe(expected);
  });

  test.each(tableFormats)('shows nothing invisible as %s', (format) => {
    const rendered = renderTable(roleSheet(named('a\u202eb\u001b[2J\u0007c'), model), format, plainOptions);
    expect(rendered.replace(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
