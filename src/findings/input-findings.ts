import type { AnnotationProblem } from '../model/annotation.ts';
import type { Finding } from '../model/finding.ts';
import type { InputSummary } from '../model/report.ts';
import { makeFinding } from './make-finding.ts';

/** What is wrong with the inputs themselves: those that could not be read to their end, secrets in them, and wrong comments. */
export function inputFindings(inputs: readonly InputSummary[]): Finding[] {
  return inputs.flatMap((input) => [
    ...incomplete(input),
    ...recorded(input),
    ...(input.annotations ?? []).map(annotationFinding),
  ]);
}

function incomplete({ file, complete, problem }: InputSummary): Finding[] {
  if (complete) return [];
  const what = problem ?? 'it could not be read to its end';
  return [makeFinding('incomplete-input', { file, what }, { confidence: 'exact', location: { file } })];
}

/** A cookie is no credential of Marketo's API, so it is no reason of its own. */
function recorded({ file, secrets }: InputSummary): Finding[] {
  const { clientSecrets = 0, tokens = 0 } = secrets ?? {};
  if (clientSecrets + tokens === 0) return [];
  const args = { file, clientSecrets, tokens };
  return [makeFinding('secret-in-recording', args, { confidence: 'exact', location: { file } })];
}

function annotationFinding(problem: AnnotationProblem): Finding {
  const details = { confidence: 'exact', location: problem.location } as const;
  switch (problem.kind) {
    case 'unknown-annotation': {
      const { annotation, similar } = problem;
      const args = {
        ...(annotation === undefined ? {} : { annotation }),
        ...(similar === undefined ? {} : { similar }),
      };
      return makeFinding(problem.kind, args, details);
    }
    case 'contradicted-annotation': {
      const { file, line, column } = problem.call;
      return makeFinding(problem.kind, { annotation: problem.annotation, call: `${file}:${line}:${column}` }, details);
    }
    case 'stale-annotation':
      return makeFinding(problem.kind, { annotation: problem.annotation }, details);
    default:
      return problem satisfies never;
  }
}
