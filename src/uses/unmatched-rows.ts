import type { ApiCall } from '../model/api-call.ts';
import type { Evidence } from '../model/evidence.ts';
import type { HostFamily, Method } from '../model/operation.ts';
import type { UnmatchedCall } from '../model/operation-use.ts';
import type { TextPattern } from '../model/value.ts';
import type { Matcher } from '../rules/match.ts';
import { BoundedRows } from './bounded-rows.ts';
import { compareEvidence, EvidenceSet } from './evidence-set.ts';
import { shapeOf } from './path-shape.ts';

/** Unmatched calls are told apart by method and shape of path up to this many rows; a last row counts the others. */
export const maxUnmatched = 1000;

/** Which of a row's calls lends it the path: the one with the first evidence. */
interface Face {
  readonly method: Method | undefined;
  readonly host: HostFamily | undefined;
  readonly path: TextPattern;
  readonly evidence: Evidence;
}

interface Row {
  face: Face | undefined;
  calls: number;
  reachable: boolean;
  readonly evidence: EvidenceSet;
}

/** The calls of one service that no rule knows: a million ids in one path are one row. */
export class UnmatchedRows {
  private readonly rows = new BoundedRows<Row>({
    limit: maxUnmatched,
    create: () => ({ face: undefined, calls: 0, reachable: false, evidence: new EvidenceSet() }),
    absorb,
  });

  add({ method, host, path, reachable, evidence, times = 1 }: ApiCall): void {
    const shape = shapeOf(path);
    const row = this.rows.at(`${shape.key}\0${method ?? ''}`);
    row.face = firstFace(row.face, { method, host, path: shape.path, evidence });
    row.calls += times;
    row.reachable ||= reachable;
    row.evidence.add(evidence);
  }

  /** Sorted by path, then method; the row of all others last. */
  finish(matcher: Matcher): UnmatchedCall[] {
    const { rows, rest } = this.rows.finish();
    const calls = rows.map((row) => toCall(row, matcher));
    if (rest) calls.push({ ...toCall(rest, matcher), method: undefined, path: [otherPaths], similar: [] });
    return calls;
  }
}

const otherPaths = { reason: 'too-many-values', name: 'other paths' } as const;

function absorb(into: Row, row: Row): void {
  if (row.face) into.face = firstFace(into.face, row.face);
  into.calls += row.calls;
  into.reachable ||= row.reachable;
  into.evidence.addAll(row.evidence);
}

function firstFace(a: Face | undefined, b: Face): Face {
  if (!a) return b;
  const order = compareEvidence(a.evidence, b.evidence) || compareFaces(a, b);
  return order <= 0 ? a : b;
}

/** One call site may give several paths of one shape, which differ in their holes' names. */
function compareFaces(a: Face, b: Face): number {
  const [left, right] = [a, b].map(({ path, host }) => JSON.stringify([path, host ?? '']));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function toCall({ face, calls, reachable, evidence }: Row, matcher: Matcher): UnmatchedCall {
  if (!face) throw new Error('a row of unmatched calls without a call');
  const { method, path } = face;
  return { method, path, calls, reachable, evidence: evidence.finish(), similar: matcher.similar(face) };
}
