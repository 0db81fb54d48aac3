import { describeEvidence } from '../model/describe-evidence.ts';
import { findingKinds, subjectOf } from '../model/finding-kinds/index.ts';
import type { Report, ServiceReport } from '../model/report.ts';
import { listSome } from '../model/words.ts';
import { type FindingEntry, findingEntries } from './ci/finding-entry.ts';
import { type Element, element, toXml } from './junit/xml.ts';

/** So many places a failure names. */
const mostPlaces = 5;

/**
 * The report as JUnit XML, which every CI server can show. A service is a suite. Each permission of its minimal role is
 * a test that fails where it is not granted; each other finding is a test that fails, or one that is skipped where it is
 * a note: something to look at, which does not break the build.
 */
export function junit(report: Report): string {
  const entries = findingEntries(report);
  const services = new Set<string | undefined>(report.services.map(({ name }) => name));
  const elsewhere = entries.filter(({ finding }) => !services.has(finding.service));
  const suites = [
    ...report.services.map((service) =>
      suite(service.name, properties(service), [
        ...permissionCases(service, entries),
        ...entries.filter((entry) => isOf(service, entry) && !isMissing(entry)).map(findingCase),
      ]),
    ),
    ...(elsewhere.length === 0 ? [] : [suite('inputs', [], elsewhere.map(findingCase))]),
  ];
  return toXml(element('testsuites', { name: report.tool.name, ...countCases(suites.flatMap(casesOf)) }, suites));
}

function suite(name: string, facts: readonly (readonly [string, string])[], cases: readonly Element[]): Element {
  const listed = facts.map(([fact, value]) => element('property', { name: fact, value }));
  return element('testsuite', { name, ...countCases(cases) }, [
    ...(listed.length === 0 ? [] : [element('properties', {}, listed)]),
    ...cases,
  ]);
}

function casesOf(suite: Element): readonly Element[] {
  return suite.children.filter((child) => typeof child !== 'string').filter(({ name }) => name === 'testcase');
}

/** Nothing was timed, and nothing that varies belongs in a report. */
function countCases(cases: readonly Element[]) {
  const having = (name: string) =>
    cases.filter(({ children }) => children.some((child) => typeof child !== 'string' && child.name === name)).length;
  return {
    tests: String(cases.length),
    failures: String(having('failure')),
    errors: '0',
    skipped: String(having('skipped')),
    time: '0',
  };
}

function properties({ role, coverage, comparison }: ServiceReport): (readonly [string, string])[] {
  return [
    ['role.status', role.status],
    ['role.permissions', role.permissions.map(({ name }) => name).join(', ')],
    ['calls', String(coverage.calls)],
    ['calls.followed', String(coverage.followed)],
    ...(comparison === undefined
      ? []
      : [
          ['granted.unused', String(comparison.unused.length)] as const,
          ['granted.broader', String(comparison.broader.length)] as const,
          ['granted.missing', String(comparison.missing.length)] as const,
        ]),
  ];
}

function permissionCases(service: ServiceReport, entries: readonly FindingEntry[]): Element[] {
  const missing = new Map(entries.filter((entry) => isOf(service, entry)).flatMap(byMissingPermission));
  return service.role.permissions.map(({ name, because }) => {
    const entry = missing.get(name);
    const needed = element('system-out', {}, [`Needed by ${listSome(because, mostPlaces)}.`]);
    return element(
      'testcase',
      { name, classname: 'permission', time: '0', ...(entry === undefined ? {} : at(entry)) },
      [...(entry === undefined ? [] : [failure(entry)]), needed],
    );
  });
}

function byMissingPermission(entry: FindingEntry): (readonly [string, FindingEntry])[] {
  const { finding } = entry;
  return finding.kind === 'missing-permission' ? [[finding.arguments.permission, entry]] : [];
}

function isMissing({ finding }: FindingEntry): boolean {
  return finding.kind === 'missing-permission';
}

function isOf({ name }: ServiceReport, { finding }: FindingEntry): boolean {
  return finding.service === name;
}

function findingCase(entry: FindingEntry): Element {
  const { finding, sentence } = entry;
  // A case is followed from run to run by its name, so that is what the finding is about and no sentence.
  const [, number = '1'] = entry.fingerprint.split(':');
  const name = [...subjectOf(finding), ...(number === '1' ? [] : [`(${number})`])].join(' ') || finding.kind;
  const outcome = finding.severity === 'note' ? element('skipped', { message: sentence }) : failure(entry);
  return element('testcase', { name, classname: finding.kind, time: '0', ...at(entry) }, [outcome]);
}

function failure({ finding, sentence, more, evidence }: FindingEntry): Element {
  const places = evidence.length === 0 ? [] : [`Seen at ${listSome(evidence.map(describeEvidence), mostPlaces)}.`];
  const help = findingKinds[finding.kind].help.replaceAll('`', '');
  return element('failure', { type: finding.kind, message: sentence }, [[...more, ...places, help].join(' ')]);
}

function at({ place }: FindingEntry): Readonly<Record<string, string>> {
  return { file: place.file, line: String(place.line) };
}
