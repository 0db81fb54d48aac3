import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { element, rawElement } from '../../../src/report/html/markup.ts';

describe('element', () => {
  test('nests, escapes text, and leaves out what is undefined or false', () => {
    const made = element(
      'p',
      { id: 'a', hidden: true, class: undefined },
      'a < b & ',
      element('code', {}, '"c"'),
      false,
    );
    expect(String(made)).toBe('<p id="a" hidden>a &lt; b &amp; <code>&quot;c&quot;</code></p>\n');
  });

  test('any text stays text, in content and in an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const made = String(element('b', { id: text }, text));
        const inner = /^<b id="([^"<>]*)">([^"'<>]*)<\/b>$/.exec(made);
        expect(inner?.[1]).toBe(inner?.[2]);
        expect(inner?.[2] ?? '<').not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
      { numRuns: 300 },
    );
  });

  test('what looks like markup but was not made here is text', () => {
    const forged = { toString: () => '<script>alert(1)</script>' };
    // @ts-expect-error: the compiler refuses it already
    expect(() => String(element('p', {}, forged))).toThrow();
  });

  test('refuses a link that leaves the page', () => {
    expect(() => element('a', { href: 'https://example.com/' }, 'x')).toThrow('leaves the page');
    expect(() => element('a', { href: 'javascript:alert(1)' }, 'x')).toThrow('leaves the page');
    expect(String(element('a', { href: '#x' }, 'x'))).toBe('<a href="#x">x</a>');
  });
});

describe('rawElement', () => {
  test.each(['</script>', '</SCRIPT >', '<!-- <script>'])('refuses %s', (source) => {
    expect(() => rawElement('script', {}, source)).toThrow('could end it');
  });

  test('leaves other source alone', () => {
    expect(String(rawElement('style', {}, 'a > b { c: "d" }'))).toBe('<style>a > b { c: "d" }</style>\n');
  });
});
