import type { Finding } from '../model/finding.ts';
import type { InputSummary, ServiceReport } from '../model/report.ts';
import { makeFinding } from './make-finding.ts';

/** So many places are named; the drawers count them all. */
const mostTexts = 200;

/** Texts of the code that look like Marketo's API and that nothing accounts for, each at its place. */
export function textFindings(inputs: readonly InputSummary[], code: ServiceReport | undefined): Finding[] {
  return inputs
    .flatMap(({ unfollowed }) => unfollowed ?? [])
    .slice(0, mostTexts)
    .map(({ shown, kind, file, line, column }) =>
      makeFinding(
        'text-not-followed',
        { text: shown, isModule: kind === 'module' },
        {
          confidence: 'partial',
          location: { file, line, column },
          ...(code === undefined ? {} : { service: code.name }),
        },
      ),
    );
}
