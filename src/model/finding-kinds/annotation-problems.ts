import type { AnnotationProblem } from '../annotation.ts';
import type { InputSummary } from '../report.ts';

/** The comments of all inputs that are wrong in one way. */
export function annotationProblems<Kind extends AnnotationProblem['kind']>(
  inputs: readonly InputSummary[],
  kind: Kind,
): readonly Extract<AnnotationProblem, { kind: Kind }>[] {
  return inputs
    .flatMap(({ annotations }) => annotations ?? [])
    .filter((problem): problem is Extract<AnnotationProblem, { kind: Kind }> => problem.kind === kind);
}
