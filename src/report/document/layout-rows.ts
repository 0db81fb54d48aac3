import { fitColumns } from './fit-columns.ts';
import { gap, type Layout, space } from './layout.ts';
import { type Line, lineWidth, padLine, widestWord, wrapLine } from './segments.ts';

/** Cells side by side in columns; `undefined` where the width does not allow that without breaking words or code. */
export function layoutColumns(rows: readonly (readonly Line[])[], layout: Layout, indent: number): Line[] | undefined {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? []));
  const natural = columns.map((cells) => Math.max(...cells.map(lineWidth)));
  const least = columns.map((cells) => Math.max(...cells.map(widestWord)));
  const widths = fitColumns(natural, layout.width - indent - gap * (natural.length - 1), least);
  if (widths === undefined) return undefined;
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) => wrapLine(cell, Math.max(1, widths[column] ?? 0)));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line): Line => {
      const parts = cells.map((lines, column) => padLine(lines[line] ?? [], (widths[column] ?? 0) + gap));
      return [space(indent), ...trimLine(parts.flat())];
    });
  });
}

/** Cells after each other: on the line of the one before where they fit, else on a line of their own, further in. */
export function layoutFlow(cells: readonly Line[], layout: Layout, indent: number): Line[] {
  const lines: Line[] = [];
  for (const cell of cells.filter((one) => lineWidth(one) > 0)) {
    const last = lines.at(-1);
    const joined = last === undefined ? undefined : [...last, space(gap), ...cell];
    if (joined !== undefined && lineWidth(joined) <= layout.width) {
      lines.splice(-1, 1, joined);
      continue;
    }
    const start = lines.length === 0 ? indent : indent + gap;
    const wrapped = wrapLine(cell, Math.max(1, layout.width - start));
    lines.push(...wrapped.map((line) => [space(start), ...line]));
  }
  return lines;
}

/** Without the blank segments at its end, which would count as width. */
function trimLine(line: Line): Line {
  const last = line.findLastIndex(({ text }) => text.trim() !== '');
  return line.slice(0, last + 1);
}
