/** What is the same in all calls of a kind: their entry but for its time and its path. */
export interface Mould {
  /** Where it is told; another one may be told there later. */
  readonly slot: number;
  readonly beforeUrl: string;
  readonly afterPath: string;
}

/** An entry of a HAR by what is its own. */
export interface FromMould {
  readonly mould: Mould;
  /** Of a mould that was not used before: whoever reads it has to be told first. */
  readonly isFirst: boolean;
  readonly startedAt: number;
  readonly path: string;
}

/** An entry of a HAR as it is written down: as JSON, or short. */
export type Written = string | FromMould;

/** What an entry begins with. */
export const entryStart = '{"startedDateTime":"';

/** The entry as JSON. */
export function writtenOut(written: Written): string {
  return typeof written === 'string' ? written : fromMould(written.mould, written.startedAt, written.path);
}

export function fromMould({ beforeUrl, afterPath }: Omit<Mould, 'slot'>, startedAt: number, path: string): string {
  return `${entryStart}${new Date(startedAt).toISOString()}${beforeUrl}${path}${afterPath}`;
}
