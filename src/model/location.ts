/** A place in a file. Lines and columns start at 1; `file` is relative to the analysed folder and uses "/". */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Orders by file, then line, then column; code point order, independent of the locale. */
export function compareLocations(a: Location, b: Location): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Code unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
