import type { Evidence } from '../model/evidence.ts';
import { type SeenIn, seenIn } from '../model/operation-use.ts';
import type { CodeAndTraffic } from '../model/report.ts';
import type { ServiceUses } from './use-table.ts';

/**
 * Holds the calls of a service that could not be followed against its traffic: of what each may be, the operations that
 * were really sent. Nothing is taken away: the call stays unresolved, for it may do more than was recorded.
 */
export function narrowUnresolved(service: ServiceUses): ServiceUses {
  const sent = new Set(service.uses.filter((use) => seenIn(use) !== 'code').map(({ operation }) => operation.id));
  return {
    ...service,
    unresolved: service.unresolved.map((call) => {
      const narrowedTo = call.candidates.filter(({ id }) => sent.has(id));
      return call.evidence.kind === 'source' && narrowedTo.length > 0 ? { ...call, narrowedTo } : call;
    }),
  };
}

/** Which operations are in code, in traffic, or in both; `undefined` unless there is evidence of both kinds. */
export function compareSources(
  service: Pick<ServiceUses, 'uses' | 'unresolved' | 'unmatched'>,
): CodeAndTraffic | undefined {
  const kinds = new Set(allEvidence(service).map(({ kind }) => kind));
  if (kinds.size < 2) return undefined;
  const live = service.uses.filter(({ reachable }) => reachable);
  const seen = (where: SeenIn) => live.filter((use) => seenIn(use) === where).map(({ operation }) => operation.id);
  return { both: seen('both'), onlyCode: seen('code'), onlyTraffic: seen('traffic') };
}

function allEvidence({
  uses,
  unresolved,
  unmatched,
}: Pick<ServiceUses, 'uses' | 'unresolved' | 'unmatched'>): Evidence[] {
  return [
    ...uses.flatMap(({ evidence }) => evidence),
    ...unresolved.map(({ evidence }) => evidence),
    ...unmatched.flatMap(({ evidence }) => evidence),
  ];
}
