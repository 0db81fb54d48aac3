import { expect, test } from 'vitest';
import { looksMinified } from '../../src/sources/looks-minified.ts';

test.each([
  ['one long line', 'x=1;'.repeat(2_000), true],
  ['a licence above one long line', `/*\n * licence\n */\n${'x=1;'.repeat(2_000)}`, true],
  ['a long line anywhere', `${'a\n'.repeat(7)}${'x'.repeat(5_001)}\n`, true],
  ['a line just short enough', 'x'.repeat(5_000), false],
  ['an embedded image among many short lines', `${'const a = 1;\n'.repeat(300)}'${'A'.repeat(9_000)}'`, false],
  ['ordinary code', 'const a = 1;\n'.repeat(2_000), false],
  ['nothing', '', false],
])('%s', (_, text, expected) => {
  expect(looksMinified(Buffer.from(text), text.length)).toBe(expected);
  expect(
    looksMinified(
      Uint16Array.from(text, (unit) => unit.charCodeAt(0)),
      text.length,
    ),
  ).toBe(expected);
});
