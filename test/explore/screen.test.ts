import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { screen, spoken } from '../../src/explore/index.ts';
import { createReport, type Foreign } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { explorerInput, linesOf, openExplorer, press, rowTexts, screenText } from './kit.ts';

const model = createReportModel();
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;
const journey = ['j', 'l', 'j', 'l', 'j', 'enter', 'G', 'escape', '2', 'j', 'space', '3', 'l', 'j', 'space', 'enter'];
const further = ['4', 'space', '5', 'j', 'enter', 'escape', '6', '?', 'G', 'escape', '1', '/', 'e', 'enter', 's'];

test('the first screen says which service, how large its role is, and what every box is', () => {
  const store = openExplorer(explorerInput(model), { columns: 80, rows: 24 });
  expect(screenText(store).split('\n').slice(0, 12).join('\n')).toMatchInlineSnapshot(`
    "rolefit  service nightly sync  lower bound: at least 3 permissions
    [1 Permissions]  2 Files   3 Open calls (3)   4 Services   5 What-if
    row 1 of 10   showing: relevant
    ❯ ▾ Access Admin  2 permissions, 2 unused
          − unused      Access Admin  opens 1 operation
          − unused      Access Users  opens 1 operation
      ▾ Access API  7 permissions, 1 missing, 1 unused, 1 broader, 1 needed, 1 impl…
          − unused      Access User Management Api  opens 1 operation
        ▸ ✗ missing     Approve Assets  disputed  1 operation would fail
        ▸ ✓ needed      Read-Only Assets  for 1 operation
        ▸ ↳ implied     Read-Only Lead  comes with Read-Write Lead
        ▸ ≠ disputed    Read-Write Assets  another source asks it for 1 operation"
  `);
});

test('every state has a sign and a word, also in ASCII', () => {
  const rows = rowTexts(openExplorer(explorerInput(model, { unicode: false })));
  expect(rows.join('\n')).toMatchInlineSnapshot(`
    "> [-] Access Admin  2 permissions, 2 unused
            - unused      Access Admin  opens 1 operation
            - unused      Access Users  opens 1 operation
      [-] Access API  7 permissions, 1 missing, 1 unused, 1 broader, 1 needed, 1 implied, 1 disputed
            - unused      Access User Management Api  opens 1 operation
        [+] ! missing     Approve Assets  disputed  1 operation would fail
        [+] + needed      Read-Only Assets  for 1 operation
        [+] ^ implied     Read-Only Lead  comes with Read-Write Lead
        [+] ~ disputed    Read-Write Assets  another source asks it for 1 operation
            v broader     Read-Write Lead  opens 2 operations; Read-Only Lead is enough"
  `);
});

test('a grant opens more than its share, and the row says how much', () => {
  const rows = rowTexts(openExplorer(explorerInput(model)));
  expect(rows.find((row) => row.includes('broader '))).toMatch(/broader.*opens 2 operations; Read-Only Lead is enough/);
});

describe.each([
  [40, 12],
  [80, 24],
  [140, 40],
  [250, 70],
])('at %i by %i', (columns, rows) => {
  test.each([true, false])('every screen of a walk fits exactly (unicode: %s)', (unicode) => {
    const store = openExplorer(explorerInput(model, { unicode }), { columns, rows });
    for (const key of [...journey, ...further]) {
      press(store, key);
      const lines = linesOf(screen(store.state(), store.explorer));
      expect(lines).toHaveLength(rows - 1);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      if (!unicode) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
    }
  });
});

test('nothing of the input can move the cursor, hide or colour anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const foreign: Foreign = { service: text, file: text, path: text, name: text };
      const store = openExplorer(explorerInput(model, { report: createReport(model, foreign) }));
      for (const key of [...journey, ...further]) {
        press(store, key);
        const lines = linesOf(screen(store.state(), store.explorer));
        expect(lines).toHaveLength(23);
        expect(lines.join('')).not.toMatch(invisible);
        expect(spoken(store.state(), store.explorer).join('')).not.toMatch(invisible);
      }
    }),
    { numRuns: 30, examples: [['\u001b[2J\u001b]0;title\u0007'], ['a\r\nb\u202etxt\u200b'], ['__proto__']] },
  );
});

describe('read out', () => {
  test('the selected row comes first, in words, and its details when they are asked for', () => {
    const store = press(openExplorer(explorerInput(model)), 'j j j j');
    const [row, where] = spoken(store.state(), store.explorer);
    expect(row).toMatch(/^\S+ (missing|unused|broader|needed) /);
    expect(where).toMatch(/^Row 5 of \d+, level \d.*Permissions, nightly sync\.$/);
    const before = spoken(store.state(), store.explorer).length;
    press(store, 'enter');
    expect(spoken(store.state(), store.explorer).length).toBeGreaterThan(before);
  });
});

test('an empty report is no crash', () => {
  const report = { ...createReport(model), services: [] };
  const store = openExplorer(explorerInput(model, { report }));
  for (const key of [...journey, ...further, 'o', 'y', 'w']) {
    press(store, key);
    expect(screenText(store).split('\n')).toHaveLength(23);
  }
});
