import type { ApiCall } from '../../src/model/api-call.ts';
import type { Report } from '../../src/model/report.ts';
import type { ReportModel } from '../../src/report/index.ts';
import { analyzeCalls } from '../kit/analyze-calls.ts';

/**
 * What the pipeline makes of so many calls: every operation of the model in turn, each third one unmatched or unresolved,
 * in code of 50 files and held against a grant of everything.
 */
export function createLargeReport(model: ReportModel, calls: number): Promise<Report> {
  const permissions = model.permissions.permissions.map(({ name }) => name);
  return analyzeCalls({
    permissions: model.permissions,
    rules: model.rules,
    calls: Array.from({ length: calls }, (_, index) => createCall(model, index)),
    inputs: () => [{ file: 'src', kind: 'source', read: 50, calls, skipped: [], complete: true }],
    service: 'default',
    granted: { permissions, groups: [], unknown: [], roles: [] },
  });
}

function createCall({ rules }: ReportModel, index: number): ApiCall {
  const operation = rules.operations[index % rules.operations.length];
  if (operation === undefined) throw new Error('the model has no operation');
  const file = `src/part-${index % 50}/calls.ts`;
  const path =
    index % 6 === 0
      ? [`/rest/v1/unheard-of/${index}.json`]
      : index % 6 === 3
        ? ['/rest/v1/', { reason: 'environment' as const, name: `PART_${index}` }]
        : [operation.path.replaceAll(/\{\w+\}/g, '7')];
  return {
    method: operation.method,
    host: operation.host,
    path,
    parameters: { names: [], complete: true },
    certainty: index % 6 === 3 ? 'possible' : 'definite',
    reachable: index % 10 !== 9,
    evidence: {
      kind: 'source',
      file,
      line: index + 1,
      column: 3,
      chain: [{ file: 'src/client.ts', line: 4, column: 7, label: 'base URL' }],
    },
  };
}
