/** How far reading has come. */
export interface Progress {
  /** The recording that is read, or what is done with source code, e.g. "source files". */
  readonly file: string;
  /** What `done` and `total` count. */
  readonly unit: 'bytes' | 'files';
  readonly done: number;
  /** 0 where it is not known yet. */
  readonly total: number;
}
