import type { Permission } from '../model/permission.ts';
import { count } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { permissionData } from './content/permission-data.ts';
import { type Content, strong } from './document/block.ts';
import { containsWords } from './list-operations.ts';
import type { ReportModel } from './render-options.ts';

/** The permissions of the model in the dialog's order. `search` looks in names, aliases, groups and what they allow. */
export function listPermissions(model: ReportModel, search: string | undefined): Answer {
  const permissions = model.permissions.permissions.filter((permission) =>
    containsWords(search, [permission.name, ...permission.aliases, permission.group, permission.grants]),
  );
  return {
    blocks: [
      ...(permissions.length === 0
        ? []
        : [
            {
              kind: 'table',
              columns: ['Permission', 'Group', 'Implies', 'Allows'],
              rows: permissions.map(row),
            } as const,
          ]),
      { kind: 'summary', parts: [[count(permissions.length, 'permission')]] },
    ],
    data: permissions.map((permission) => permissionData(permission, model)),
  };
}

function row(permission: Permission): readonly Content[] {
  return [[strong(permission.name)], [permission.group], [permission.implies.join(', ')], [permission.grants]];
}
