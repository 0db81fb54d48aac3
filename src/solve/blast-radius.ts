import type { BlastRadius, IdleShare, Reach } from '../model/blast-radius.ts';
import type { Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Comparison, MinimalRole } from '../model/role.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { indexBoxes } from './boxes.ts';
import { groupReach } from './group-reach.ts';
import type { ProblemInput } from './problem.ts';
import { findParts } from './takes-part.ts';
import { allowedOperations, weightOf } from './weight.ts';

/** {@link ProblemInput} with what the operations mean, the role that was solved for it, and what it was held against. */
export interface BlastRadiusInput extends ProblemInput {
  readonly rules: Pick<RuleSet, 'operations' | 'abilities'>;
  readonly role: MinimalRole;
  readonly comparison?: Comparison | undefined;
}

/**
 * What a stolen credential could do with the minimal role and with the grant, and which excess permission is to
 * blame for how much of the difference. Everything is counted over all operations of the model.
 * @throws InputError when the requirement of an operation has too many alternatives to look at.
 */
export function measureBlastRadius(input: BlastRadiusInput): BlastRadius {
  const { graph, rules, role, comparison } = input;
  const needed = allowedOperations(
    graph,
    rules.operations,
    role.permissions.map(({ name }) => name),
  );
  const minimal = reachWithIdle(input, needed);
  if (comparison === undefined) return { minimal, excess: [] };
  const open = allowedOperations(graph, rules.operations, comparison.grant.permissions);
  const closed = new Set(needed.map(({ id }) => id));
  const beyond = open.filter(({ id }) => !closed.has(id));
  return {
    minimal,
    granted: reachWithIdle(input, open),
    beyond: groupReach(beyond, rules.abilities),
    excess: rankExcess(input, comparison, beyond),
  };
}

function reachWithIdle({ rules, uses }: BlastRadiusInput, operations: readonly Operation[]) {
  return { reach: groupReach(operations, rules.abilities), idle: measureIdle(operations, uses) };
}

function measureIdle(callable: readonly Operation[], uses: ProblemInput['uses']): IdleShare {
  const used = new Set(uses.map(({ operation }) => operation.id));
  const unused = callable.filter(({ id }) => !used.has(id)).length;
  const share = callable.length === 0 ? 0 : Math.round((unused / callable.length) * 10_000) / 10_000;
  return { callable: callable.length, unused, share };
}

/** By the worst ability first, then by all that it opens; of equals, in the dialog's order. */
function rankExcess(
  { graph, rules }: BlastRadiusInput,
  { grant, unused, broader }: Comparison,
  beyond: readonly Operation[],
): BlastRadius['excess'] {
  const boxes = indexBoxes(graph);
  const partsOf = findParts(beyond, boxes, boxes.setOf(grant.permissions));
  const rank = new Map(rules.abilities.map(({ phrase }, position) => [phrase, position]));
  const worst = ({ abilities }: Reach) => rank.get(abilities[0]?.phrase ?? '') ?? rank.size;
  const excess: PermissionName[] = [...unused, ...broader.map(({ name }) => name)];
  return excess
    .map((name) => ({ name, reach: groupReach(partsOf(name), rules.abilities) }))
    .sort(
      (a, b) =>
        worst(a.reach) - worst(b.reach) ||
        weightOf(b.reach.operations) - weightOf(a.reach.operations) ||
        graph.compare(a.name, b.name),
    );
}
