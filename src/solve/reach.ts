import type { Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Requirement } from '../model/requirement.ts';
import { isMet } from '../model/requirement.ts';
import { type BoxSet, bitsOf, isSubset } from './box-set.ts';
import type { Boxes } from './boxes.ts';
import { weightOf } from './weight.ts';

/** A set of things that a role reaches, as bits: operations, those with one requirement together, and permissions. */
export type Things = bigint;

/**
 * How much a set of held permissions allows: first the weight of the operations, then, between sets that allow the
 * same, how many permissions hold (for what they may allow outside the known operations).
 */
export interface Reach {
  /** What the held permissions reach. Monotone: more of them never reach less. */
  readonly things: (held: BoxSet) => Things;
  /** What every role reaches that lets the used operations work: these operations. */
  readonly always: Things;
  /** What reaching these things costs: the sum over each, as one number that keeps the two steps apart. */
  readonly cost: (things: Things) => number;
}

/** Over all operations of the model, of which some are used. */
export function measureReach(operations: readonly Operation[], used: readonly Operation[], boxes: Boxes): Reach {
  const sections = groupByRequirement(operations);
  const shift = BigInt(boxes.count);
  const costs = [
    ...Array.from({ length: boxes.count }, () => 1),
    ...sections.map(({ weight }) => weight * (boxes.count + 1)),
  ];
  const costOfBit = new Map(costs.map((cost, position) => [1n << BigInt(position), cost]));
  const things = (held: BoxSet): Things => {
    const holds = (name: PermissionName) => isSubset(boxes.setOf([name]), held);
    return sections.reduce(
      (met, { requires }, position) => (isMet(requires, holds) ? met | (1n << (shift + BigInt(position))) : met),
      held,
    );
  };
  const cost = (reached: Things) => bitsOf(reached).reduce((sum, bit) => sum + (costOfBit.get(bit) ?? 0), 0);
  // Without its conditions an operation asks for no more than its uses do.
  const usedRequirements = new Set(used.map(keyOfRequirement));
  const always = sections.reduce(
    (met, { key }, position) => (usedRequirements.has(key) ? met | (1n << (shift + BigInt(position))) : met),
    0n,
  );
  return { things: remember(things), always, cost: remember(cost) };
}

interface Section {
  readonly key: string;
  readonly requires: Requirement;
  readonly weight: number;
}

const known = new WeakMap<readonly Operation[], readonly Section[]>();

/** Operations with one requirement are asked about once: there are far fewer requirements than operations. */
function groupByRequirement(operations: readonly Operation[]): readonly Section[] {
  const sections = known.get(operations) ?? makeSections(operations);
  known.set(operations, sections);
  return sections;
}

function makeSections(operations: readonly Operation[]): Section[] {
  const groups = new Map<string, Section>();
  for (const operation of operations) {
    const key = keyOfRequirement(operation);
    const weight = (groups.get(key)?.weight ?? 0) + weightOf([operation]);
    groups.set(key, { key, requires: operation.requires, weight });
  }
  return [...groups.values()];
}

function keyOfRequirement({ requires }: Operation): string {
  return JSON.stringify(requires);
}

function remember<Answer>(ask: (set: bigint) => Answer): (set: bigint) => Answer {
  const known = new Map<bigint, Answer>();
  return (set) => {
    const answer = known.get(set) ?? ask(set);
    known.set(set, answer);
    return answer;
  };
}
