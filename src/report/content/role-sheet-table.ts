import type { ServiceReport } from '../../model/report.ts';
import type { ReportModel } from '../render-options.ts';
import { sheetGroups } from './role-sheet-boxes.ts';

/** The columns of the role sheet as a table. `do` is a {@link BoxChange}. */
export const sheetColumns = ['service', 'group', 'box', 'do', 'allows', 'needed by'] as const;

type SheetRow = Readonly<Record<(typeof sheetColumns)[number], string>>;

/** Every box of the dialog in its order, each group's own box before those in it. */
export function sheetRows(service: ServiceReport, model: ReportModel): readonly SheetRow[] {
  return sheetGroups(service, model).flatMap(({ name: group, own, boxes }): SheetRow[] => [
    ...(own === undefined ? [] : [rowOf({ group, box: group, do: own, allows: 'everything in the group' })]),
    ...boxes.map(({ permission, change }) => {
      const because = service.role.permissions.find(({ name }) => name === permission.name)?.because ?? [];
      return rowOf({
        group,
        box: permission.name,
        do: change,
        allows: permission.grants,
        'needed by': because.join('; '),
      });
    }),
  ]);

  function rowOf(row: Omit<SheetRow, 'service' | 'needed by'> & { readonly 'needed by'?: string }): SheetRow {
    return { service: service.name, 'needed by': '', ...row };
  }
}
