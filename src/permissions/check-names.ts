import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Locate, PermissionsFile } from '../schema/index.ts';
import { edgeKinds, listRows, type PlacedRow } from './list-rows.ts';
import { NameIndex } from './name-index.ts';

/**
 * What is wrong with the names: two permissions of one name, an alias that is another's name or alias, a group named
 * twice or named as a permission of another group, an edge to a permission that does not exist.
 */
export function checkNames(file: PermissionsFile, locate: Locate): readonly InputError[] {
  const rows = listRows(file);
  return [...checkPermissions(rows, locate), ...checkGroups(file, rows, locate), ...checkEdges(rows, locate)];
}

// Names first, all of them, then aliases: a clash is the alias's fault wherever the two stand.
function checkPermissions(rows: readonly PlacedRow[], locate: Locate): readonly InputError[] {
  const owners = new NameIndex<string>();
  const errors: InputError[] = [];
  for (const { row, path } of rows) {
    if (owners.add(row.name, row.name) === undefined) continue;
    const at = locate([...path, 'name']);
    errors.push(
      new InputError(`two permissions are named "${row.name}"`, { at, next: 'rename or delete one of the rows' }),
    );
  }
  for (const { row, path } of rows) {
    for (const [index, alias] of (row.aliases ?? []).entries()) {
      const owner = owners.add(alias, row.name);
      if (owner === undefined) continue;
      errors.push(
        new InputError(`the alias "${alias}" of "${row.name}" already stands for "${owner}"`, {
          at: locate([...path, 'aliases', index]),
          next: 'delete the alias; letter case, spaces and hyphens need none',
        }),
      );
    }
  }
  return errors;
}

// A group's own box can be a permission of the group ("Access Admin"), but never one of another group.
function checkGroups(file: PermissionsFile, rows: readonly PlacedRow[], locate: Locate): readonly InputError[] {
  const groups = new NameIndex<string>();
  const errors: InputError[] = [];
  for (const [index, group] of file.groups.entries()) {
    for (const name of [group.name, ...(group.aliases ?? [])]) {
      // Asking where something stands costs a parse: only what is wrong is looked for.
      const at = () => locate(['groups', index]);
      if (groups.add(name, group.name) !== undefined) {
        errors.push(new InputError(`two groups are named "${name}"`, { at: at(), next: 'rename or join them' }));
      }
      const namesake = rows.find(({ row, group: home }) => row.name === name && home !== group.name);
      if (namesake === undefined) continue;
      errors.push(
        new InputError(`the group "${name}" is named as a permission of the group "${namesake.group}"`, {
          at: at(),
          next: 'move the permission into the group, or rename one of them',
        }),
      );
    }
  }
  return errors;
}

function checkEdges(rows: readonly PlacedRow[], locate: Locate): readonly InputError[] {
  const names = new Set(rows.map(({ row }) => row.name));
  return rows.flatMap(({ row, path }) =>
    edgeKinds.flatMap((kind) =>
      (row[kind] ?? []).flatMap((target, index) => {
        if (names.has(target)) return [];
        const meant = nearestName(target, names);
        const next = meant === undefined ? 'add a row for it, or delete the edge' : `did you mean "${meant}"?`;
        const at = locate([...path, kind, index]);
        return [new InputError(`"${row.name}" ${kind} "${target}", which is not a permission`, { at, next })];
      }),
    ),
  );
}
