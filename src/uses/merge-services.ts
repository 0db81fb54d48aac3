import { outcomeCauses } from '../model/evidence.ts';
import { compareText } from '../model/location.ts';
import {
  type CallSample,
  maxEvidence,
  maxPlaces,
  type OperationUse,
  type UnmatchedCall,
  type UnresolvedCall,
} from '../model/operation-use.ts';
import { compareEvidence, evidenceKey } from './evidence-set.ts';
import { compareOperations } from './unresolved-rows.ts';
import type { ServiceUses } from './use-table.ts';

/**
 * Gives services their final names. Two that turn out to be one (two tokens of one user, known only once all traffic
 * was read) become one. Sorted by name.
 */
export function renameServices(services: readonly ServiceUses[], nameOf: (service: string) => string): ServiceUses[] {
  const merged = new Map<string, ServiceUses>();
  for (const service of services) {
    const name = nameOf(service.service);
    const known = merged.get(name);
    merged.set(name, known === undefined ? { ...service, service: name } : mergeTwo(known, service));
  }
  return [...merged.values()].sort((a, b) => compareText(a.service, b.service));
}

function mergeTwo(a: ServiceUses, b: ServiceUses): ServiceUses {
  const tokenInQuery = mergeSamples(a.tokenInQuery, b.tokenInQuery);
  const removedApi = mergeSamples(a.removedApi, b.removedApi);
  return {
    service: a.service,
    uses: mergeBy([...a.uses, ...b.uses], ({ operation }) => operation.id, mergeUses).sort((x, y) =>
      compareOperations(x.operation, y.operation),
    ),
    unresolved: mergeBy([...a.unresolved, ...b.unresolved], unresolvedKey, mergeUnresolved).sort(compareUnresolved),
    unmatched: mergeBy([...a.unmatched, ...b.unmatched], unmatchedKey, mergeUnmatched).sort((x, y) =>
      compareText(unmatchedKey(x), unmatchedKey(y)),
    ),
    ...(tokenInQuery === undefined ? {} : { tokenInQuery }),
    ...(removedApi === undefined ? {} : { removedApi }),
    calls: a.calls + b.calls,
    followed: a.followed + b.followed,
  };
}

function mergeSamples(a: CallSample | undefined, b: CallSample | undefined): CallSample | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { calls: a.calls + b.calls, evidence: mergeEvidence(a.evidence, b.evidence) };
}

function mergeBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string, merge: (a: Row, b: Row) => Row): Row[] {
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const known = merged.get(keyOf(row));
    merged.set(keyOf(row), known === undefined ? row : merge(known, row));
  }
  return [...merged.values()];
}

function mergeUses(a: OperationUse, b: OperationUse): OperationUse {
  const passed = union(a.conditions.passed, b.conditions.passed);
  return {
    operation: a.operation,
    certainty: a.certainty === 'definite' ? a.certainty : b.certainty,
    reachable: a.reachable || b.reachable,
    calls: a.calls + b.calls,
    outcomes: {
      allowed: a.outcomes.allowed + b.outcomes.allowed,
      denied: a.outcomes.denied + b.outcomes.denied,
      attempted: a.outcomes.attempted + b.outcomes.attempted,
    },
    ...mergeCauses(a.causes, b.causes),
    ...mergePlaces('workspaces', a, b),
    ...mergePlaces('partitions', a, b),
    ...mergePlaces('refusedPartitions', a, b),
    evidence: mergeEvidence(a.evidence, b.evidence),
    conditions: {
      passed,
      unknown: union(a.conditions.unknown, b.conditions.unknown).filter((name) => !passed.includes(name)),
    },
    spellings: mergeBy(
      [...a.spellings, ...b.spellings],
      ({ spelling, path }) => `${spelling} ${path}`,
      (x, y) => (compareEvidence(x.evidence, y.evidence) <= 0 ? x : y),
    ),
  };
}

function mergeCauses(a: OperationUse['causes'] = {}, b: OperationUse['causes'] = {}): Pick<OperationUse, 'causes'> {
  const counts = outcomeCauses.map((cause) => [cause, (a[cause] ?? 0) + (b[cause] ?? 0)] as const);
  const seen = counts.filter(([, count]) => count > 0);
  return seen.length === 0 ? {} : { causes: Object.fromEntries(seen) };
}

function mergePlaces(
  kind: 'workspaces' | 'partitions' | 'refusedPartitions',
  a: OperationUse,
  b: OperationUse,
): Partial<OperationUse> {
  const names = union(a[kind] ?? [], b[kind] ?? []);
  return names.length === 0 ? {} : { [kind]: names.slice(0, maxPlaces) };
}

function mergeUnmatched(a: UnmatchedCall, b: UnmatchedCall): UnmatchedCall {
  const [firstOfA] = a.evidence;
  const [firstOfB] = b.evidence;
  const isLater = firstOfA !== undefined && firstOfB !== undefined && compareEvidence(firstOfB, firstOfA) < 0;
  return {
    ...(isLater ? b : a),
    calls: a.calls + b.calls,
    reachable: a.reachable || b.reachable,
    evidence: mergeEvidence(a.evidence, b.evidence),
  };
}

function mergeEvidence(a: OperationUse['evidence'], b: OperationUse['evidence']): OperationUse['evidence'] {
  const counts = new Map<string, number>();
  return [...a, ...b].sort(compareEvidence).filter((evidence) => {
    const kind = evidence.kind === 'traffic' ? evidence.outcome : evidence.kind;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= maxEvidence;
  });
}

/** In source each call site is a row of its own; recorded calls of one method and path are one, shown at the first. */
function unresolvedKey({ path, method, evidence }: UnresolvedCall): string {
  const place = evidence.kind === 'source' ? evidenceKey(evidence) : evidence.kind;
  return [patternText(path), method ?? '', place].join('\0');
}

/** As the rows of one run are sorted: by path, then method, then place. */
function compareUnresolved(a: UnresolvedCall, b: UnresolvedCall): number {
  return compareText(unresolvedKey(a), unresolvedKey(b)) || compareEvidence(a.evidence, b.evidence);
}

function mergeUnresolved(a: UnresolvedCall, b: UnresolvedCall): UnresolvedCall {
  const missing = b.candidates.filter(({ id }) => !a.candidates.some((known) => known.id === id));
  return {
    ...(compareEvidence(a.evidence, b.evidence) <= 0 ? a : b),
    reachable: a.reachable || b.reachable,
    candidates: [...a.candidates, ...missing].sort(compareOperations),
  };
}

function patternText(path: UnmatchedCall['path']): string {
  return path.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('');
}

function unmatchedKey({ path, method }: UnmatchedCall): string {
  return `${patternText(path)}\0${method ?? ''}`;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}
