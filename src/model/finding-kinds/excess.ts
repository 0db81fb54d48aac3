import type { Reach } from '../blast-radius.ts';
import type { Confidence } from '../finding.ts';
import type { PermissionName } from '../permission.ts';
import type { ServiceReport } from '../report.ts';

/** What a permission beyond the role opens. */
export function reachOfExcess(permission: PermissionName, service: ServiceReport | undefined): Reach | undefined {
  return service?.blastRadius.excess.find(({ name }) => name === permission)?.reach;
}

/** The worst that a stolen credential gains by an excess permission. */
export function worstOf(service: ServiceReport, permission: PermissionName): { readonly ability?: string } {
  const worst = reachOfExcess(permission, service)?.abilities[0];
  return worst === undefined ? {} : { ability: worst.phrase };
}

/** Traffic shows use, never non-use; and while calls are unknown, one of them may need what looks unused. */
export function confidenceOfNonUse({ role, observed }: ServiceReport): Confidence {
  return role.status === 'complete' && observed === undefined ? 'exact' : 'partial';
}

/** What it would let a thief do, as the end of a sentence. */
export function harm(ability: string | undefined): string {
  return ability === undefined ? '' : `; it would let a stolen credential ${ability}`;
}
