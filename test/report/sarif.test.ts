import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import { findingKinds } from '../../src/model/finding-kinds/index.ts';
import type { Report } from '../../src/model/report.ts';
import { plainOptions, renderers } from '../../src/report/index.ts';
import { createCleanReport, createReport, sourceAt } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { createLargeReport } from './large-report.ts';

const model = createReportModel();
const validate = compileSchema();

/** The schema is in the words of draft 4, which differ from those of draft 7 in the name of its own address alone. */
function compileSchema() {
  const { resolve } = createRequire(import.meta.url);
  const file = resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  return new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);
}

function logOf(report: Report): Log {
  const log: Log = JSON.parse(renderers.sarif(report, model, plainOptions));
  validate(log);
  expect(validate.errors).toBeNull();
  return log;
}

function runOf(report: Report) {
  const [run, ...others] = logOf(report).runs;
  expect(others).toEqual([]);
  if (run === undefined) throw new Error('there is no run');
  return { ...run, results: run.results ?? [], rules: run.tool.driver.rules ?? [] };
}

function resultOf(report: Report, kind: string): Result {
  const found = runOf(report).results.find(({ ruleId }) => ruleId === kind);
  if (found === undefined) throw new Error(`no result of ${kind}`);
  return found;
}

const reports: readonly (readonly [string, Report])[] = [
  ['rich', createReport(model)],
  ['clean', createCleanReport(model)],
  ['empty', { ...createCleanReport(model), services: [], inputs: [] }],
  ['of 3,000 calls', await createLargeReport(model, 3_000)],
];

describe('the SARIF schema', () => {
  test('refuses what is no SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
    expect(validate({ ...logOf(createReport(model)), extra: 1 })).toBe(false);
  });
});

describe.each(reports)('a %s report', (_, report) => {
  const { rules, results, ...run } = runOf(report);

  test('has every rule, with all that code scanning shows of one', () => {
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(findingKinds));
    for (const rule of rules) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/\S/) },
        fullDescription: { text: expect.stringMatching(/\.$/) },
        help: { text: expect.stringMatching(/\.$/), markdown: expect.stringContaining('**What to do:** ') },
        defaultConfiguration: { level: expect.stringMatching(/^(?:note|warning|error)$/) },
        properties: { precision: expect.stringMatching(/^(?:very-high|high|medium|low)$/) },
      });
      expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1_024);
      const { tags = [], ...properties } = rule.properties ?? {};
      expect(tags.length).toBeGreaterThan(0);
      expect(tags.length).toBeLessThanOrEqual(10);
      const isSecurity = tags.includes('security');
      expect('security-severity' in properties).toBe(isSecurity);
      if (isSecurity) expect(properties['security-severity']).toMatch(/^(?:[1-8]\.\d|9\.0)$/);
    }
  });

  test('has what GitHub asks of each result, within its limits', () => {
    expect(results.length).toBe(Math.min(report.findings.length, 5_000));
    for (const result of results) {
      expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.message.text).toMatch(/\S/);
      const [place] = result.locations ?? [];
      expect(place?.physicalLocation?.region?.startLine).toBeGreaterThanOrEqual(1);
      expect(place?.physicalLocation?.artifactLocation?.uri).toMatch(/^[^/:?#\\]+(?:\/[^/:?#\\]+)*$/);
      expect(result.partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}:\d+$/);
      expect(result.relatedLocations?.length ?? 0).toBeLessThanOrEqual(100);
      const steps = (result.codeFlows ?? []).flatMap(({ threadFlows }) =>
        threadFlows.flatMap((flow) => flow.locations),
      );
      expect(steps.length).toBeLessThanOrEqual(1_000);
    }
    const fingerprints = results.map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  test('says who made it and what for, and holds no empty text', () => {
    expect(run.tool.driver).toMatchObject({ name: 'rolefit', semanticVersion: report.tool.version });
    expect(run.automationDetails?.id).toMatch(/^rolefit\//);
    expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { description: { text: expect.any(String) } } });
    expect(JSON.stringify(run) + JSON.stringify(results)).not.toContain('""');
  });
});

