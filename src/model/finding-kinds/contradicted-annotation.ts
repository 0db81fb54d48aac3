import type { OperationId } from '../operation.ts';
import { annotationProblems } from './annotation-problems.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** A comment that was not believed. */
export const contradictedAnnotation: FindingKindDefinition<
  'contradicted-annotation',
  /** `call` is where the call stands, as "file:line:column". */
  { readonly annotation: OperationId; readonly call: string }
> = {
  kind: 'contradicted-annotation',
  severity: 'error',
  title: 'A comment names an operation that the call cannot be',
  why: 'A wrong comment would put a wrong permission into the role; it was ignored.',
  help: 'Correct the comment; `rolefit explain <file:line>` says what is known of the call.',
  topics: ['correctness'],
  precision: 'very-high',
  risk: 'none',
  about: 'comment',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ annotation, call }) =>
    `the comment says ${annotation}, which is not what the code shows of the call at ${call}`,
  subject: ({ annotation }, file) => [annotation, file],
  find: ({ inputs }) =>
    annotationProblems(inputs, 'contradicted-annotation').map(
      ({ annotation, call: { file, line, column }, location }) => ({
        arguments: { annotation, call: `${file}:${line}:${column}` },
        confidence: 'exact',
        location,
      }),
    ),
  sample: { annotation: sampleOperations.syncLeads, call: 'src/sync/other.ts:88:9' },
};
