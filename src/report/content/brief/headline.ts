import { isSilent, type ServiceReport } from '../../../model/report.ts';
import { count } from '../../../model/words.ts';
import type { Block } from '../../document/block.ts';
import { describeUnknowns } from '../role-section.ts';
import { verdict } from '../verdict.ts';

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
