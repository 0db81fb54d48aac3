import type { Finding } from '../model/finding.ts';
import type { InputSummary } from '../model/report.ts';
import { makeFinding } from './make-finding.ts';

/** One finding for each input that could not be read to its end. */
export function inputFindings(inputs: readonly InputSummary[]): Finding[] {
  return inputs
    .filter((input) => !input.complete)
    .map((input) =>
      makeFinding(
        'incomplete-input',
        { file: input.file, what: input.problem ?? 'it could not be read to its end' },
        { confidence: 'exact', location: { file: input.file } },
      ),
    );
}
