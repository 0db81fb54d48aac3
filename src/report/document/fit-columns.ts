const readable = 18;

/**
 * Widths for the columns of a table so that together they take no more than `room`. Only columns that wrap give, as
 * wrapping loses nothing; each time the widest gives, so that short ones keep their text. `undefined` when they would
 * become too narrow to read: then the table needs another shape.
 */
export function fitColumns(
  natural: readonly number[],
  room: number,
  wraps: readonly boolean[],
): readonly number[] | undefined {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    const widest = Math.max(readable, ...widths.filter((_, index) => wraps[index]));
    const index = widths.findIndex((width, at) => wraps[at] === true && width === widest);
    if (widest === readable || index === -1) return undefined;
    const next = Math.max(readable, ...widths.filter((width, at) => wraps[at] === true && width < widest));
    const give = Math.min(excess, Math.max(1, widest - next - 1), widest - readable);
    widths[index] = widest - give;
    excess -= give;
  }
  return widths;
}
