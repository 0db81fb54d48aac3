import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonc, plainJson } from '../../src/sources/parse-jsonc.ts';

test('reads what tsconfig.json allows', () => {
  const text = '\uFEFF{ // one\n "a": [1, /* two, ] */ 2,], /* */ "u": "http://x/*,]*/", "e": "\\",}", }';
  expect(parseJsonc(text)?.value).toEqual({ a: [1, 2], u: 'http://x/*,]*/', e: '",}' });
});

test('reads all JSON as JSON, with comments and trailing commas strewn in', () => {
  const gap = fc.constantFrom('', ' ', '/* , ] } " */', '// } "\n', '\n');
  fc.assert(
    fc.property(fc.jsonValue(), gap, (value, between) => {
      const spread = JSON.stringify(value, null, 1).replace(/\n/g, () => `${between}\n`);
      expect(parseJsonc(spread)?.value).toEqual(JSON.parse(JSON.stringify(value)));
      const trailing = JSON.stringify([value]).replace(/\]$/, `,${between}]`);
      expect(parseJsonc(trailing)?.value).toEqual(JSON.parse(JSON.stringify([value])));
    }),
  );
});

test.each(['', '{', '[,]', '{"a" 1}', '/*', '"', ',', '[1,,]'])('says when %j is neither', (text) => {
  expect(parseJsonc(text)).toBeUndefined();
  expect(plainJson(text)).toHaveLength(text.length);
});

test.each(['/*', ',', '"', '/', ', ', '"\\'])('takes linear time on %j repeated', (piece) => {
  const start = performance.now();
  parseJsonc(piece.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(2_000);
});
