import type { ApiCall } from '../../../src/model/api-call.ts';
import type { CodeFrame } from '../../../src/model/code-frame.ts';
import type { Location } from '../../../src/model/location.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Grant } from '../../../src/model/role.ts';
import type { ReportModel } from '../../../src/report/index.ts';
import { analyzeCalls as analyzeAll } from '../../kit/analyze-calls.ts';

const files = 40;

/** A report that the whole tool makes of so many calls, spread evenly over the model's operations, code and traffic in turn. */
export function analyzeCalls(amount: number, model: ReportModel): Promise<Report> {
  const { operations } = model.rules;
  const step = Math.max(1, Math.floor(operations.length / amount));
  const calls = Array.from({ length: amount }, (_, index): ApiCall => {
    const operation = operations[(index * step) % operations.length];
    if (operation === undefined) throw new Error('the model has no operations');
    return {
      method: operation.method,
      host: operation.host,
      path: [operation.path.replace(/\{[^}]+\}/g, '1001')],
      parameters: { names: [], complete: true },
      certainty: 'definite',
      reachable: true,
      evidence: index % 3 === 0 ? inTraffic(index) : inSource(index),
    };
  });
  const granted: Grant = {
    permissions: model.permissions.permissions.filter((_, index) => index % 2 === 0).map(({ name }) => name),
    groups: [],
    unknown: [],
    roles: ['API Sync'],
  };
  return analyzeAll({
    permissions: model.permissions,
    rules: model.rules,
    calls,
    inputs: () => [{ file: 'src', kind: 'source', read: files, calls: amount, skipped: [], complete: true }],
    service: 'sync',
    granted,
  });
}

function inSource(index: number): ApiCall['evidence'] {
  const file = `src/jobs/job-${index % files}.ts`;
  const chain = [{ file: 'src/marketo/client.ts', line: 12, column: 5, label: 'base URL' }];
  return { kind: 'source', file, line: 1 + index, column: 9, chain };
}

function inTraffic(index: number): ApiCall['evidence'] {
  const outcome = index % 30 === 0 ? 'denied' : 'allowed';
  return { kind: 'traffic', file: `traffic/day-${index % 5}.har`, entry: index, outcome };
}

/** The code at any place, as `load/` would show it. */
export function frameAt({ line, column }: Location): CodeFrame {
  return {
    lines: [
      {
        number: line,
        text: '\tawait api.request(`/rest/v1/${path}.json`, { batch }); // a line as long as such lines are',
      },
      { number: line + 1, text: '}' },
    ],
    line,
    column,
  };
}
