import { deniedCalls } from '../../model/operation-use.ts';
import type { Report, ServiceReport } from '../../model/report.ts';
import { type Block, type Content, strong } from '../document/block.ts';
import { count, formatNumber } from '../words.ts';

/** The last line: the role in numbers, and above all what is not known. */
export function summarySection(report: Report): Block {
  const { services, coverage } = report;
  const parts = [
    rolePart(services),
    ...comparisonParts(services),
    ...countPart(
      sum(services, (service) => service.operations.filter((use) => deniedCalls(use) > 0).length),
      'denied',
    ),
    ...countPart(
      sum(services, (service) => service.unmatched.length),
      'unmatched',
    ),
    ...countPart(coverage.texts.notFollowed, `${coverage.texts.notFollowed === 1 ? 'text' : 'texts'} not followed`),
    `${formatNumber(coverage.followed)} of ${count(coverage.calls, 'call')} followed`,
  ];
  return { kind: 'summary', parts: parts.map((part, index): Content => (index === 0 ? [strong(part)] : [part])) };
}

function rolePart(services: readonly ServiceReport[]): string {
  const permissions = count(
    sum(services, (service) => service.role.permissions.length),
    'permission',
  );
  const isComplete = services.every((service) => service.role.status === 'complete');
  const roles = services.length === 1 ? 'role' : `roles of ${count(services.length, 'service')}`;
  return isComplete ? `minimal ${roles}: ${permissions}` : `lower bound of the ${roles}: at least ${permissions}`;
}

/** Zeroes are said as well once there is a grant to compare with: "0 missing" is the good news. */
function comparisonParts(services: readonly ServiceReport[]): string[] {
  const comparisons = services.flatMap((service) => service.comparison ?? []);
  if (comparisons.length === 0) return [];
  return [
    `${sum(comparisons, (comparison) => comparison.missing.length)} missing`,
    `${sum(comparisons, (comparison) => comparison.unused.length)} excess`,
    ...countPart(
      sum(comparisons, (comparison) => comparison.broader.length),
      'broader than needed',
    ),
  ];
}

function countPart(amount: number, what: string): string[] {
  return amount === 0 ? [] : [`${formatNumber(amount)} ${what}`];
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
