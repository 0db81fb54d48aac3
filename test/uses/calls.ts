import type { ApiCall } from '../../src/model/api-call.ts';
import type { Evidence, Outcome } from '../../src/model/evidence.ts';

/** A reachable, definite GET of a concrete path, with what the test cares about put in. */
export function call(path: string, details: Partial<ApiCall> = {}): ApiCall {
  return {
    method: 'GET',
    host: 'rest',
    path: [path],
    parameters: { names: [], complete: true },
    certainty: 'definite',
    reachable: true,
    evidence: source(1),
    ...details,
  };
}

export function source(line: number, label = ''): Evidence {
  const chain = label === '' ? [] : [{ file: 'src/base.ts', line: 1, column: 1, label }];
  return { kind: 'source', file: 'src/main.ts', line, column: 9, chain };
}

export function traffic(entry: number, outcome: Outcome = 'allowed'): Evidence {
  return { kind: 'traffic', file: 'day.har', entry, outcome };
}
