import { deniedCalls, type OperationUse } from '../../model/operation-use.ts';
import type { Report, ServiceReport } from '../../model/report.ts';
import { count, formatNumber } from '../../model/words.ts';
import { type Block, type Content, strong } from '../document/block.ts';
import { noCallFound } from './verdict.ts';

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
    ...(services.length === 0
      ? []
      : [`${formatNumber(coverage.followed)} of ${count(coverage.calls, 'call')} followed${whatFor(services)}`]),
  ];
  return { kind: 'summary', parts: parts.map((part, index): Content => (index === 0 ? [strong(part)] : [part])) };
}

/**
 * What the calls that were followed ask for, in numbers that add up: " (4 need these permissions, 1 needs none, 2 in code
 * that nothing calls)". Nothing where all of them need the role.
 */
function whatFor(services: readonly ServiceReport[]): string {
  const [needing, free, asleep] = [0, 1, 2].map((part) =>
    sum(services, (service) => sum(partsOf(service)[part] ?? [], ({ calls }) => calls)),
  ) as [number, number, number];
  const open = sum(services, openInDeadCode);
  if (free + asleep + open === 0) return '';
  const parts = [
    ...(needing === 0 ? [] : [`${formatNumber(needing)} ${needing === 1 ? 'needs' : 'need'} the role`]),
    ...(free === 0 ? [] : [`${formatNumber(free)} ${free === 1 ? 'needs' : 'need'} no permission`]),
    ...(asleep === 0 ? [] : [`${formatNumber(asleep)} in code that nothing calls`]),
    ...(open === 0 ? [] : [`${formatNumber(open)} not followed in code that nothing calls`]),
  ];
  return ` (${parts.join(', ')})`;
}

function openInDeadCode({ unresolved, unmatched }: ServiceReport): number {
  const unreached = unmatched.filter(({ reachable }) => !reachable);
  return unresolved.filter(({ reachable }) => !reachable).length + sum(unreached, ({ calls }) => calls);
}

/** The operations that put something into the role, those that need nothing, and those that do not count. */
function partsOf({ role, operations }: ServiceReport): readonly (readonly OperationUse[])[] {
  const needing = new Set(role.permissions.flatMap(({ because }) => because));
  const isNeeding = ({ operation }: OperationUse) => needing.has(operation.id);
  const others = operations.filter((use) => !isNeeding(use));
  return [
    operations.filter(isNeeding),
    others.filter(({ reachable }) => reachable),
    others.filter(({ reachable }) => !reachable),
  ];
}

function rolePart(services: readonly ServiceReport[]): string {
  if (services.length === 0) return noCallFound;
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
