import { isSilent, type ServiceReport } from '../../../model/report.ts';
import type { Comparison } from '../../../model/role.ts';
import { count, formatNumber } from '../../../model/words.ts';
import type { Block } from '../../document/block.ts';
import { describeUnknowns } from '../role-section.ts';

/** Whose role it is, what to make of the grant, and what is needed with its status: all of the verdict, in one line. */
export function headline(service: ServiceReport): Block {
  const { comparison } = service;
  const parts = [...(comparison === undefined ? [] : [verdict(service, comparison)]), roleVerdict(service)];
  return { kind: 'heading', level: 1, text: [`${service.name}: ${parts.join('; ')}`] };
}

/** "minimal role, 2 permissions", "lower bound, at least 2 permissions (1 call could not be followed)". */
function roleVerdict(service: ServiceReport): string {
  if (isSilent(service)) return 'nothing is known about the role';
  const { permissions, status } = service.role;
  const amount = permissions.length === 0 ? 'no permission' : count(permissions.length, 'permission');
  if (status === 'complete') return `minimal role, ${permissions.length === 0 ? 'no permission needed' : amount}`;
  const least = permissions.length === 0 ? 'no permission found yet' : `at least ${amount}`;
  return `lower bound, ${least} (${describeUnknowns(service)})`;
}

/** "3 permissions too many, 1 broader than needed, 1 missing"; the first part has the noun. */
export function verdict({ role }: ServiceReport, { unused, broader, missing }: Comparison): string {
  const parts = [
    { amount: unused.length, what: 'too many' },
    { amount: broader.length, what: 'broader than needed' },
    { amount: missing.length, what: 'missing' },
  ].filter(({ amount }) => amount > 0);
  if (parts.length === 0) {
    return role.status === 'complete' ? 'exactly what is needed is granted' : 'the grant fits what could be followed';
  }
  return parts
    .map(({ amount, what }, index) => `${index === 0 ? count(amount, 'permission') : formatNumber(amount)} ${what}`)
    .join(', ');
}
