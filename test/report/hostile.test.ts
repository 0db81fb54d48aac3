import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats, plainOptions, renderers } from '../../src/report/index.ts';
import { createReport, type Foreign } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

const hostile = {
  escape: '\u001b[2J\u001b]0;title\u0007',
  newlines: 'a\r\n# heading\n\n- item\u2028line\u0085next',
  bidi: 'a\u202etxt.exe\u2066b\u2069',
  'zero width': 'ad\u200bmin\ufeff\u00ad',
  table: 'a | b || c \\| d',
  html: '<script>alert(1)</script><!-- & -->',
  markup: '**b** _i_ ~~s~~ `c` ``d`` [l](https://e.example) ![p](x) @team www.e.example $x$ #1',
  surrogate: 'a\ud800b',
  'no character': 'a\ufffe\uffff',
  formula: '=HYPERLINK("https://e.example","open")',
  'wide formula': "\uff1dcmd|' /C calc'!A1",
  sum: '@SUM(1+1)*cmd|x',
  command: '::error file=a,line=1::owned%0A::stop-commands::x',
  'closed element': "]]>\"/><failure message='x'>&#10;&amp;",
  place: '../../etc/passwd?x#y%2F\\:',
  tags: 'a\u{e0041}\u{e0042}',
};

function foreignOf(text: string): Foreign {
  return { service: text, file: text, path: text, name: text };
}

function render(format: (typeof formats)[number], text: string, width = 100_000): string {
  return renderers[format](createReport(model, foreignOf(text)), model, { ...plainOptions, width });
}

/** Lines end as the format has it: CRLF in all places, or nowhere. */
function linesOf(rendered: string): readonly string[] {
  return rendered.split(rendered.endsWith('\r\n') ? '\r\n' : '\n');
}

describe.each(formats)('hostile input in %s', (format) => {
  test.each(Object.entries(hostile))('%s: adds no line and shows nothing invisible', (_, text) => {
    const rendered = render(format, text);
    expect(linesOf(rendered).length).toBe(linesOf(render(format, 'harmless')).length);
    expect(linesOf(rendered).join('')).not.toMatch(invisible);
  });

  test('any text: adds no line and shows nothing invisible', () => {
    const lines = linesOf(render(format, 'harmless')).length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        const rendered = render(format, `x${text}x`);
        expect(linesOf(rendered).length).toBe(lines);
        expect(linesOf(rendered).join('')).not.toMatch(invisible);
      }),
      { numRuns: 60 },
    );
  });

  test('a path of 10,000 characters takes no time to speak of', () => {
    const path = `/${'very-long/'.repeat(1_000)}end.ts`;
    const rendered = render(format, path, 80);
    if (format === 'text') {
      // A place is never cut to the width of a screen; what no screen shows is.
      expect(Math.max(...rendered.split('\n').map((line) => line.length))).toBeLessThanOrEqual(1_100);
      expect(rendered).toContain('…');
    } else {
      expect(rendered).toContain(path);
    }
  });
});

describe('hostile input', () => {
  test('comes out of JSON as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(render('json', text)).services[0].name).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test('cannot break a table, link or tag in Markdown', () => {
    const cells = (row: string) => row.match(/(?<!\\)\|/g)?.length ?? 0;
    const tame = render('markdown', 'harmless').split('\n');
    for (const text of Object.values(hostile)) {
      const rendered = render('markdown', text).split('\n');
      expect(rendered.map(cells)).toEqual(tame.map(cells));
      // What stands in code is literal; outside it no character of the input may start markup or a link.
      const prose = rendered.map((line) => line.replace(/(`+) ?.*?(?<!`)\1(?!`)/g, '')).join('\n');
      expect(prose).not.toMatch(/<|(?<!\\)\[|https?:\/\/|@|www\./);
    }
  });
});
