import type { PermissionGraph } from '../model/permission-graph.ts';
import { queryPermissions } from '../permissions/index.ts';
import { toRuleSet } from '../rules/index.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { loadPrepared, type PreparedModel } from './prepared.ts';

/** What rolefit knows about Marketo, before it looks at anything of the reader's. */
export interface Model {
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
}

let shipped: Promise<Model> | undefined;

/**
 * The permissions and rules that ship with rolefit: as the build compiled them, or compiled from their files. They are
 * the same for everybody in a process, and nobody changes them.
 */
export function loadModel(): Promise<Model> {
  shipped ??= readModel();
  return shipped;
}

async function readModel(): Promise<Model> {
  const prepared = loadPrepared('model');
  return prepared === undefined ? compileModel() : restoreModel(prepared);
}

/**
 * Reads, checks and compiles the files.
 * @throws InputErrors with everything in them that breaks a schema or contradicts the rest.
 */
export async function compileModel(): Promise<Model> {
  const [{ loadPermissions }, { loadRules }] = await Promise.all([import('./permissions.ts'), import('./rules.ts')]);
  const permissions = await loadPermissions();
  return { permissions, rules: await loadRules(permissions) };
}

/** A model that was compiled, as the data that it was made of. */
export function modelData({ permissions, rules }: Model): PreparedModel {
  return {
    permissions: permissions.permissions,
    groups: permissions.groups,
    operations: rules.operations,
    abilities: rules.abilities,
  };
}

/** The model again, from its data. Nothing is checked once more: what it comes from was. */
export function restoreModel({ permissions, groups, operations, abilities }: PreparedModel): Model {
  return { permissions: queryPermissions(permissions, groups), rules: toRuleSet(operations, abilities) };
}
