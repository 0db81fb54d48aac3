const least = 6;
const readable = 18;

/**
 * Widths for the columns of a table so that together they take no more than `room`. Columns that wrap give first,
 * as wrapping loses nothing, then all; each time the widest gives, so that short ones keep their text. No column
 * goes under a few characters, even where the room is too small for all.
 */
export function fitColumns(natural: readonly number[], room: number, wraps: readonly boolean[]): readonly number[] {
  const first = shrink(natural, room, readable, wraps);
  return shrink(
    first,
    room,
    least,
    natural.map(() => true),
  );
}

function shrink(from: readonly number[], room: number, floor: number, allowed: readonly boolean[]): readonly number[] {
  const widths = [...from];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    const widest = Math.max(floor, ...widths.filter((_, index) => allowed[index]));
    const index = widths.findIndex((width, at) => allowed[at] === true && width === widest);
    if (widest === floor || index === -1) break;
    const next = Math.max(floor, ...widths.filter((width, at) => allowed[at] === true && width < widest));
    const give = Math.min(excess, Math.max(1, widest - next - 1), widest - floor);
    widths[index] = widest - give;
    excess -= give;
  }
  return widths;
}
