import { listSome, quote } from '../words.ts';
import { shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** Less is needed than the lock accepts. Made by the gate. */
export const roleShrank: FindingKindDefinition<
  'role-shrank',
  /** Names as the lock has them, which may be older than the rules. */
  { readonly permissions: readonly string[]; readonly operations: readonly string[] }
> = {
  kind: 'role-shrank',
  severity: 'note',
  title: 'Something that the lock accepts is no longer needed',
  why: 'From this change on, what the role keeps without need is excess.',
  help: 'Accept the smaller role with `rolefit check --update`, and have the admin untick what is gone.',
  topics: ['least-privilege'],
  precision: 'high',
  risk: 'none',
  about: 'service',
  gate: 'compared',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ permissions, operations }) => {
    const calls = `${listSome(operations, shownOperations)} ${operations.length === 1 ? 'is' : 'are'} no longer called`;
    const gone = operations.length === 0 ? '' : calls;
    if (permissions.length === 0) return `${gone}; the role stays the same`;
    const names = listSome(permissions.map(quote), shownOperations);
    const lost = `${names} ${permissions.length === 1 ? 'is' : 'are'} no longer needed`;
    return gone === '' ? lost : `${lost}: ${gone}`;
  },
  subject: () => [],
  sample: { permissions: ['Read-Only Leads'], operations: [sampleOperations.approve] },
};
