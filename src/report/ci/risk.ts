import type { Reach } from '../../model/blast-radius.ts';
import type { Finding } from '../../model/finding.ts';
import { findingKinds, reachOf } from '../../model/finding-kinds/index.ts';
import type { Effect } from '../../model/operation.ts';
import type { ServiceReport } from '../../model/report.ts';

/**
 * How much a permission beyond the role is worth to whoever steals the credential, on the scale of 0 to 10 that code
 * hosts use for security alerts (from 4 medium, from 7 high, above 9 critical), by the worst thing it opens. Nothing
 * reaches critical: a credential has to leak first.
 */
export const riskOfEffect = {
  read: { persons: 5.5, other: 3.0 },
  write: { persons: 6.5, other: 4.0 },
  delete: { persons: 8.0, other: 6.0 },
  // On people it sends them mail in the company's name, which nothing takes back.
  execute: { persons: 8.5, other: 6.0 },
  admin: { persons: 8.9, other: 7.0 },
} as const satisfies Record<Effect, { readonly persons: number; readonly other: number }>;

/** What is granted for nothing, but opens no operation that rolefit knows. */
const riskOfNothingKnown = 2.0;

/** From here on an alert is called high. */
export const highRisk = 7;

/** The risk of a finding that is one of security, from 0 to 10; `undefined` for the others. */
export function riskOf(finding: Finding, service: ServiceReport | undefined): number | undefined {
  const reach = reachOf(finding, service);
  if (reach !== undefined) return riskOfReach(reach);
  const { risk } = findingKinds[finding.kind];
  return typeof risk === 'number' ? risk : undefined;
}

function riskOfReach({ abilities }: Reach): number {
  const risks = abilities.map(({ effect, personalData }) => riskOfEffect[effect][personalData ? 'persons' : 'other']);
  return Math.max(riskOfNothingKnown, ...risks);
}

/** Where the finding's permission stands in the report's own order of excess, so that no two formats name another first. */
export function excessRank(finding: Finding, service: ServiceReport | undefined): number {
  if (findingKinds[finding.kind].risk !== 'of what it opens') return 0;
  const permission = 'permission' in finding.arguments ? finding.arguments.permission : undefined;
  // The box of a group is in no row of the excess: it comes before all of them.
  return service?.blastRadius.excess.findIndex(({ name }) => name === permission) ?? 0;
}
