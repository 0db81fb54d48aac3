import { describeEvidence } from '../model/describe-evidence.ts';
import { describeCall } from '../model/describe-pattern.ts';
import { count, formatNumber } from '../model/words.ts';
import { type PermissionState, permissionStates, type Tone } from '../report/content/permission-states.ts';
import { type Content, code, type Inline, muted, type Style, strong } from '../report/document/block.ts';
import { cutLine, type Line, toLine } from '../report/document/segments.ts';
import type { Explorer } from './explorer.ts';
import { permissionNote, switchWord } from './row-notes.ts';
import type { State } from './state.ts';
import { switchText } from './switch-text.ts';
import type { ChangedHow, Row } from './tree.ts';

/** Signs beside words that say the same; the second where only ASCII can be shown. */
const signs = {
  open: ['▾', '[-]'],
  folded: ['▸', '[+]'],
  leaf: [' ', '   '],
  selected: ['❯', '>'],
  ellipsis: ['…', '...'],
} as const;

const asciiStates: Readonly<Record<PermissionState, string>> = {
  missing: '!',
  unused: '-',
  broader: 'v',
  needed: '+',
  implied: '^',
  disputed: '~',
  absent: '.',
};

const toneStyles: Readonly<Record<Tone, Style | undefined>> = {
  good: 'good',
  warn: 'warn',
  bad: 'bad',
  plain: undefined,
};

const changedWords: Readonly<Record<ChangedHow, string>> = {
  lost: 'no longer needed',
  added: 'newly called',
  dropped: 'no longer called',
};

const stateWidth = Math.max(...Object.values(permissionStates).map(({ word }) => word.length)) + 1;

export function signOf(name: keyof typeof signs, unicode: boolean): string {
  return signs[name][unicode ? 0 : 1];
}

/** One row of a list: how deep it stands, whether it can be unfolded, what it is, and what is worth knowing of it. */
export function rowLine(row: Row, isSelected: boolean, state: State, explorer: Explorer, width: number): Line {
  const { unicode } = explorer.input;
  const pointer = isSelected ? signOf('selected', unicode) : ' ';
  const fold = signOf(row.node.children.length === 0 ? 'leaf' : row.isOpen ? 'open' : 'folded', unicode);
  const indent = `${pointer} ${'  '.repeat(row.depth)}${fold} `;
  const switched = switchWord(row, state, explorer);
  const mark: Content = switched === undefined ? [] : [{ text: `${switched} `, style: 'warn' }];
  const line = toLine([indent, ...mark, ...contentOf(row, state, explorer)], signOf('ellipsis', unicode));
  return cutLine(line, width, signOf('ellipsis', unicode));
}

/** The same in words alone, for reading out. */
export function rowContent(row: Row, state: State, explorer: Explorer): string {
  const switched = switchWord(row, state, explorer);
  const text = toLine(contentOf(row, state, explorer), '...')
    .map((segment) => segment.text)
    .join('');
  return `${switched === undefined ? '' : `${switched}: `}${text.replace(/\s+/g, ' ').trim()}`;
}

function contentOf({ node: { subject } }: Row, state: State, explorer: Explorer): Content {
  switch (subject.kind) {
    case 'group':
      return [strong(subject.name), muted(`  ${groupNote(subject.permissions)}`)];
    case 'permission':
      return permissionContent(subject.placed, state, explorer);
    case 'operation':
      return [code(subject.use.operation.id), muted(`  ${callNote(subject.use)}`)];
    case 'place':
      return state.view === 'files'
        ? [`${placeInFile(subject.evidence)}  `, code(subject.use.operation.id)]
        : [describeEvidence(subject.evidence)];
    case 'file':
      return [strong(subject.file), muted(`  ${count(subject.calls, 'call')}`)];
    case 'unresolved':
    case 'unmatched':
      return openContent(subject);
    case 'candidate':
      return ['could be ', code(subject.operation.id)];
    case 'service':
      return serviceContent(subject.service, state, explorer);
    case 'switch':
      return [
        `${explorer.input.report.services.length > 1 ? `${subject.made.service}: ` : ''}${switchText(subject.made)}`,
      ];
    case 'change':
      return [strong(subject.change.service), muted(`  ${changeNote(subject.change)}`)];
    case 'gained':
      return [{ text: '+ gained  ', style: 'bad' }, strong(subject.gained.permission)];
    case 'changed':
      return [changedWord(subject.how), subject.name];
    case 'seen':
      return [describeEvidence(subject.evidence)];
    default:
      return subject satisfies never;
  }
}

