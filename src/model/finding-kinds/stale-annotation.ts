import type { OperationId } from '../operation.ts';
import { annotationProblems } from './annotation-problems.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** A comment that closes nothing. */
export const staleAnnotation: FindingKindDefinition<
  'stale-annotation',
  { readonly annotation: OperationId | 'no request' }
> = {
  kind: 'stale-annotation',
  severity: 'warning',
  title: 'A `rolefit:` comment stands where no call is open',
  why: 'A comment that closes nothing misleads whoever reads the code next.',
  help: 'Remove it, or move it to the line of the call or the line above; a call that is followed needs no comment.',
  topics: ['maintainability'],
  precision: 'very-high',
  risk: 'none',
  about: 'comment',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ annotation }) => `the comment says ${annotation}, but no call is open there`,
  subject: ({ annotation }, file) => [annotation, file],
  find: ({ inputs }) =>
    annotationProblems(inputs, 'stale-annotation').map(({ annotation, location }) => ({
      arguments: { annotation },
      confidence: 'exact',
      location,
    })),
  sample: { annotation: sampleOperations.getLeads },
};
