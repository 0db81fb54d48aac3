import { join } from 'node:path';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { buildPermissionGraph } from '../permissions/index.ts';
import { permissionsSchema } from '../schema/index.ts';
import { packageRoot } from './package-root.ts';
import { readJson } from './read-json.ts';
import { placesWhereNeeded, validate } from './validate.ts';

const row = /^\/groups\/\d+(\/permissions\/\d+)?/;

/**
 * Reads the permission hierarchy: the one that ships with rolefit, or the given file.
 * @throws InputError or InputErrors when it cannot be read, breaks its schema, or contradicts itself.
 */
export async function loadPermissions(file?: string): Promise<PermissionGraph> {
  const label = file ?? 'permissions.json';
  const json = await readJson(file ?? join(packageRoot(), label), label);
  const value = await validate(permissionsSchema, json, row);
  return buildPermissionGraph(value, await placesWhereNeeded(permissionsSchema, json, label));
}
