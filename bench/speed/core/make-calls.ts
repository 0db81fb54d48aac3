import type { ApiCall } from '../../../src/model/api-call.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { Random } from '../generate/random.ts';

/** What the calls are, and so what a report of them must say. */
export interface MadeCalls {
  readonly calls: readonly ApiCall[];
  /** Those of which the operation is certain. */
  readonly followed: number;
  /** How many rows the report must have: an operation of a service each. */
  readonly rows: number;
}

/** So many calls for each service that makes them, and at least one service. */
const callsOfService = 12_500;
/** Shares of calls that no rule knows, and of those whose path has a hole at the end. */
const [strange, open] = [0.02, 0.03];

/** Calls of code and of traffic, spread over all operations and over services, some of them open or unknown. */
export function makeCalls(operations: readonly Operation[], count: number): MadeCalls {
  const random = new Random(count);
  const services = Math.max(1, Math.round(count / callsOfService));
  const rows = new Set<string>();
  let followed = 0;
  const calls = Array.from({ length: count }, (_, index): ApiCall => {
    const operation = operations[Math.floor(index / services) % operations.length] ?? random.pick(operations);
    const kind = index < services * operations.length ? 1 : random.next();
    const service = index % services;
    if (kind >= strange + open) {
      followed++;
      rows.add(`${service} ${operation.id}`);
    }
    return {
      method: operation.method,
      host: operation.host,
      path: pathOf(operation, kind, random),
      parameters: { names: ['filterType', 'access'].slice(0, index % 3), complete: true },
      certainty: 'definite',
      reachable: true,
      principal: `service ${service}`,
      evidence: evidenceOf(index, random),
    };
  });
  return { calls, followed, rows: rows.size };
}

function pathOf({ path }: Operation, kind: number, random: Random): ApiCall['path'] {
  const filled = path.replace(/\{\w+\}/g, () => String(random.between(1, 1e6)));
  if (kind < strange) return [`/rest/v1/unheard/of${random.between(1, 400)}.json`];
  if (kind >= strange + open) return [filled];
  // Cut within the first words, so that several operations fit.
  return ['/rest/v1/', { reason: 'parameter', name: `resource${random.between(1, 40)}` }];
}

function evidenceOf(index: number, random: Random): Evidence {
  if (index % 2 === 0) {
    return {
      kind: 'traffic',
      file: `recordings/day-${index % 7}.har`,
      entry: index,
      outcome: random.chance(0.02) ? 'denied' : 'allowed',
    };
  }
  const place = (file: number) => ({
    file: `src/part-${file % 89}/module-${file % 13}.ts`,
    line: random.between(1, 900),
    column: 5,
  });
  const chain = Array.from({ length: random.between(0, 4) }, (_, step) => ({
    ...place(index + step),
    label: 'base URL',
  }));
  return { kind: 'source', ...place(index), chain };
}
