import type { Operation } from '../../model/operation.ts';
import { requirementText } from '../../model/requirement.ts';

/** An operation of the model as JSON: its requirement, and what each source claims with the day it was read. */
export function operationData(operation: Operation) {
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    name: operation.name,
    group: operation.group,
    ...(operation.operationId === undefined ? {} : { operationId: operation.operationId }),
    host: operation.host,
    requires: operation.requires,
    needs: requirementText(operation.requires),
    effect: operation.effect,
    personalData: operation.personalData,
    acrossWorkspaces: operation.acrossWorkspaces,
    superseded: operation.superseded,
    agreement: operation.agreement,
    disputed: operation.disputed,
    claims: operation.claims.map(({ source, requires, path, checked }) => ({
      source,
      ...(requires === undefined ? {} : { requires, needs: requirementText(requires) }),
      ...(path === undefined ? {} : { path }),
      checked,
    })),
    aliases: operation.aliases.map(({ path, source }) => ({ path, source })),
    parameters: operation.parameters,
    rule: operation.rule,
  };
}
