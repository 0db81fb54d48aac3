import type { Reach } from '../../model/blast-radius.ts';
import type { Finding, FindingKind } from '../../model/finding.ts';
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

/** Kinds that are worth the same whatever the permission. */
export const riskOfKind: Readonly<Partial<Record<FindingKind, number>>> = {
  // Written down by every proxy and log on its way.
  'withdrawn-authentication': 7.5,
  // Against what somebody decided.
  'forbidden-permission': 7.0,
  'forbidden-effect': 7.0,
  // More than somebody accepted.
  'role-grew': 6.0,
  'ability-added': 6.0,
  'shared-user': 5.0,
  'unassigned-traffic': 5.0,
  // Perhaps somebody else's calls with this credential.
  'call-not-in-code': 5.0,
  // No excess by itself: what a leak of this credential means.
  'bulk-reaches-all-workspaces': 3.0,
};

/** From here on an alert is called high. */
export const highRisk = 7;

/** The risk of a finding that is one of security, from 0 to 10; `undefined` for the others. */
export function riskOf(finding: Finding, service: ServiceReport | undefined): number | undefined {
  const reach = reachOf(finding, service);
  return reach === undefined ? riskOfKind[finding.kind] : riskOfReach(reach);
}

function riskOfReach({ abilities }: Reach): number {
  const risks = abilities.map(({ effect, personalData }) => riskOfEffect[effect][personalData ? 'persons' : 'other']);
  return Math.max(riskOfNothingKnown, ...risks);
}

/** What the finding's permission or group opens beyond the minimal role. */
export function reachOf(finding: Finding, service: ServiceReport | undefined): Reach | undefined {
  switch (finding.kind) {
    case 'excess-permission':
    case 'broader-permission': {
      const { permission } = finding.arguments;
      return service?.blastRadius.excess.find(({ name }) => name === permission)?.reach;
    }
    case 'group-granted':
      return service?.blastRadius.beyond;
    default:
      return undefined;
  }
}

/** Where the finding's permission stands in the report's own order of excess, so that no two formats name another first. */
export function excessRank(finding: Finding, service: ServiceReport | undefined): number {
  if (finding.kind === 'group-granted') return -1;
  if (finding.kind !== 'excess-permission' && finding.kind !== 'broader-permission') return 0;
  const { permission } = finding.arguments;
  return service?.blastRadius.excess.findIndex(({ name }) => name === permission) ?? 0;
}
