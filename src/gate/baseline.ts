import { makeFinding } from '../findings/index.ts';
import type { Finding, FindingKind } from '../model/finding.ts';
import { isOfGate, isUncertain } from '../model/finding-kinds/index.ts';
import type { Lock } from '../model/lock.ts';
import type { AcceptedFinding } from '../model/policy.ts';

/** The findings of one kind in one service. */
export interface FindingGroup {
  readonly service: string;
  readonly kind: FindingKind;
  readonly findings: readonly Finding[];
}

/** By service and kind. What the gate found, and what is about an input rather than a service, is not counted. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { kind, service } = finding;
    if (service === undefined || isOfGate(kind)) continue;
    const key = `${kind} ${service}`;
    groups.set(key, { service, kind, findings: [...(groups.get(key)?.findings ?? []), finding] });
  }
  return [...groups.values()];
}

/**
 * Holds the findings against the counts of the lock. As many of a kind as were accepted, or fewer, are old and stay
 * apart. Of more, nobody can say which are new: all of them stay open, and one finding says that there are too many.
 */
export function applyBaseline(
  findings: readonly Finding[],
  lock: Lock,
): {
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** One for each count that is passed. */
  readonly exceeded: readonly Finding[];
} {
  const old = new Set<Finding>();
  const exceeded: Finding[] = [];
  for (const { service, kind, findings: found } of groupFindings(findings)) {
    const counts = lock.get(service)?.accepted;
    // A service that is new to the lock grew as a whole, and says so itself.
    if (counts === undefined) continue;
    const accepted = counts.get(kind) ?? 0;
    if (found.length <= accepted) for (const finding of found) old.add(finding);
    else if (accepted > 0 || isUncertain(kind)) {
      const locations = found.flatMap(({ location }) => location ?? []);
      const args = { kind, accepted, found: found.length, locations };
      exceeded.push(makeFinding('baseline-exceeded', args, { service, confidence: 'exact', location: locations[0] }));
    }
  }
  return {
    open: findings.filter((finding) => !old.has(finding)),
    accepted: [...old].map((finding) => ({ finding, by: 'baseline' })),
    exceeded,
  };
}
