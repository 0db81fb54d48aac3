import type { ServiceChange } from '../model/change.ts';
import type { Finding } from '../model/finding.ts';
import { describeFinding, findingKinds } from '../model/finding-kinds/index.ts';
import type { AcceptedFinding } from '../model/policy.ts';
import type { Report } from '../model/report.ts';
import { count, listWords } from '../model/words.ts';
import { changeSection } from './content/change-section.ts';
import { findingNotice } from './content/findings-section.ts';
import { showSome } from './content/show-some.ts';
import { type Block, type Content, code, muted, strong } from './document/block.ts';

/** How a check ended, as the command line knows it. */
export interface CheckOutcome {
  /** The report with the gate's findings among its own. */
  readonly report: Report;
  /** What differs from what was accepted; shown as such where it is about to be accepted. */
  readonly changes: readonly ServiceChange[];
  /** Services of which no call was seen. */
  readonly silent: readonly string[];
  /** What the check compared with, in words, e.g. "rolefit.lock.json"; absent where only the policy was asked for. */
  readonly comparedWith?: string;
  /** What it should have been compared with, where that is not there. */
  readonly missing?: string;
  /** The lock that has been written, where one was. */
  readonly updated?: string;
}

/**
 * What a person reads of a check: what fails first, with its line and chain; what was accepted in a list; and a line
 * that is all there is when nothing changed. Notes that are not about the change are only counted: `rolefit` has them.
 */
export function checkBlocks(outcome: CheckOutcome, most: number): Block[] {
  const { report, changes, silent, updated } = outcome;
  const findings = report.findings.filter((finding) => isTold(finding, updated !== undefined));
  return [
    ...(updated === undefined ? [] : changes.flatMap((change) => changeSection(change, most, 'needed'))),
    ...report.services.flatMap(({ name }) =>
      notices(
        name,
        findings.filter(({ service }) => service === name),
        most,
      ),
    ),
    ...notices(
      'Configuration and inputs',
      findings.filter(({ service }) => !report.services.some(({ name }) => name === service)),
      most,
    ),
    ...silentBlocks(silent, most),
    ...acceptedBlocks(report.accepted ?? [], most),
    { kind: 'summary', parts: summary(outcome) },
  ];
}

/** Notes of the analysis are no part of the change; those of the gate are what the change did. */
function isTold({ kind, severity }: Finding, isUpdate: boolean): boolean {
  const isOfChange = findingKinds[kind].gate === 'compared';
  if (isUpdate && isOfChange && kind !== 'role-grew' && kind !== 'baseline-exceeded') return false;
  return severity !== 'note' || isOfChange;
}

function notices(title: string, findings: readonly Finding[], most: number): Block[] {
  if (findings.length === 0) return [];
  const rest = findings.length - most;
  return [
    { kind: 'heading', level: 2, text: [title] },
    ...findings.slice(0, most).map(findingNotice),
    ...(rest > 0 ? [{ kind: 'paragraph', text: [`And ${count(rest, 'more finding')}.`] } as const] : []),
  ];
}

function silentBlocks(silent: readonly string[], most: number): Block[] {
  return showSome(silent, most, 'service', (shown) => ({
    kind: 'paragraph',
    text: ['No API call that can run was seen of ', ...namesOf(shown), ': nothing is known about its role.'],
  }));
}

function namesOf(names: readonly string[]): Content {
  return names.flatMap((name, index) => (index === 0 ? [strong(name)] : [', ', strong(name)]));
}

/** What was accepted by a person's decision; what the baseline covers is only counted. */
function acceptedBlocks(accepted: readonly AcceptedFinding[], most: number): Block[] {
  const excepted = accepted.filter(({ by }) => by === 'exception');
  if (excepted.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`Accepted exceptions: ${excepted.length}`] },
    ...showSome(excepted, most, 'exception', (shown) => ({
      kind: 'list',
      items: shown.map(({ finding, reason = '', until }) => ({
        mark: 'none' as const,
        text: [
          code(finding.kind),
          ` ${describeFinding(finding)} `,
          muted(`(${reason}${until === undefined ? '' : `; until ${until}`})`),
        ],
      })),
    })),
  ];
}

function summary(outcome: CheckOutcome): readonly Content[] {
  const { report, updated } = outcome;
  const old = (report.accepted ?? []).filter(({ by }) => by === 'baseline').length;
  const untold = report.findings.filter((finding) => !isTold(finding, updated !== undefined)).length;
  return [
    [strong(headline(outcome))],
    [rolesOf(report)],
    ...(old > 0 ? [[count(old, 'old finding')]] : []),
    ...(untold > 0 ? [[`${count(untold, 'note')} (\`rolefit\` lists ${untold === 1 ? 'it' : 'them'})`]] : []),
  ];
}

function headline({ report: { findings }, changes, comparedWith, missing, updated }: CheckOutcome): string {
  if (updated !== undefined) return `${updated} written`;
  if (missing !== undefined) return `not compared: there is no ${missing}`;
  const bad = findings.filter(({ severity }) => severity !== 'note').length;
  const found = bad === 0 ? [] : [count(bad, 'finding')];
  if (comparedWith === undefined) return bad === 0 ? 'the policy is met' : listWords(found);
  const grown = changes.filter(({ gained }) => gained.length > 0).length;
  const shrunk = changes.filter(({ gained, lost }) => gained.length === 0 && lost.length > 0).length;
  const words = [
    ...(grown > 0 ? [`${count(grown, 'role')} ${grown === 1 ? 'grows' : 'grow'}`] : []),
    ...(shrunk > 0 ? [`${count(shrunk, 'role')} ${shrunk === 1 ? 'shrinks' : 'shrink'}`] : []),
  ];
  return [...(words.length === 0 ? ['no role changes'] : words), ...found].join(', ');
}

function rolesOf({ services }: Report): string {
  const sum = (of: (service: Report['services'][number]) => number) =>
    services.reduce((total, service) => total + of(service), 0);
  const permissions = count(
    sum(({ role }) => role.permissions.length),
    'permission',
  );
  const operations = count(
    sum(({ role }) => role.certificate.length),
    'operation',
  );
  return `${count(services.length, 'service')}, ${permissions}, ${operations}`;
}
