import type { ServiceReport } from '../../model/report.ts';
import type { Comparison } from '../../model/role.ts';
import { count, formatNumber } from '../../model/words.ts';

/** A report without a service, in half a sentence: that its role is empty would be untrue. */
export const noCallFound = 'no call to Marketo was found, so nothing is known about a role';

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
