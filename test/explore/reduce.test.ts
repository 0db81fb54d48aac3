import { describe, expect, test } from 'vitest';
import { createReportModel } from '../kit/report-model.ts';
import { explorerInput, openExplorer, press, rowTexts, selectedRow, typeText } from './kit.ts';

const input = explorerInput(createReportModel());
const open = (size?: { columns: number; rows: number }) => openExplorer(input, size);

describe('moving', () => {
  test('arrows and vi keys go the same way, and stop at both ends', () => {
    expect(selectedRow(press(open(), 'j j k'))).toBe(selectedRow(press(open(), 'down down up')));
    expect(selectedRow(press(open(), 'k up'))).toContain('Access Admin');
    const last = rowTexts(open()).at(-1)?.trim() ?? 'no rows';
    expect(selectedRow(press(open(), 'G j down pagedown'))).toContain(last);
    expect(selectedRow(press(open(), 'G g'))).toContain('Access Admin');
  });

  test('unfolding shows operations, then places; folding leads back up', () => {
    const store = press(open(), 'g');
    while (!selectedRow(store).includes('Approve Assets')) press(store, 'j');
    press(store, 'l l');
    expect(selectedRow(store)).toContain('POST /rest/asset/v1/email/{id}/approveDraft.json');
    press(store, 'right right');
    expect(selectedRow(store)).toContain('src/emails.ts:7:9');
    press(store, 'h');
    expect(selectedRow(store)).toContain('approveDraft.json');
    press(store, 'left left');
    expect(selectedRow(store)).toContain('Approve Assets');
    press(store, 'left');
    expect(rowTexts(store).join('\n')).not.toContain('approveDraft.json');
  });

  test('each view remembers its row', () => {
    const store = press(open(), 'j j 2 j 1');
    const before = selectedRow(store);
    press(store, '2');
    expect(selectedRow(store)).not.toBe(before);
    expect(selectedRow(press(store, '1'))).toBe(before);
  });
});

describe('searching', () => {
  test('narrows with every key, opens what leads to a hit, and ends with Escape', () => {
    const store = typeText(press(open(), '/'), 'other.ts');
    expect(rowTexts(store).map((row) => row.replace(/^❯?\s*▾?\s*/, ''))).toEqual([
      expect.stringContaining('Access API'),
      expect.stringContaining('Read-Only Lead'),
      expect.stringContaining('GET /rest/v1/leads.json'),
      'src/sync/other.ts:3:9',
    ]);
    press(store, 'backspace enter');
    expect(store.state().query).toBe('other.t');
    expect(store.state().isTyping).toBe(false);
    press(store, 'escape');
    expect(store.state().query).toBe('');
  });

  test('letters that are keys elsewhere are only letters, and case does not matter', () => {
    const store = typeText(press(open(), '/'), 'QJ LEAD');
    expect(store.state().query).toBe('QJ LEAD');
    expect(store.state().request).toBeUndefined();
    expect(rowTexts(typeText(press(open(), '/'), 'WRITE lead'))).toHaveLength(2);
  });
});

test('the filter goes through the states and back', () => {
  const store = press(open(), 'f f');
  expect(rowTexts(store).filter((row) => row.includes('missing '))).toHaveLength(1);
  expect(rowTexts(store)).toHaveLength(2);
  expect(store.state().filter).toBe('missing');
  expect(press(store, 'F F').state().filter).toBe('relevant');
  expect(rowTexts(press(open(), 'f')).join('\n')).toContain('not granted');
});

describe('reading', () => {
  test('moves the details instead of the list, no further than they go', () => {
    const store = press(open({ columns: 80, rows: 14 }), 'G enter');
    const before = selectedRow(store);
    press(store, 'G');
    const end = store.state().scroll;
    expect(end).toBeGreaterThan(0);
    expect(press(store, 'j j').state().scroll).toBe(end);
    expect(press(store, 'k').state().scroll).toBe(end - 1);
    expect(selectedRow(press(store, 'escape'))).toBe(before);
    expect(store.state().isReading).toBe(false);
  });

  test('the help opens over it and closes with the same key', () => {
    const store = press(open(), '?');
    expect(store.state().isHelp).toBe(true);
    expect(press(store, '?').state().isHelp).toBe(false);
  });
});

describe('what goes out', () => {
  test('is asked for once: the next event takes the request back', () => {
    const store = press(open(), 'q');
    expect(store.state().request).toEqual({ kind: 'quit' });
    store.dispatch({ kind: 'done', message: 'closed' });
    expect(store.state().request).toBeUndefined();
    expect(store.state().message).toBe('closed');
  });

  test('an editor opens at the line of the selected place', () => {
    const store = press(open(), '2');
    while (!selectedRow(store).includes('line 41')) press(store, 'j');
    expect(press(store, 'o').state().request).toMatchObject({
      kind: 'edit',
      at: { file: 'src/sync/leads.ts', line: 41 },
    });
  });

  test('a recording is no file to edit, and a message says so', () => {
    const store = press(open(), '2 G');
    expect(selectedRow(store)).toContain('entry 9');
    expect(press(store, 'o').state().request).toBeUndefined();
    expect(store.state().message).toContain('no line of a file');
  });

  test('an open call gives the comment to paste', () => {
    expect(press(open(), '3 y').state().request).toEqual({
      kind: 'copy',
      text: '// rolefit: POST /rest/v1/leads.json',
      what: 'the comment',
    });
  });
});

test('a screen that is too small is drawn as a small one', () => {
  const store = open();
  store.dispatch({ kind: 'resize', columns: 3, rows: 1 });
  expect(store.state()).toMatchObject({ columns: 40, rows: 12 });
});
