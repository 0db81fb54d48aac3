import type { Ability, Reach } from '../model/blast-radius.ts';
import type { Effect, Operation, OperationId } from '../model/operation.ts';

/** What a set of operations gives, by effect and in words. Operations come sorted; so do the abilities, the worst first. */
export function groupReach(operations: readonly Operation[], abilities: readonly Ability[]): Reach {
  const byEffect: Record<Effect, number> = { read: 0, write: 0, execute: 0, delete: 0, admin: 0 };
  for (const { effect } of operations) byEffect[effect] += 1;
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return {
    operations,
    byEffect,
    personalData: operations.filter(({ personalData }) => personalData).length,
    abilities: abilities.flatMap((ability) => narrow(ability, byId)),
  };
}

/** As much of an ability as these operations give; nothing when they give none of it. */
function narrow(ability: Ability, byId: ReadonlyMap<OperationId, Operation>): Ability[] {
  const members = ability.operations.flatMap((id) => byId.get(id) ?? []);
  if (members.length === 0) return [];
  return [
    {
      ...ability,
      personalData: members.some(({ personalData }) => personalData),
      operations: members.map(({ id }) => id),
    },
  ];
}
