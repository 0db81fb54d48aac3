import type { ReportingDescriptor } from 'sarif';
import { documentationOf } from '../../model/documentation.ts';
import type { FindingKind, Severity } from '../../model/finding.ts';
import { findingKindNames, findingKinds } from '../../model/finding-kinds/index.ts';
import type { FindingEntry } from '../ci/finding-entry.ts';
import { riskOfEffect } from '../ci/risk.ts';

/** Every kind there is, in the order of the table: a rule's index is its place here. */
export const ruleIds: readonly FindingKind[] = findingKindNames;

/** GitHub's words for what is no alert of security. */
const problemSeverity = {
  note: 'recommendation',
  warning: 'warning',
  error: 'error',
} as const satisfies Record<Severity, string>;

/** What a kind of security is worth while there is no result to measure: that of reading what is nobody's business. */
const leastRisk = riskOfEffect.read.other;

/**
 * The rules, all of them whether or not they have a result, so that alerts close when their results are gone. GitHub
 * reads `security-severity` from the rule alone, so a rule has that of its worst result in this report.
 */
export function toRules(entries: readonly FindingEntry[]): ReportingDescriptor[] {
  return ruleIds.map((kind) => {
    const risks = entries.filter(({ finding }) => finding.kind === kind).map(({ risk = 0 }) => risk);
    return toRule(kind, Math.max(riskOfKind(kind), ...risks));
  });
}

function riskOfKind(kind: FindingKind): number {
  const { risk } = findingKinds[kind];
  return typeof risk === 'number' ? risk : leastRisk;
}

function toRule(kind: FindingKind, risk: number): ReportingDescriptor {
  const { severity, title, help, why, topics, cwe, precision } = findingKinds[kind];
  const more = documentationOf(kind);
  return {
    id: kind,
    name: pascalCase(kind),
    shortDescription: { text: plain(title) },
    fullDescription: { text: `${plain(title)}. ${why}` },
    helpUri: more,
    help: {
      text: `${why} ${plain(help)}`,
      markdown: `${why}\n\n**What to do:** ${help}\n\n[More about this](${more})`,
    },
    defaultConfiguration: { level: severity },
    properties: {
      tags: [...topics, ...(cwe === undefined ? [] : [`external/cwe/cwe-${cwe}`])],
      precision,
      ...(topics.some((topic) => topic === 'security')
        ? { 'security-severity': risk.toFixed(1) }
        : { 'problem.severity': problemSeverity[severity] }),
    },
  };
}

/** Our own sentences mark code with backticks, which plain text has no use for. */
function plain(sentence: string): string {
  return sentence.replaceAll('`', '');
}

/** SARIF asks for a name that is an identifier. */
function pascalCase(kind: string): string {
  return kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
