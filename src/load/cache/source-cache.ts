import { join } from 'node:path';
import { findPlaces, type Places } from '../sources/places.ts';
import type { CacheRefusal } from './cache-store.ts';
import { type GitState, readGitState } from './read-git-state.ts';

export interface SourceCacheOptions {
  /** Absolute: where answers are kept. */
  readonly folder: string;
  /** Tells this build of rolefit, rules included, from every other. */
  readonly build: string;
  /** Told why nothing is kept there, where somebody should know. */
  readonly onRefused?: (refusal: CacheRefusal) => void;
}

/** Where answers about source code are kept; for one run, in which the code is taken to stay as it is. */
export class SourceCache {
  readonly folder: string;
  readonly build: string;
  readonly onRefused: (refusal: CacheRefusal) => void;
  readonly #asked = new Map<string, Promise<GitState | undefined>>();

  constructor({ folder, build, onRefused = () => {} }: SourceCacheOptions) {
    this.folder = folder;
    this.build = build;
    this.onRefused = onRefused;
  }

  /** Asks git about folders that will be analysed, so that it answers while the rest of the program is loaded. */
  expect(paths: readonly string[], cwd: string): void {
    try {
      this.gitStates(findPlaces(paths, cwd));
    } catch {
      // A path that is not there gets its message from the analysis.
    }
  }

  /** What git says of each folder; `undefined` where a single file was named, whose neighbours nobody lists. */
  gitStates({ home, scopes }: Places): readonly Promise<GitState | undefined>[] {
    return scopes.map(({ folder, file }) => {
      if (file !== undefined) return Promise.resolve(undefined);
      const path = join(home, folder);
      const asked = this.#asked.get(path) ?? readGitState(path);
      this.#asked.set(path, asked);
      return asked;
    });
  }
}
