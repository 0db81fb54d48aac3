import type { Evidence } from '../evidence.ts';
import { listSome, quote } from '../words.ts';
import { atPlaces, shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations, sourceSample } from './samples.ts';

/** More is needed than the lock accepts. Made by the gate. */
export const roleGrew: FindingKindDefinition<
  'role-grew',
  /**
   * `operations` are those that make the role grow. Where none of them is new, all were accepted before, and what they
   * ask for has changed.
   */
  {
    readonly permission: string;
    readonly operations: readonly string[];
    readonly isNew: boolean;
    readonly evidence: readonly Evidence[];
  }
> = {
  kind: 'role-grew',
  severity: 'error',
  title: 'A change makes the role grow',
  why: 'Without the permission Marketo refuses the call; with it, a leaked secret can do more than was accepted.',
  help: 'Do without the call, or accept it with `rolefit check --update`, have the lock reviewed, and ask the admin for the permission before the change is released.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'very-high',
  // More than somebody accepted.
  risk: 6,
  about: 'call',
  gate: 'compared',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ permission, operations, isNew, evidence }) => {
    const need = operations.length === 1 ? 'needs' : 'need';
    const who = operations.length === 0 ? 'it is needed' : `${listSome(operations, shownOperations)} ${need} it`;
    const why = isNew ? '' : '; its requirement has changed, for it was called before';
    return `the role grows by ${quote(permission)}: ${who}${atPlaces(evidence)}${why}`;
  },
  subject: ({ permission }) => [permission],
  evidence: ({ evidence }) => evidence,
  sample: {
    permission: 'Read-Write Lead',
    operations: [sampleOperations.deleteLeads],
    isNew: true,
    evidence: [sourceSample],
  },
};
