import { CsvError, parse } from 'csv-parse/sync';
import { InputError } from '../model/input-error.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { splitNames } from './parse-list.ts';
import { joinRoles, type RawRole } from './raw-role.ts';
import { findLayout, type PermissionsDown, type RolesDown, type Row } from './table-layout.ts';
import { readTick } from './tick.ts';

const delimiters = [',', ';', '\t'];
const maxRows = 20_000;
/** Longest row, in characters; one that lists every permission of the dialog has about 5,000. */
const maxRecord = 100_000;
/** A title and a date may stand above the heading of an exported sheet. */
const rowsAboveHeading = 5;

/**
 * Roles from a table with a heading, as exported by Marketo or kept in a spreadsheet; `undefined` when the text is
 * no such table. Columns that say nothing of permissions (users, addresses, descriptions) are not kept.
 * @throws InputError when it is a table but too long, or a .csv or .tsv file that breaks off inside quotes.
 */
export function parseTable(text: string, file: string, graph: PermissionGraph): readonly RawRole[] | undefined {
  let broken: CsvError | undefined;
  const beginning = text.slice(0, maxRecord);
  for (const delimiter of delimiters.filter((one) => one === ',' || beginning.includes(one))) {
    const rows = readRows(text, delimiter);
    if (rows instanceof CsvError) broken ??= rows;
    else {
      const roles = findRoles(rows, file, graph);
      if (roles !== undefined) return roles;
    }
  }
  if (broken === undefined || !/\.[ct]sv$/i.test(file)) return undefined;
  throw new InputError(`the table cannot be read (${broken.code})`, {
    at: { file },
    next: 'look for a quote that is not closed, or export it again',
    cause: broken,
  });
}

function readRows(text: string, delimiter: string): readonly Row[] | CsvError {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxRecord,
      to: maxRows + 1,
    });
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

function findRoles(rows: readonly Row[], file: string, graph: PermissionGraph): readonly RawRole[] | undefined {
  for (const [position, header] of rows.slice(0, rowsAboveHeading).entries()) {
    const body = rows.slice(position + 1);
    const layout = findLayout(header, body, graph);
    if (layout === undefined) continue;
    if (rows.length > maxRows) {
      throw new InputError(`the table has more than ${maxRows} rows`, {
        at: { file },
        next: 'export only the roles of the API users',
      });
    }
    return joinRoles(layout.kind === 'roles-down' ? rolesDown(layout, body) : permissionsDown(layout, body));
  }
  return undefined;
}

function rolesDown(layout: RolesDown, body: readonly Row[]): RawRole[] {
  let carried: string | undefined;
  return body.map((row) => {
    // A merged cell of a spreadsheet shows only on its first row; the rows below belong to the same role.
    carried = (layout.role === undefined ? '' : (row[layout.role] ?? '').trim()) || carried;
    const ticked = tickedOnRow(layout, row);
    return carried === undefined ? { ticked } : { name: carried, ticked };
  });
}

function tickedOnRow({ header, permissions, tick, ticks }: RolesDown, row: Row): string[] {
  if (tick !== undefined && readTick(row[tick] ?? '') === false) return [];
  const isLast = permissions === header.length - 1;
  const cells = permissions === undefined ? [] : row.slice(permissions, isLast ? undefined : permissions + 1);
  const columns = ticks.filter((column) => readTick(row[column] ?? '') === true);
  return [...cells.flatMap(splitNames), ...columns.map((column) => markedAsTicked(header[column], row[column]))];
}

function permissionsDown({ header, permission, roles }: PermissionsDown, body: readonly Row[]): RawRole[] {
  return roles.map((column) => ({
    name: (header[column] ?? '').trim(),
    ticked: body
      .filter((row) => readTick(row[column] ?? '') === true)
      .map((row) => markedAsTicked(row[permission], row[column])),
  }));
}

/** A count beside a name ("Access Admin" and "5 of 5") makes it a group's, as if both stood in one cell. */
function markedAsTicked(name = '', cell = ''): string {
  return /\d\s*(?:of|\/)\s*\d/i.test(cell) ? `${name.trim()} (${cell.trim()})` : name.trim();
}
