/** Narrower columns of prose are hard to read. */
const readable = 18;

/**
 * Widths for the columns of a table so that together they take no more than `room`. Each time the widest gives that still
 * can, so that short ones keep their text; none becomes narrower than what it holds that cannot be broken. `undefined`
 * when they do not fit like that: then the table needs another shape.
 *
 * @param least for each column, the width of its longest word or piece of code
 */
export function fitColumns(
  natural: readonly number[],
  room: number,
  least: readonly number[],
): readonly number[] | undefined {
  const floors = natural.map((width, index) => Math.min(width, Math.max(readable, least[index] ?? 0)));
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    const canGive = widths.map((width, index) => (width > (floors[index] ?? 0) ? width : 0));
    const widest = Math.max(0, ...canGive);
    if (widest === 0) return undefined;
    const index = canGive.indexOf(widest);
    const floor = floors[index] ?? 0;
    const next = Math.max(floor, ...canGive.filter((width) => width < widest));
    const give = Math.min(excess, Math.max(1, widest - next), widest - floor);
    widths[index] = widest - give;
    excess -= give;
  }
  return widths;
}
