import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';

/** A name in a rule: a permission's canonical name, or what is wrong with it. */
export type ResolvedPermission =
  | { readonly kind: 'known'; readonly name: PermissionName }
  | { readonly kind: 'unknown'; readonly what: string; readonly next: string };

/** Rules write canonical names only, so that a search for a permission finds every rule that asks for it. */
export function resolvePermission(name: string, permissions: PermissionGraph): ResolvedPermission {
  const permission = permissions.find(name);
  if (permission?.name === name) return { kind: 'known', name: permission.name };
  if (permission !== undefined) {
    const what = `"${name}" is another spelling of the permission "${permission.name}"`;
    return { kind: 'unknown', what, next: `write "${permission.name}"` };
  }
  const meant = permissions.suggest(name);
  const list = 'permissions.json lists every name';
  const next = meant === undefined ? list : `did you mean "${meant}"? ${list}`;
  return { kind: 'unknown', what: `unknown permission "${name}"`, next };
}