type SubjectOf<Kind> = Extract<Row['node']['subject'], { readonly kind: Kind }>;

function permissionContent(placed: SubjectOf<'permission'>['placed'], state: State, explorer: Explorer): Content {
  const { sign, word, tone } = permissionStates[placed.state];
  const shown = explorer.input.unicode ? sign : asciiStates[placed.state];
  const style = toneStyles[tone];
  const label = `${shown} ${word.padEnd(stateWidth)}`;
  const dispute: Content = placed.disputed ? [{ text: '  disputed', style: 'warn' }] : [];
  const note = permissionNote(placed, state, explorer);
  return [
    style === undefined ? label : { text: label, style },
    placed.state === 'absent' ? placed.permission.name : strong(placed.permission.name),
    ...dispute,
    ...(note === '' ? [] : [muted(`  ${note}`)]),
  ];
}

function groupNote(permissions: SubjectOf<'group'>['permissions']): string {
  const counts = Object.keys(permissionStates)
    .filter((state) => state !== 'absent')
    .map((state) => [permissions.filter((one) => one.state === state).length, state] as const)
    .filter(([amount]) => amount > 0)
    .map(([amount, state]) => `${amount} ${state}`);
  return [count(permissions.length, 'permission'), ...counts].join(', ');
}

function callNote({ calls, certainty, reachable, outcomes }: SubjectOf<'operation'>['use']): string {
  return [
    count(calls, 'call'),
    ...(certainty === 'definite' ? [] : [certainty]),
    ...(outcomes.denied === 0 ? [] : [`${formatNumber(outcomes.denied)} denied`]),
    ...(reachable ? [] : ['nothing reaches it']),
  ].join(', ');
}

function placeInFile(evidence: SubjectOf<'place'>['evidence']): string {
  return evidence.kind === 'source'
    ? `line ${String(evidence.line).padEnd(5)}`
    : describeEvidence(evidence).slice(evidence.file.length + 1);
}

function openContent(subject: SubjectOf<'unresolved'> | SubjectOf<'unmatched'>): Content {
  const known = describeCall(subject.call) || 'a call';
  const evidence = subject.kind === 'unresolved' ? subject.call.evidence : subject.call.evidence[0];
  const word: Inline =
    subject.kind === 'unresolved'
      ? { text: '? unresolved  ', style: 'warn' }
      : { text: '? unmatched   ', style: 'warn' };
  const where = evidence === undefined ? '' : `  ${describeEvidence(evidence)}`;
  return [word, code(known), muted(`${where}${subject.call.reachable ? '' : ', nothing reaches it'}`)];
}

function serviceContent(service: SubjectOf<'service'>['service'], state: State, explorer: Explorer): Content {
  const open = service.unresolved.length + service.unmatched.length;
  const planned = explorer.whatIf(state, service);
  const parts = [
    count(service.role.permissions.length, 'permission'),
    count(service.operations.length, 'operation'),
    ...(open === 0 ? [] : [count(open, 'open call')]),
    ...(planned === undefined ? [] : [`what-if: ${count(planned.boxes.length, 'permission')}`]),
  ];
  return [strong(service.name), muted(`  ${parts.join(', ')}`)];
}

function changeNote({ kind, gained, lost, added, dropped }: SubjectOf<'change'>['change']): string {
  const parts = [
    [gained.length, 'gained'],
    [lost.length, 'no longer needed'],
    [added.length, 'newly called'],
    [dropped.length, 'no longer called'],
  ] as const;
  const counts = parts.filter(([amount]) => amount > 0).map(([amount, word]) => `${amount} ${word}`);
  const words = kind === 'kept' ? counts : [kind === 'added' ? 'new' : 'gone', ...counts];
  return words.length === 0 ? 'the same' : words.join(', ');
}

function changedWord(how: ChangedHow): Inline {
  const sign = how === 'added' ? '+' : '-';
  return { text: `${sign} ${changedWords[how]}  `, style: how === 'lost' ? 'good' : 'muted' };
}
