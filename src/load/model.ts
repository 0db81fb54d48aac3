import type { PermissionGraph } from '../model/permission-graph.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { loadPermissions } from './permissions.ts';
import { loadRules } from './rules.ts';

/** What rolefit knows about Marketo, before it looks at anything of the reader's. */
export interface Model {
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
}

/** Reads the permissions and rules that ship with rolefit. */
export async function loadModel(): Promise<Model> {
  const permissions = await loadPermissions();
  return { permissions, rules: await loadRules(permissions) };
}
