import type { OperationId } from '../operation.ts';
import { didYouMean } from '../words.ts';
import { annotationProblems } from './annotation-problems.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** A comment that says nothing. */
export const unknownAnnotation: FindingKindDefinition<
  'unknown-annotation',
  /** `annotation` is absent where the comment holds no method and path, which is then not repeated. */
  { readonly annotation?: string; readonly similar?: OperationId }
> = {
  kind: 'unknown-annotation',
  severity: 'error',
  title: 'A `rolefit:` comment names no known operation',
  why: 'The comment was meant to say what a call is, and the call is still not known.',
  help: 'Write method and path, several separated by commas; `rolefit model operations` lists every operation.',
  topics: ['completeness'],
  precision: 'very-high',
  risk: 'none',
  about: 'comment',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ annotation, similar }) =>
    annotation === undefined
      ? 'the comment does not give the method and path of an operation'
      : `the comment says ${annotation}, which is not a known operation${didYouMean(similar)}`,
  subject: ({ annotation = '' }, file) => [annotation, file],
  find: ({ inputs }) =>
    annotationProblems(inputs, 'unknown-annotation').map(({ annotation, similar, location }) => ({
      arguments: {
        ...(annotation === undefined ? {} : { annotation }),
        ...(similar === undefined ? {} : { similar }),
      },
      confidence: 'exact',
      location,
    })),
  sample: { annotation: 'GET /rest/v1/leeds.json', similar: sampleOperations.getLeads },
};
