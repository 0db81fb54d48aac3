import type { Lock } from '../model/lock.ts';

/** A file that init would write, and why a repository has it. */
export interface NewFile {
  /** From the folder that init runs in, with "/". */
  readonly path: string;
  readonly text: string;
  /** A phrase: what it holds. */
  readonly purpose: string;
}

/** A file that init wants and that may be there already. */
export interface WantedFile extends NewFile {
  /** What a reader may want to do about the one that is there; a clause. */
  readonly next?: string;
}

/** A file that is there already: init leaves it alone. */
export type KeptFile = Pick<WantedFile, 'path' | 'next'>;

/** All that init has to say; nothing of it is written yet. */
export interface InitPlan {
  /** What each service is accepted to need. */
  readonly lock: Lock;
  /** In the order in which a reader understands them. */
  readonly files: readonly NewFile[];
  readonly kept: readonly KeptFile[];
  /** What was seen and left for the reader to decide, in sentences. */
  readonly notes: readonly string[];
}

/** Sets the files apart that are there already: they are never replaced. */
export function setApart(
  wanted: readonly WantedFile[],
  there: ReadonlySet<string>,
): { readonly files: readonly NewFile[]; readonly kept: readonly KeptFile[] } {
  return {
    files: wanted.filter(({ path }) => !there.has(path)).map(({ path, text, purpose }) => ({ path, text, purpose })),
    kept: wanted
      .filter(({ path }) => there.has(path))
      .map(({ path, next }) => ({ path, ...(next === undefined ? {} : { next }) })),
  };
}
