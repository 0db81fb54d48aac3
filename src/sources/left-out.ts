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
  neighbours: 'modules that a file of more than 24 imports has beside those that lead to Marketo',
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
  readonly #takenBack = new Map<LeftOutReason, Set<string>>();
  readonly #shared: LeftOut | undefined;

  /** @param shared what is left out besides, now and later; it is not changed through this one */
  constructor(shared?: LeftOut) {
    this.#shared = shared;
  }

  add(reason: LeftOutReason, path: string): void {
    setOf(this.#paths, reason).add(path);
    this.#takenBack.get(reason)?.delete(path);
  }

  has(reason: LeftOutReason, path: string): boolean {
    if (this.#paths.get(reason)?.has(path) === true) return true;
    return this.#shared?.has(reason, path) === true && this.#takenBack.get(reason)?.has(path) !== true;
  }

  /** Takes back what turned out to be needed after all. */
  remove(reason: LeftOutReason, path: string): void {
    this.#paths.get(reason)?.delete(path);
    if (this.#shared?.has(reason, path) === true) setOf(this.#takenBack, reason).add(path);
  }

  /** Says anew what is left out for a reason, beside what is shared. */
  replace(reason: LeftOutReason, paths: Iterable<string>): void {
    this.#paths.set(reason, new Set(paths));
  }

  /** The counts above zero, sorted by reason. */
  counts(): LeftOutCount[] {
    return [...this.#reasons()]
      .map((reason) => ({ reason, count: this.#pathsOf(reason).size }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => compareText(a.reason, b.reason));
  }

  #reasons(): Set<LeftOutReason> {
    const shared = this.#shared === undefined ? [] : this.#shared.#reasons();
    return new Set([...this.#paths.keys(), ...shared]);
  }

  #pathsOf(reason: LeftOutReason): Set<string> {
    const shared = this.#shared === undefined ? [] : [...this.#shared.#pathsOf(reason)];
    const takenBack = this.#takenBack.get(reason);
    return new Set([...(this.#paths.get(reason) ?? []), ...shared.filter((path) => takenBack?.has(path) !== true)]);
  }
}

function setOf(sets: Map<LeftOutReason, Set<string>>, reason: LeftOutReason): Set<string> {
  const known = sets.get(reason) ?? new Set<string>();
  sets.set(reason, known);
  return known;
}
