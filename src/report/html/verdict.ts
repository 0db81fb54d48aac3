import type { Report, ServiceReport } from '../../model/report.ts';
import { capitalize, count, listWords } from '../../model/words.ts';
import type { Tone } from '../content/permission-states.ts';
import { statusSentence } from '../content/role-section.ts';
import { noCallFound } from '../content/verdict.ts';
import { type Child, element, type Markup } from './markup.ts';
import { badge } from './parts.ts';

export interface Verdict {
  readonly text: string;
  readonly tone: Tone;
  readonly sign: string;
}

/** One service in half a sentence: what is wrong with its role, or which role it needs. */
export function serviceVerdict({ comparison, role }: ServiceReport): Verdict {
  if (comparison === undefined) {
    const size = count(role.permissions.length, 'permission');
    return role.status === 'complete'
      ? { text: `runs on ${size}`, tone: 'good', sign: '✓' }
      : { text: `needs at least ${size}; part of it is not known`, tone: 'warn', sign: '!' };
  }
  const { missing, broader, unused } = comparison;
  const wrong = [
    ...(missing.length > 0 ? [`${count(missing.length, 'permission')} missing`] : []),
    ...(unused.length > 0 ? [`${count(unused.length, 'permission')} too many`] : []),
    ...(broader.length > 0 ? [`${count(broader.length, 'permission')} broader than needed`] : []),
  ];
  if (wrong.length === 0) return { text: 'the role fits', tone: 'good', sign: '✓' };
  const tone = missing.length > 0 ? 'bad' : 'warn';
  return { text: listWords(wrong), tone, sign: missing.length > 0 ? '✗' : '−' };
}

/** The title of the whole report. */
export function reportVerdict({ services }: Report): string {
  const [only] = services;
  if (only === undefined) return capitalize(noCallFound);
  if (services.length === 1) return `${only.name}: ${serviceVerdict(only).text}`;
  const wrong = services.filter((service) => serviceVerdict(service).tone !== 'good').length;
  return `${count(services.length, 'service')}: ${wrong === 0 ? 'every role fits' : `${wrong} to look at`}`;
}

/** The numbers that a reader in a hurry takes away. */
export function tiles(service: ServiceReport): Markup {
  const { comparison, role, unresolved, unmatched } = service;
  const open = unresolved.length + unmatched.length;
  const numbers: readonly (readonly [number, string, Tone])[] = [
    ...(comparison === undefined
      ? ([[role.permissions.length, 'permissions needed', 'plain']] as const)
      : ([
          [comparison.missing.length, 'missing', comparison.missing.length > 0 ? 'bad' : 'plain'],
          [comparison.unused.length, 'unused', comparison.unused.length > 0 ? 'warn' : 'plain'],
          [comparison.broader.length, 'broader than needed', comparison.broader.length > 0 ? 'warn' : 'plain'],
          [role.permissions.length, 'in the minimal role', 'plain'],
        ] as const)),
    [service.operations.length, 'operations called', 'plain'],
    [open, 'calls not known', open > 0 ? 'warn' : 'plain'],
  ];
  return element(
    'dl',
    { class: 'tiles' },
    ...numbers.map(([amount, label, tone]) =>
      element('div', { class: tone }, element('dt', {}, label), element('dd', {}, String(amount))),
    ),
  );
}

export function statusLine(service: ServiceReport): readonly Child[] {
  const isComplete = service.role.status === 'complete';
  return [
    isComplete ? badge('✓', 'complete', 'good') : badge('!', 'lower bound', 'warn'),
    ` ${statusSentence(service)}`,
  ];
}
