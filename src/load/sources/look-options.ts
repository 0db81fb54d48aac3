import type { FileFacts } from '../../sources/look-at-bytes.ts';
import type { SourceSet } from '../../sources/source-set.ts';
import type { ListOptions } from './list-sources.ts';
import type { Places } from './places.ts';

/** How a folder is looked at, whatever is asked about it afterwards. */
export interface LookOptions {
  /** Absolute; the folder that paths and entries are relative to. */
  readonly cwd: string;
  /** Whether tests, mocks and stories are analysed like other files. */
  readonly includeTests: boolean;
  /** Import specifiers of packages that call Marketo, such as its SDKs. */
  readonly clientModules: readonly string[];
  /** Packages whose installed version matters. Left out: none. */
  readonly versioned?: ReadonlySet<string> | undefined;
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  /** Absolute: the folder that paths in the answer start from; the one around everything analysed when absent. */
  readonly shownFrom?: string | undefined;
  /** What an earlier look at a file gave, for files that are certain to be the same. Paths count from the home. */
  readonly known?: ((path: string) => FileFacts | undefined) | undefined;
  /** What git has said of a folder, for this run, where it was asked already. Absolute. */
  readonly listed?: ListOptions['listed'];
  /** Folders that were listed in this run, by absolute path. */
  readonly listings?: ListOptions['listings'];
  /** Looks of this run, with the same options: what they saw is not looked at again. */
  readonly earlier?: readonly SourceLook[] | undefined;
  readonly onProgress?:
    | ((progress: { readonly stage: 'list' | 'scan' | 'read'; readonly done: number; readonly total: number }) => void)
    | undefined;
}

/** What is asked about a folder that was looked at. */
export interface SetOptions {
  /** Files or folders at which the program begins, relative to `cwd`; found by rules when absent. */
  readonly entries?: readonly string[] | undefined;
  /** Told at the end what the answer rests on. Paths count from the home. */
  readonly onLooked?:
    | ((looked: {
        readonly facts: ReadonlyMap<string, FileFacts | undefined>;
        /** Files that more was asked of than their facts, though they are not followed. */
        readonly consulted: readonly string[];
      }) => void)
    | undefined;
}

export type LoadSourcesOptions = LookOptions & SetOptions;

/** A folder that was listed and looked at, once, for as many programs in it as are asked for. */
export interface SourceLook {
  /**
   * The files that can matter to the calls of the program that begins at certain entries.
   * @throws InputError for an entry that is no file of the program
   */
  readonly setFor: (options: SetOptions) => Promise<SourceSet>;
  /** Whether packages outside of what was named may have a part in it, as they are now. */
  readonly isPart: boolean;
  /** What was seen of a file, as long as another look, at what lies below another root, would see the same. */
  readonly seen: (path: string, places: Places) => FileFacts | undefined;
}
