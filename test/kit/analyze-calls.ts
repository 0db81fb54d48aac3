import type { ApiCall } from '../../src/model/api-call.ts';
import type { Report } from '../../src/model/report.ts';
import { type AnalysisInput, code, conclude, foldCalls } from '../../src/pipeline.ts';

/** The report on calls as they come, where every principal is a service and the code goes by a name. */
export async function analyzeCalls({
  calls,
  service,
  ...input
}: Omit<AnalysisInput, 'version' | 'inputs' | 'nameServices'> &
  Partial<Pick<AnalysisInput, 'inputs'>> & {
    readonly calls: Iterable<ApiCall>;
    readonly service: string;
  }): Promise<Report> {
  return conclude([await foldCalls(calls, input.rules)], {
    version: '0.0.0',
    inputs: () => [],
    nameServices: () => ({ nameOf: (label) => (label === code ? service : label), undecided: [] }),
    ...input,
  });
}