describe('a result', () => {
  const report = createReport(model);

  test('begins with the finding as one sentence, and links to the calls it rests on', () => {
    const { message, relatedLocations } = resultOf(report, 'missing-permission');
    expect(message.text).toMatch(/^"Approve Assets" is needed by .*, and the role does not grant it\. /);
    expect(message.text).toContain('Seen at [src/emails.ts:7:9](1), ');
    expect(relatedLocations?.[0]).toMatchObject({
      id: 1,
      physicalLocation: { artifactLocation: { uri: 'src/emails.ts' }, region: { startLine: 7, startColumn: 9 } },
    });
  });

  test('leads from where the base URL is written to the call', () => {
    const { codeFlows } = resultOf(report, 'missing-permission');
    const steps = codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => [
      location?.physicalLocation?.artifactLocation?.uri,
      location?.physicalLocation?.region?.startLine,
      location?.message?.text,
    ]);
    expect(steps).toEqual([
      ['src/client.ts', 12, 'base URL'],
      ['src/emails.ts', 7, 'the call'],
    ]);
  });

  test('about the grant stands in the granted file, where that is one of the analysed folder', () => {
    const services = report.services.map((service) => {
      const { comparison } = service;
      if (comparison === undefined) return service;
      return { ...service, comparison: { ...comparison, grant: { ...comparison.grant, file: 'roles/a b%.csv' } } };
    });
    const uriOf = (kind: string) =>
      resultOf({ ...report, services }, kind).locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    expect(uriOf('excess-permission')).toBe('roles/a%20b%25.csv');
    expect(uriOf('missing-permission')).toBe('src/sync/leads.ts');
  });

  test('is as severe as the worst that its permission opens: deleting leads is high, a user administrator higher', () => {
    const severities = runOf(report).results.map(({ ruleId, properties }) => [
      ruleId,
      properties?.['security-severity'],
    ]);
    expect(severities).toContainEqual(['broader-permission', '8.0']);
    expect(severities).toContainEqual(['excess-permission', '8.9']);
    expect(severities.filter(([kind]) => kind === 'missing-permission')).toEqual([['missing-permission', undefined]]);
  });

  test('keeps brackets of the input from becoming links', () => {
    const evil = '[click](https://e.example)';
    const foreign = { service: evil, file: evil, path: evil, name: evil };
    for (const { message } of runOf(createReport(model, foreign)).results) {
      expect(message.text?.replace(/\[(?:[^\\\]]|\\.)*\]\(\d+\)/g, '')).not.toMatch(/(?<!\\)[[\]]/);
    }
  });
});

test('beyond 5,000 results the worst are kept, and it is said how many are not', () => {
  const report = createReport(model);
  const [worst] = report.findings;
  const note = report.findings.find(({ severity }) => severity === 'note');
  if (worst === undefined || note === undefined) throw new Error('the kit has no such findings');
  const findings = [...Array.from({ length: 5_100 }, () => note), worst];
  const run = runOf({ ...report, findings });
  expect(run.results.length).toBe(5_000);
  expect(run.results[0]?.ruleId).toBe(worst.kind);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('101 findings');
});

test('one call with an endless chain does not break the limit of steps', () => {
  const chain = Array.from({ length: 990 }, (_, line) => ({ file: 'a.ts', line: line + 1, column: 1, label: '' }));
  const long = { ...sourceAt('b.ts', 1), chain };
  const report = createReport(model);
  const services = report.services.map((service) => ({
    ...service,
    operations: service.operations.map((use) => ({ ...use, evidence: [long, ...use.evidence, long] })),
  }));
  const flows = resultOf({ ...report, services }, 'missing-permission').codeFlows ?? [];
  expect(flows.length).toBeGreaterThan(0);
  expect(flows.flatMap(({ threadFlows }) => threadFlows.flatMap(({ locations }) => locations)).length).toBeLessThan(
    1_000,
  );
});
