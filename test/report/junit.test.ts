import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { escapeXml } from '../../src/report/junit/xml.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { createLargeReport } from './large-report.ts';

interface Case {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@file'?: string;
  readonly failure?: readonly { readonly '@type': string; readonly '@message': string; readonly '#text': string }[];
  readonly skipped?: readonly unknown[];
}

interface Suite {
  readonly '@name': string;
  readonly '@tests': string;
  readonly '@failures': string;
  readonly '@skipped': string;
  readonly testcase?: readonly Case[];
}

const model = createReportModel();
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => ['testsuite', 'testcase', 'failure', 'skipped'].includes(name),
});
/** The characters that XML 1.0 has. */
const allowed = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

function suitesOf(report = createReport(model)): readonly Suite[] {
  const xml = renderers.junit(report, model, plainOptions);
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).toMatch(allowed);
  return parser.parse(xml).testsuites.testsuite ?? [];
}

describe('the JUnit report', () => {
  test('has a suite for each service and one for the inputs, and counts them rightly', () => {
    const suites = suitesOf();
    expect(suites.map((suite) => suite['@name'])).toEqual(['nightly sync', 'inputs']);
    for (const { testcase = [], ...suite } of suites) {
      expect(Number(suite['@tests'])).toBe(testcase.length);
      expect(Number(suite['@failures'])).toBe(testcase.filter(({ failure }) => failure !== undefined).length);
      expect(Number(suite['@skipped'])).toBe(testcase.filter(({ skipped }) => skipped !== undefined).length);
    }
  });

  test('has a test for each permission of the role, which fails where it is not granted', () => {
    const [suite] = suitesOf();
    const permissions = suite?.testcase?.filter((one) => one['@classname'] === 'permission') ?? [];
    expect(permissions.map((one) => [one['@name'], one.failure?.[0]?.['@type']])).toEqual([
      ['Approve Assets', 'missing-permission'],
      ['Read-Only Assets', undefined],
      ['Read-Only Lead', undefined],
    ]);
    expect(permissions[0]?.failure?.[0]?.['#text']).toContain('Seen at src/emails.ts:7:9');
  });

  test('has a test for each other finding; a note is skipped and breaks no build', () => {
    const cases = suitesOf().flatMap(({ testcase = [] }) => testcase);
    const findings = createReport(model).findings.filter(({ kind }) => kind !== 'missing-permission');
    expect(cases.filter((one) => one['@classname'] !== 'permission').length).toBe(findings.length);
    for (const { kind, severity } of findings) {
      const found = cases.find((one) => one['@classname'] === kind);
      expect([kind, found?.failure === undefined, found?.skipped === undefined]).toEqual([
        kind,
        severity === 'note',
        severity !== 'note',
      ]);
    }
  });

  test('of a clean report passes', () => {
    expect(suitesOf(createCleanReport(model))).toMatchObject([{ '@tests': '1', '@failures': '0', '@skipped': '0' }]);
  });

  test('of 3,000 calls is well-formed', async () => {
    expect(suitesOf(await createLargeReport(model, 3_000))[0]?.testcase?.length).toBeGreaterThan(500);
  });

  test('any text of the input is well-formed, and reads as it was but for what cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const foreign = { service: `s${text}s`, file: `f${text}f`, path: `/${text}x`, name: `n${text}n` };
        suitesOf(createReport(model, foreign));
        const parsed = parser.parse(`<a b="${escapeXml(text)}"/>`).a['@b'];
        if (/^[\x20-\x7e]+$/.test(text)) expect(parsed).toBe(text);
      }),
      { numRuns: 40 },
    );
    expect(
      suitesOf(createReport(model, { service: '\ufffe\u0000<&">', file: 'f', path: '/', name: 'n' }))[0],
    ).toMatchObject({
      '@name': '\\u{fffe}\\u{0}<&">',
    });
  });
});
