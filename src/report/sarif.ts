import type { Invocation, Log, Run } from 'sarif';
import type { Report } from '../model/report.ts';
import { count } from '../model/words.ts';
import { findingEntries } from './ci/finding-entry.ts';
import { toJson } from './json.ts';
import { sourceRoot, toUri } from './sarif/locations.ts';
import { toResult } from './sarif/results.ts';
import { toRules } from './sarif/rules.ts';

/** GitHub shows so many results of an upload. What is beyond is cut here, where the worst are known to come first. */
const mostResults = 5_000;

/**
 * The findings as SARIF 2.1.0, for code scanning. One run holds all services: a run of its own for each would leave the
 * alerts of a service that is gone open for ever, since nothing would ever be uploaded for it again.
 */
export function sarif(report: Report): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [toRun(report)],
  };
  return toJson(log);
}

function toRun(report: Report): Run {
  const entries = findingEntries(report);
  const { name, version } = report.tool;
  return {
    tool: { driver: { name, semanticVersion: version, rules: toRules(entries) } },
    automationDetails: { id: automationId(report) },
    originalUriBaseIds: { [sourceRoot]: { description: { text: 'The folder that was analysed.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [invocation(entries.length - mostResults)],
    results: entries.slice(0, mostResults).map(toResult),
  };
}

/**
 * "rolefit/services/billing/": the category under which a code host keeps the alerts. It names the analysed code, so
 * that two uploads for two parts of a repository stand beside each other, and no recording, whose name may change daily.
 */
function automationId({ tool, inputs }: Report): string {
  const folders = inputs.filter(({ kind, file }) => kind === 'source' && file !== '.').map(({ file }) => toUri(file));
  return [tool.name, ...(folders.length === 0 ? [] : [folders.join('+')]), ''].join('/');
}

function invocation(omitted: number): Invocation {
  if (omitted <= 0) return { executionSuccessful: true };
  const text = `${count(omitted, 'finding')} of lesser severity or risk left out; the JSON report has all of them.`;
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [{ level: 'warning', message: { text }, properties: { omitted } }],
  };
}
