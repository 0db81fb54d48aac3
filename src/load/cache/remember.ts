import { join, posix, sep } from 'node:path';
import type { ApiCall } from '../../model/api-call.ts';
import type { InputSummary } from '../../model/report.ts';
import { LeftOut } from '../../sources/left-out.ts';
import type { FileFacts } from '../../sources/look-at-bytes.ts';
import { below } from '../../sources/paths.ts';
import { createFindClues, type SeedOptions } from '../../sources/seed-pattern.ts';
import type { ProgramAnswer } from '../run/programs.ts';
import { ByteReader } from '../sources/byte-reader.ts';
import { FileScanner } from '../sources/file-scanner.ts';
import type { GitListing } from '../sources/list-git.ts';
import { findPlaces, type Places, type Scope } from '../sources/places.ts';
import { readTexts } from '../sources/read-texts.ts';
import { namedBelow } from '../sources/search.ts';
import type { CacheStore } from './cache-store.ts';
import { statOf } from './folder-witness.ts';
import { stillHolds } from './holds.ts';
import { keepBytes, keepJson, keptBytes, keptJson } from './kept-json.ts';
import { type GitState, isRelevant, settleState } from './read-git-state.ts';
import { type Answer, allFacts, factsOf, factsText, hashOf, type KnownFacts, type Snapshot } from './snapshot.ts';
import type { SourceCache } from './source-cache.ts';
import { type Change, changesBetween, gone, link, type TreeState } from './tree-state.ts';

export interface RememberedInput {
  readonly cache: SourceCache;
  readonly paths: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Absolute, or none: what places in the answer are relative to. */
  readonly shownFrom: string | undefined;
  readonly includeTests: boolean;
  readonly seeds: SeedOptions;
  /** Everything else that an answer depends on. Any JSON. */
  readonly identity: unknown;
}

/** What was found out by an analysis, and what it looked at. */
export interface Collected {
  readonly calls: readonly ApiCall[];
  readonly inputs: readonly InputSummary[];
  /** What each of several programs calls. */
  readonly programs: readonly ProgramAnswer[];
  /** Text by path, as the report shows it. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether the answer hangs on more than what git was asked about, so that it cannot be kept. */
  readonly isPart: boolean;
  /** Absolute: the folder that those paths start from. */
  readonly root: string;
  readonly facts: Iterable<readonly [path: string, FileFacts | undefined]>;
  /** Files that more was asked of than their facts, though they were not followed; there or not. From the home. */
  readonly consulted: Iterable<string>;
}

/** What an analysis may make use of. */
export interface Memory {
  /** What a file's bytes gave, where they are still the same. */
  readonly known: (path: string) => FileFacts | undefined;
  readonly store: CacheStore | undefined;
  /** What git has said of a folder. Absolute. */
  readonly listed: (folder: string) => GitListing | undefined;
}

/** Everything is found out anew. */
export const noMemory: Memory = { known: () => undefined, store: undefined, listed: () => undefined };

/**
 * The answer of an earlier run where it still holds, or that of a new one, which is kept.
 *
 * An answer is believed when git vouches that every file is as it was, but for files whose change cannot matter; the
 * files that were followed are read and compared in any case. Folders outside of git have no such witness: for them
 * only the following of calls is remembered, by the texts.
 */
export async function collectRemembered(
  input: RememberedInput,
  collect: (memory: Memory) => Promise<Collected>,
): Promise<Pick<Collected, 'calls' | 'inputs' | 'texts' | 'programs'>> {
  const { cache, ...options } = input;
  const places = findPlaces(input.paths, input.cwd);
  const store = cache.store(places);
  if (store === undefined) return collect(noMemory);
  const tree = new Tree(places, input, store);
  const states = await tree.states();
  if (states === undefined) return collect({ ...noMemory, store });
  const key = `sources ${JSON.stringify([cache.build, places, options])}`;
  const kept = keptJson<Snapshot>(store, key);
  const changes = kept && tree.changesSince(kept, states);
  if (kept !== undefined && changes !== undefined && tree.holds(kept, changes)) {
    const texts = tree.textsOf(kept.answer);
    if (texts !== undefined) return { ...kept.answer, texts };
  }
  const collected = await collect({ known: tree.knownBut(kept, changes), store, listed: tree.listed });
  if (!collected.isPart) keepJson(store, key, tree.snapshotOf(collected, states));
  return collected;
}

/** The analysed folders as they are on disk now. */
class Tree {
  readonly #places: Places;
  readonly #input: RememberedInput;
  readonly #reader: ByteReader;

  readonly #store: CacheStore;
  readonly #asked = new Map<string, GitState>();

  constructor(places: Places, input: RememberedInput, store: CacheStore) {
    this.#store = store;
    this.#places = places;
    this.#input = input;
    this.#reader = new ByteReader(places.home, new Map());
  }

