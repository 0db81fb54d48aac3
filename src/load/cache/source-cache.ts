import { join } from 'node:path';
import { findPlaces, type Places } from '../sources/places.ts';
import { type CacheRefusal, type CacheStore, openCacheStore } from './cache-store.ts';
import { type GitState, readGitState } from './read-git-state.ts';

export interface SourceCacheOptions {
  /** Absolute: where answers are kept. */
  readonly folder: string;
  /** Tells this build of rolefit, rules included, from every other. */
  readonly build: string;
  /** Told why nothing is kept there, where somebody should know. */
  readonly onRefused?: (refusal: CacheRefusal) => void;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** Where answers about source code are kept; for one run, in which the code is taken to stay as it is. */
export class SourceCache {
  readonly build: string;
  readonly #options: SourceCacheOptions;
  readonly #stores = new Map<string, CacheStore | undefined>();
  readonly #asked = new Map<string, Promise<GitState | undefined>>();

  constructor(options: SourceCacheOptions) {
    this.#options = options;
    this.build = options.build;
  }

  /** Where answers about repositories are kept; `undefined` where none are. */
  store({ repositories }: Pick<Places, 'repositories'>): CacheStore | undefined {
    const key = repositories.join('\n');
    if (this.#stores.has(key)) return this.#stores.get(key);
    const opened = openCacheStore(this.#options.folder, repositories, this.build);
    if (typeof opened === 'string') this.#options.onRefused?.(opened);
    const store = typeof opened === 'string' ? undefined : opened;
    this.#stores.set(key, store);
    return store;
  }

  /** Asks git about folders that will be analysed, so that it answers while the rest of the program is loaded. */
  expect(paths: readonly string[], cwd: string): void {
    try {
      const places = findPlaces(paths, cwd);
      const store = this.store(places);
      if (store !== undefined) this.gitStates(places, store);
    } catch {
      // A path that is not there gets its message from the analysis.
    }
  }

  /** What git says of each folder; `undefined` where a single file was named, whose neighbours nobody lists. */
  gitStates({ home, scopes }: Places, store: CacheStore): readonly Promise<GitState | undefined>[] {
    return scopes.map(({ folder, file }) => {
      if (file !== undefined) return Promise.resolve(undefined);
      const path = join(home, folder);
      const asked = this.#asked.get(path) ?? readGitState({ home, folder }, store, this.#options.now?.());
      this.#asked.set(path, asked);
      return asked;
    });
  }
}
