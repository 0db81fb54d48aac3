import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { CodeFrame } from '../../src/model/code-frame.ts';
import { layoutFrame } from '../../src/report/document/layout-frame.ts';
import { toMarkdown } from '../../src/report/document/to-markdown.ts';

function frame(texts: readonly string[], main: number, column: number): CodeFrame {
  return { lines: texts.map((text, index) => ({ number: 8 + index, text })), line: 8 + main, column };
}

function layout(one: CodeFrame, width = 60): string[] {
  return layoutFrame(one, width, '…').map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

/** What stands above the caret. */
function pointedAt(lines: readonly string[]): string {
  const index = lines.findIndex((line) => line.endsWith('| ^') || /\| +\^$/.test(line));
  const caret = stringWidth(lines[index]?.slice(0, -1) ?? '');
  let column = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(lines[index - 1] ?? '')) {
    if (column === caret) return segment;
    column += stringWidth(segment);
  }
  return '';
}

describe('a code frame', () => {
  test('has its neighbours, numbers in a column and a caret', () => {
    expect(layout(frame(['if (x) {', "  await api.post('/leads.json');", '}'], 1, 9))).toEqual([
      ' 8 | if (x) {',
      " 9 |   await api.post('/leads.json');",
      '   |         ^',
      '10 | }',
    ]);
  });

  test.each([
    ['tabs', '\t\ta\tX(y)', 4 + 1],
    ['wide characters', "f('夜間同期🎉', X)", 13],
    ['control characters', 'a\u001b[2J\u202e X', 8],
    ['combining marks', 'e\u0301e\u0301 = X', 8],
  ])('%s: the caret stands below the column', (_, text, column) => {
    expect(text.charAt(column - 1)).toBe('X');
    expect(pointedAt(layout(frame([text], 0, column)))).toBe('X');
  });

  test('what cannot be seen is spelled out', () => {
    expect(layout(frame(['a\u001b[2J\u202e\u200b'], 0, 1))[0]).toBe('8 | a\\u{1b}[2J\\u{202e}\\u{200b}');
  });

  test('of a long line the part around the caret is shown, and of its neighbours the same part', () => {
    const long = `${'a'.repeat(300)}X${'b'.repeat(300)}`;
    const lines = layout(frame(['short', long, 'c'.repeat(400)], 1, 301), 40);
    expect(pointedAt(lines)).toBe('X');
    expect(lines[1]).toMatch(/^ 9 \| …a+Xb+…$/);
    expect(lines[0]).toBe(' 8 |');
    expect(lines[3]).toMatch(/^10 \| …c+…$/);
  });

  test('fits any width, whatever the code, and keeps the caret on its character', () => {
    const code = fc.string({ unit: fc.constantFrom('a', '\t', '夜', '🎉', '\u001b', '\u0301', ' ', '`') });
    fc.assert(
      fc.property(code, code, fc.integer({ min: 20, max: 90 }), (before, after, width) => {
        const lines = layout(frame([`${before} X ${after}`], 0, before.length + 2), width);
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
        expect(pointedAt(lines)).toBe('X');
      }),
    );
  });

  test('stays in its fence in Markdown', () => {
    const document = toMarkdown([{ kind: 'code', title: ['at'], frame: frame(['```', '````js', '<b>'], 1, 1) }]);
    expect(document).toBe('at\n\n`````text\n 8 | ```\n 9 | ````js\n   | ^\n10 | <b>\n`````\n');
  });
});