  async states(): Promise<readonly TreeState[] | undefined> {
    const { scopes } = this.#places;
    const asked = await Promise.all(this.#input.cache.gitStates(this.#places, this.#store));
    const known = asked.filter((state): state is GitState => state !== undefined);
    if (known.length < scopes.length) return undefined;
    return known.map((state, index) => {
      const folder = scopes[index]?.folder ?? '';
      this.#asked.set(join(this.#places.home, folder), state);
      return settleState(state, (path) => this.#idOf(below(folder, path)));
    });
  }

  /** What git has said of a folder. */
  readonly listed = (folder: string): GitListing | undefined => {
    const state = this.#asked.get(folder);
    const tracked = state?.tracked.read();
    return state === undefined || tracked === undefined ? undefined : { tracked, untracked: state.untracked };
  };

  /** Tells what is on disk from everything else that may be there, and from git's own ids. */
  #idOf(path: string): string {
    if (statOf(join(this.#places.home, path))?.isSymbolicLink()) return link;
    // What has no part in any analysis may be of any size.
    if (!isRelevant(path)) return gone;
    const result = this.#reader.read(path);
    if (result.kind === 'gone') return gone;
    if (result.kind === 'failed') return result.what;
    return `${result.isWhole} ${hashOf(this.#reader.memory.bytes.subarray(0, result.size))}`;
  }

  /** What changed in each folder; `undefined` when that cannot be told any more. */
  changesSince(kept: Snapshot, states: readonly TreeState[]): readonly (readonly Change[])[] | undefined {
    const all = states.map((now, index) => {
      const before = kept.states[index];
      if (before === undefined) return undefined;
      const tracked = keptBytes(this.#store, before.tracked);
      return changesBetween({ tracked, changed: new Map(before.changed) }, now);
    });
    const known = all.filter((changes) => changes !== undefined);
    return known.length === all.length ? known : undefined;
  }

  holds({ consulted, facts, states }: Snapshot, changes: readonly (readonly Change[])[]): boolean {
    if (states.length !== this.#places.scopes.length) return false;
    if (!consulted.every(([path, hash]) => hash === undefined || hash === this.#hashOf(path))) return false;
    const { scopes, root } = this.#places;
    const scanner = new FileScanner({
      reader: this.#reader,
      findClues: createFindClues(this.#input.seeds),
      isNamed: namedBelow(root),
      leftOut: new LeftOut(),
    });
    const looked = keptBytes(this.#store, facts);
    const named = new Set(consulted.map(([path]) => path));
    return scopes.every((scope, index) =>
      (changes[index] ?? []).every((change) =>
        stillHolds(change, below(scope.folder, change.path), {
          includeTests: this.#input.includeTests || scope.isTest,
          consulted: named,
          before: (path) => factsIn(looked.read(), path),
          now: (path, withImports) => scanner.scan(path, withImports),
        }),
      ),
    );
  }

  /** The texts that an answer was found in; `undefined` when one of them is another now. */
  textsOf({ files }: Answer): ReadonlyMap<string, string> | undefined {
    const paths = files.map(([, path]) => path);
    const texts = readTexts(paths, this.#reader, new LeftOut(), []);
    const isSame = files.every(([, path, hash]) => hashOf(texts.get(path) ?? '\0') === hash);
    return isSame ? new Map(files.map(([shown, path]) => [shown, texts.get(path) ?? ''])) : undefined;
  }

  knownBut(kept: Snapshot | undefined, changes: readonly (readonly Change[])[] | undefined): Memory['known'] {
    if (kept === undefined || changes === undefined) return noMemory.known;
    const { scopes } = this.#places;
    const changed = new Set(
      changes.flatMap((list, index) => list.map(({ path }) => below(scopes[index]?.folder ?? '', path))),
    );
    const bytes = keptBytes(this.#store, kept.facts).read();
    if (bytes === undefined) return noMemory.known;
    const facts = allFacts(bytes);
    return (path) => {
      const known = changed.has(path) ? undefined : facts.get(path);
      return known === 'opaque' ? undefined : known;
    };
  }

  snapshotOf(
    { calls, inputs, programs, texts, root, facts, consulted }: Collected,
    states: readonly TreeState[],
  ): Snapshot {
    const home = slashed(this.#places.home);
    const files = [...texts].map(([shown, text]) => {
      const path = posix.relative(home, posix.join(slashed(root), shown));
      return [shown, path, hashOf(text)] as const;
    });
    const read = [...consulted].map((path) =>
      this.#isListed(path) ? ([path] as const) : ([path, this.#hashOf(path)] as const),
    );
    return {
      states: states.map(({ tracked, changed }) => ({ tracked: tracked.hash, changed: [...changed] })),
      answer: { calls, inputs, programs, files },
      consulted: read,
      facts: keepBytes(this.#store, factsText(facts)).hash,
    };
  }

  #isListed(path: string): boolean {
    return this.#places.scopes.some(({ folder }: Scope) => folder === '' || path.startsWith(`${folder}/`));
  }

  #hashOf(path: string): string {
    return this.#idOf(path);
  }
}

/** A file of which the facts are lost may have been anything. */
function factsIn(facts: Buffer | undefined, path: string): KnownFacts | undefined {
  return facts === undefined ? 'opaque' : factsOf(facts, path);
}

function slashed(path: string): string {
  return `/${path.split(sep).join('/')}`;
}
