import type { ChainStep, Evidence } from '../model/evidence.ts';
import { compareLocations, compareText } from '../model/location.ts';
import { maxEvidence } from '../model/operation-use.ts';
import { BoundedRows } from './bounded-rows.ts';

/** One place, with the first of the evidence that stands there. */
interface Place {
  first: Evidence | undefined;
}

/**
 * The evidence of one row of the report: each place once, the first {@link maxEvidence} of each kind and outcome.
 * Of several ways that values took to one call site, the shortest is kept.
 */
export class EvidenceSet {
  private readonly kinds = new Map<string, BoundedRows<Place>>();

  add(evidence: Evidence): void {
    const kind = evidence.kind === 'source' ? 'source' : evidence.outcome;
    let places = this.kinds.get(kind);
    if (!places) {
      places = new BoundedRows<Place>({ limit: maxEvidence, create: () => ({ first: undefined }), absorb: keepFirst });
      this.kinds.set(kind, places);
    }
    keepFirst(places.at(evidenceKey(evidence)), { first: evidence });
  }

  addAll(other: EvidenceSet): void {
    for (const evidence of other.finish()) this.add(evidence);
  }

  /** Sorted: source first, then traffic; by file, then place. */
  finish(): Evidence[] {
    const places = [...this.kinds.values()].flatMap((kind) => kind.finish().rows);
    return places.flatMap(({ first }) => first ?? []).sort(compareEvidence);
  }
}

function keepFirst(into: Place, { first }: Place): void {
  if (first === undefined) return;
  const known = into.first;
  const best = known === undefined || compareEvidence(first, known) < 0 ? first : known;
  into.first = known === undefined || (isOptional(known) && isOptional(first)) ? best : asNeeded(best);
}

function isOptional(evidence: Evidence): boolean {
  return evidence.kind === 'source' && evidence.optional === true;
}

/** What one way to a call survives, another may not. */
function asNeeded(evidence: Evidence): Evidence {
  if (evidence.kind !== 'source' || evidence.optional === undefined) return evidence;
  const { optional: _, ...needed } = evidence;
  return needed;
}

/** A total order: evidence that compares equal is the same. */
export function compareEvidence(a: Evidence, b: Evidence): number {
  return compareText(evidenceKey(a), evidenceKey(b)) || compareDetails(a, b);
}

/** Where the evidence stands, as text that sorts like the place: by kind, file, then line and column or entry. */
export function evidenceKey(evidence: Evidence): string {
  const numbers = evidence.kind === 'source' ? [evidence.line, evidence.column] : [evidence.entry];
  return [evidence.kind, evidence.file, ...numbers.map((number) => String(number).padStart(12, '0'))].join('\0');
}

function compareDetails(a: Evidence, b: Evidence): number {
  if (a.kind === 'traffic') {
    if (b.kind !== 'traffic') return 0;
    return compareText(a.outcome, b.outcome) || compareText(a.cause ?? '', b.cause ?? '');
  }
  if (b.kind !== 'source') return 0;
  return compareChains(a.chain, b.chain) || Number(a.optional ?? false) - Number(b.optional ?? false);
}

function compareChains(a: readonly ChainStep[], b: readonly ChainStep[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, step] of a.entries()) {
    const other = b[index];
    const order = other === undefined ? 0 : compareLocations(step, other) || compareText(step.label, other.label);
    if (order !== 0) return order;
  }
  return 0;
}
