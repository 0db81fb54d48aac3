import type { Content, Group } from './block.ts';
import { gap, hang, type Layout, mark } from './layout.ts';
import { layoutColumns, layoutFlow } from './layout-rows.ts';
import { type Line, lineWidth, padLine, toLine } from './segments.ts';

/** A table, or where it does not fit, each row over a few lines with the names of the columns in it. */
export function layoutTable(columns: readonly string[], rows: readonly (readonly Content[])[], layout: Layout): Line[] {
  const { ellipsis } = layout.signs;
  const head = columns.map((column) => toLine([{ text: column, style: 'muted' }], ellipsis));
  const body = rows.map((row) => row.map((cell) => toLine(cell, ellipsis)));
  const table = layoutColumns([head, ...body], layout, 2);
  if (table !== undefined) return table;
  const colon: Line = [{ text: ': ', style: 'muted' }];
  return body.flatMap((row) => {
    const cells = row.map((cell, index) => (lineWidth(cell) === 0 ? [] : label(head[index], colon, cell, index)));
    return layoutFlow(cells, layout, 2);
  });
}

/** The first cell is what the row is about and needs no name. */
function label(head: Line | undefined, colon: Line, cell: Line, index: number): Line {
  return index === 0 || head === undefined ? cell : [...head, ...colon, ...cell];
}

/** Heads with their rows beneath; where each has only one cell to it, beside each other. */
export function layoutGroups(groups: readonly Group[], layout: Layout): Line[] {
  const isList = groups.every(({ rows }) => rows.length === 1 && rows[0]?.length === 1);
  const list = isList ? layoutList(groups, layout) : undefined;
  return list ?? groups.flatMap((group) => layoutGroup(group, layout));
}

function layoutList(groups: readonly Group[], layout: Layout): Line[] | undefined {
  const { ellipsis } = layout.signs;
  const rows = groups.map((group) => [
    [...mark(group.mark, layout), ...toLine(group.head, ellipsis)],
    toLine(group.rows[0]?.[0] ?? [], ellipsis),
  ]);
  return layoutColumns(rows, layout, 2);
}

function layoutGroup(group: Group, layout: Layout): Line[] {
  const { ellipsis } = layout.signs;
  const sign = mark(group.mark, layout);
  const indent = 2 + lineWidth(sign) + gap;
  const head = hang(sign, group.head, layout, 2);
  const rows = group.rows.map((row) => row.map((cell) => toLine(cell, ellipsis)));
  const isTable = rows.some(({ length }) => length > 1);
  // A sentence below a table is no cell of its first column, and must not make that as wide as itself.
  const below = isTable ? rows.filter(({ length }) => length === 1) : [];
  const table = rows.filter((row) => !below.includes(row));
  return [
    ...head,
    ...(sideBySide(table, layout, indent) ?? flowing(table, layout, indent)),
    ...below.flatMap((row) => layoutFlow(row, layout, indent)),
  ];
}

/** In columns only where nothing needs to wrap: rows of one line each are what makes columns readable here. */
function sideBySide(rows: readonly (readonly Line[])[], layout: Layout, indent: number): Line[] | undefined {
  const needed = widthsOf(rows).reduce((sum, width) => sum + width + gap, indent) - gap;
  return needed <= layout.width ? layoutColumns(rows, layout, indent) : undefined;
}

/** The second cells stand under each other where the first two fit, the others below. */
function flowing(rows: readonly (readonly Line[])[], layout: Layout, indent: number): Line[] {
  const [first = 0, second = 0] = widthsOf(rows);
  const isAligned = indent + first + gap + second <= layout.width;
  return rows.flatMap(([head = [], next = [], ...rest]) => {
    const padded = isAligned && lineWidth(next) > 0 ? padLine(head, first) : head;
    return layoutFlow([padded, next, ...rest], layout, indent);
  });
}

function widthsOf(rows: readonly (readonly Line[])[]): number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lineWidth(row[column] ?? []))));
}
