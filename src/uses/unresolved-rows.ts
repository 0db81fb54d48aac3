import type { ApiCall } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import type { Operation } from '../model/operation.ts';
import type { UnresolvedCall } from '../model/operation-use.ts';
import { BoundedRows } from './bounded-rows.ts';
import { compareEvidence, evidenceKey } from './evidence-set.ts';
import { shapeOf } from './path-shape.ts';

/** Rows are told apart up to this many, far more than anyone reads; a last one stands for the others. */
export const maxUnresolved = 10_000;

type Row = { call: UnresolvedCall | undefined };

/**
 * The calls of one service whose operation cannot be told. In source each call site is a row of its own; recorded
 * calls of the same method and shape of path are one, shown at the first.
 */
export class UnresolvedRows {
  private readonly rows = new BoundedRows<Row>({
    limit: maxUnresolved,
    create: () => ({ call: undefined }),
    absorb: (into, { call }) => {
      if (call) into.call = join(into.call, call);
    },
  });

  add({ method, path, reachable, evidence }: ApiCall, candidates: readonly Operation[]): void {
    const shape = shapeOf(path);
    const place = evidence.kind === 'source' ? evidenceKey(evidence) : evidence.kind;
    const row = this.rows.at([shape.key, method ?? '', place].join('\0'));
    row.call = join(row.call, { method, path: shape.path, reachable, evidence, candidates });
  }

  /** Sorted by path, then method, then place; the row of all others last. */
  finish(): UnresolvedCall[] {
    const { rows, rest } = this.rows.finish();
    const calls = rows.flatMap(({ call }) => call ?? []);
    if (rest?.call) calls.push({ ...rest.call, method: undefined, path: [otherPaths], candidates: [] });
    return calls;
  }
}

const otherPaths = { reason: 'too-many-values', name: 'other paths' } as const;

/** One row for two calls: the first lends the face, and what fits either is a candidate. */
function join(a: UnresolvedCall | undefined, b: UnresolvedCall): UnresolvedCall {
  if (!a) return b;
  const order = compareEvidence(a.evidence, b.evidence) || compareText(JSON.stringify(a.path), JSON.stringify(b.path));
  return {
    ...(order <= 0 ? a : b),
    reachable: a.reachable || b.reachable,
    candidates: joinCandidates(a.candidates, b.candidates),
  };
}

function joinCandidates(a: readonly Operation[], b: readonly Operation[]): readonly Operation[] {
  const missing = b.filter((operation) => !a.includes(operation));
  return missing.length === 0 ? a : [...a, ...missing].sort(compareOperations);
}

/** By path, then method: the order of the rules. */
export function compareOperations(a: Operation, b: Operation): number {
  return compareText(a.path, b.path) || compareText(a.method, b.method);
}
