import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Report } from '../../../src/model/report.ts';
import {
  answerFormats,
  explain,
  type Format,
  formats,
  plainOptions,
  renderAnswer,
  renderers,
} from '../../../src/report/index.ts';
import { seeded } from '../../har/mutations.ts';
import { createReport } from '../../kit/report.ts';
import { createReportModel } from '../../kit/report-model.ts';
import { pick, type Random, seedTarget, type Target, times } from '../target.ts';

const model = createReportModel();
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

/** Pieces that mean something to a terminal, a page, a table, a runner or a reader. */
const pieces = [
  ...['\u001b[2J', '\u001b]0;t\u0007', '\u009b31m', '\r', '\n', '\r\n', '\u2028', '\u0085', '\t', '\u0000', '\u0008'],
  ...['\u202e', '\u2066', '\u200b', '\ufeff', '\u00ad', '\ud800', '\udc00', '\uffff', '\u{e0041}', '\u{1d173}'],
  ...['<script>alert(1)</script>', '<!--', '-->', ']]>', '</pre>', '"', "'", '`', '```', '&', '&#10;', '<img src=x>'],
  ...['|', '\\', '\\|', '[l](https://e.example)', '![p](x)', '@team', '#1', '**', '_', '~~', '$x$', '# ', '- ', '> '],
  ...['=1+1', '+1', '-1', '@SUM(1)', '\uff1d1', ',', ';', '""', '::error::x', '%0A', '::stop-commands::x', '##[error]'],
  ...['../', '/', '%2e%2e', 'C:\\', 'file:///etc/passwd', 'javascript:alert(1)', 'é', '東京', '🚀', 'a', ' ', '0'],
];

function hostile(random: Random): string {
  return `x${times(6, random, () => pick(pieces, random)).join('')}x`;
}

/** What a report says in words of its own, or takes from the rules: nobody outside can set it. */
const own = new Set([
  ...['kind', 'severity', 'confidence', 'status', 'certainty', 'outcome', 'reason', 'spelling', 'method', 'from', 'to'],
  ...[
    'operation',
    'operations',
    'permissions',
    'permission',
    'because',
    'needed',
    'unused',
    'enough',
    'by',
    'disputed',
  ],
  ...['candidates', 'narrowedTo', 'similar', 'suggestion', 'certificate', 'blastRadius', 'escalations', 'bounds'],
  ...['sources', 'groups', 'broader', 'missing', 'version', 'tool', 'conditions', 'causes', 'arguments'],
]);

/** Where a report holds a text of whoever wrote the input: ways through it, key by key. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const key = path.findLast((one) => !/^\d+$/.test(one)) ?? '';
  if (own.has(key)) return [];
  if (typeof value === 'string') return [[...path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, one]) => placesIn(one, [...path, inner]));
}

function withTexts(report: Report, texts: ReadonlyMap<readonly string[], string>): Report {
  const copy = structuredClone(report);
  for (const [path, text] of texts) {
    let at: Record<string, unknown> = copy as unknown as Record<string, unknown>;
    for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
    at[path.at(-1) ?? ''] = text;
  }
  return copy;
}

const sample = createReport(model);
const places = placesIn(sample);

/** What holds of every document of a format, beside what all share. */
const laws: Partial<Record<Format, (rendered: string, tame: string) => boolean>> = {
  json: (rendered) => JSON.parse(rendered) !== null,
  sarif: (rendered) => JSON.parse(rendered).version === '2.1.0',
  gitlab: (rendered) => Array.isArray(JSON.parse(rendered)),
  junit: (rendered, tame) => XMLValidator.validate(rendered) === true && shapeOfXml(rendered) === shapeOfXml(tame),
  csv: (rendered) =>
    parseCsv(rendered)
      .flat()
      .every((cell: string) => !/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell)),
  html: (rendered, tame) => tagsOf(rendered) === tagsOf(tame),
  github: (rendered, tame) => commandsOf(rendered) === commandsOf(tame),
};

function shapeOfXml(text: string): string {
  const parsed: unknown = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' }).parse(text);
  return JSON.stringify(parsed, (_, value) => (typeof value === 'object' ? value : 'text'));
}

const tagsOf = (html: string) => (html.match(/<\/?[a-z][a-z0-9-]*/g) ?? []).join();
const commandsOf = (log: string) => (log.match(/^.{0,12}?::[a-z-]*/gm) ?? []).join();

/** A document of no format may grow by a line, and none may show what nobody sees. */
function judgeFormat(format: Format, report: Report, tame: Report): void {
  const [rendered, expected] = [report, tame].map((one) => renderers[format](one, model, wide));
  if (rendered === undefined || expected === undefined) throw new Error('nothing was rendered');
  const [lines, expectedLines] = [linesOf(rendered), linesOf(expected)];
  if (lines.length !== expectedLines.length)
    throw new Error(`${format} has ${lines.length} lines, not ${expectedLines.length}`);
  if (invisible.test(lines.join(''))) throw new Error(`${format} shows what is invisible`);
  if (laws[format]?.(rendered, expected) === false) throw new Error(`the text has a say in ${format}`);
}

const wide = { ...plainOptions, width: 1_000_000 };

function linesOf(rendered: string): readonly string[] {
  return rendered.split(rendered.endsWith('\r\n') ? '\r\n' : '\n');
}

export const rendering: Target = seedTarget({
  name: 'renderers',
  law: 'no text in any field of a report has a say in the document, in any format',
  endings: ['inert'],
  inTests: 12,
  judgeSeed(seed) {
    const random = seeded(seed);
    const chosen = times(4, random, () => pick(places, random));
    const report = withTexts(sample, new Map(chosen.map((place) => [place, hostile(random)])));
    const tame = withTexts(sample, new Map(chosen.map((place, index) => [place, `x${letters(seed + index)}x`])));
    for (const format of formats) judgeFormat(format, report, tame);
    for (const topic of ['Read-Only Lead', 'Sync Leads']) judgeAnswer(topic, report);
    return 'inert';
  },
});

function letters(seed: number): string {
  return [...String(seed)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

function judgeAnswer(topic: string, report: Report): void {
  const answer = explain(topic, model, report);
  if (answer === undefined) throw new Error(`nothing is said of ${topic}`);
  for (const format of answerFormats) {
    const rendered = renderAnswer(answer, format, wide);
    if (invisible.test(linesOf(rendered).join(''))) throw new Error(`the answer as ${format} shows what is invisible`);
  }
}
