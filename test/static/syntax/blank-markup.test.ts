import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankMarkup } from '../../../src/static/syntax/blank-markup.ts';

test('leaves the script blocks where they stand and blanks the rest', () => {
  const vue = [
    '<template>\r\n  <p>{{ fetch("/x") }}</p>\n</template>',
    '<!-- <script>no()</script> -->',
    '<script setup lang="ts" generic="T extends Map<string, number>">',
    "const a = '<p>';",
    '</script>',
    '<script src="./other.ts" />',
    '<script>const b = 2;</script><style>p{}</style>',
  ].join('\n');
  const blanked = blankMarkup(vue);
  expect(blanked.trim().split(/\s{2,}/)).toEqual(["const a = '<p>';", 'const b = 2;']);
  expect(blanked.indexOf('const b')).toBe(vue.indexOf('const b'));
});

test('keeps length and line breaks of any text', () => {
  const piece = fc.constantFrom(
    '<script',
    '>',
    '</script',
    '"',
    '\n',
    '\r',
    '<!--',
    '-->',
    '/',
    'x',
    ' ',
    '\u2028',
    '😀',
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (vue) => {
      const blanked = blankMarkup(vue);
      expect(blanked).toHaveLength(vue.length);
      for (let i = 0; i < vue.length; i++) expect([' ', vue[i]]).toContain(blanked[i]);
      expect(blanked.replace(/[^\n\r\u2028]/g, '')).toBe(vue.replace(/[^\n\r\u2028]/g, ''));
    }),
  );
});
