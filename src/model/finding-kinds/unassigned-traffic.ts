import { count, quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** Recorded calls of a stranger. Made where a config is read. */
export const unassignedTraffic: FindingKindDefinition<
  'unassigned-traffic',
  { readonly principal: string; readonly calls: number }
> = {
  kind: 'unassigned-traffic',
  severity: 'warning',
  title: 'A recording holds calls of a user that belongs to no service',
  why: 'Somebody calls Marketo with a credential that no service is known to have.',
  help: 'Name the user in the service that it belongs to, or find out who else has a credential.',
  topics: ['security'],
  precision: 'high',
  risk: 5,
  about: 'config',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ principal, calls }) =>
    `the recordings hold ${count(calls, 'call')} of ${quote(principal)}, which is the user of no service`,
  subject: ({ principal }) => [principal],
  sample: { principal: 'user 3', calls: 12 },
};
