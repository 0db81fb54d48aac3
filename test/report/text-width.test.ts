import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { textWidth } from '../../src/report/document/text-width.ts';

test('a text is as wide as the library says that it is', () => {
  const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }), fc.string());
  fc.assert(
    fc.property(texts, (text) => {
      // Control characters are made visible before a text is measured.
      const shown = text.replaceAll(/\p{Cc}/gu, '');
      expect(textWidth(shown)).toBe(stringWidth(shown));
    }),
  );
});

test('wide, combined and empty texts are measured as they are shown', () => {
  expect(['', 'leads.json', '…', '東京', 'e\u0301', '👩‍👧'].map(textWidth)).toEqual([0, 10, 1, 4, 1, 2]);
});

test('the signs of our own take one column, alone and among others', () => {
  const signs = [...'·…→↳−✓✗'];
  const texts = fc.string({ unit: fc.constantFrom(...signs, 'a', ' ', '\u0301', '\ufe0f', '\u200d', '👩', '東') });
  expect(signs.map(textWidth)).toEqual(signs.map(() => 1));
  fc.assert(
    fc.property(texts, (text) => {
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
  );
});
