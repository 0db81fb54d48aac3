import type { Location } from './location.ts';

/** A line of the analysed code with its neighbours, for people. What looks like a secret in them is masked. */
export interface CodeFrame {
  /** In order; the neighbours are missing at the start and end of a file. */
  readonly lines: readonly FrameLine[];
  /** The number of the line that is meant. */
  readonly line: number;
  /** Where in the text of that line, from 1 in UTF-16 units; more than its length where the line is shorter. */
  readonly column: number;
}

export interface FrameLine {
  readonly number: number;
  /** Not escaped: tabs and control characters as they are. Of an endless line a part around the column. */
  readonly text: string;
}

/** The code at a place; `undefined` for a file that was not analysed as source. */
export type FrameOf = (at: Location) => CodeFrame | undefined;
