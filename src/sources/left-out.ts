import { compareText } from '../model/location.ts';

/** Why files are not analysed, and what each count counts. Published in reports; retired, never renamed. */
export const leftOutReasons = {
  dependencies: 'folders of installed packages',
  'build-output': 'folders of generated code',
  tests: 'tests, mocks and stories',
  declarations: 'type declarations',
  minified: 'minified or bundled files',
  'too-large': 'files larger than 1.5 MB',
  links: 'links to folders, and links that lead out of the folder',
  'far-callers': 'callers beyond the number of files that are analysed together',
  'undeciding-callers': 'callers that cannot change the answer',
  'far-dependencies': 'dependencies beyond the number of files that are analysed together',
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

/** How many files (or folders, see {@link leftOutReasons}) were left out for one reason. */
export interface LeftOutCount {
  readonly reason: LeftOutReason;
  readonly count: number;
}

/** Collects what is left out. The same path counts once for a reason, however often it is met. */
export class LeftOut {
  readonly #paths = new Map<LeftOutReason, Set<string>>();

  add(reason: LeftOutReason, path: string): void {
    const paths = this.#paths.get(reason);
    if (paths === undefined) this.#paths.set(reason, new Set([path]));
    else paths.add(path);
  }

  has(reason: LeftOutReason, path: string): boolean {
    return this.#paths.get(reason)?.has(path) === true;
  }

  /** Takes back what turned out to be needed after all. */
  remove(reason: LeftOutReason, path: string): void {
    this.#paths.get(reason)?.delete(path);
  }

  /** Says anew what is left out for a reason. */
  replace(reason: LeftOutReason, paths: Iterable<string>): void {
    this.#paths.set(reason, new Set(paths));
  }

  /** The counts above zero, sorted by reason. */
  counts(): LeftOutCount[] {
    return [...this.#paths]
      .map(([reason, paths]) => ({ reason, count: paths.size }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => compareText(a.reason, b.reason));
  }
}
