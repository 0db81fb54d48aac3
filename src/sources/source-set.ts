import type { Demand, OpenModule } from '../static/contract/origin.ts';
import type { Place } from '../static/contract/place.ts';
import type { Resolve } from '../static/contract/resolve.ts';
import type { LeftOutCount } from './left-out.ts';

/** A module at which the program can begin, and how that is known. */
export interface Entry {
  readonly path: string;
  /** In a few words, e.g. "bin of package.json". */
  readonly reason: string;
  /** Set where only its place makes it an entry, no name in a manifest or a command. */
  readonly byPlace?: Place;
}

/** Something about the reader's files that kept them from being read whole. */
export interface SourceProblem {
  /** Relative to the root with "/"; begins with "../" for a configuration file above it. */
  readonly file: string;
  /** One clause, without a full stop. Holds nothing of the file's contents. */
  readonly what: string;
  /** From 1. */
  readonly line?: number;
}

/** The files of a program that can matter to its calls to Marketo, and how they hang together. */
export interface SourceSet {
  /** Absolute; only for reading, never for output. */
  readonly root: string;
  /**
   * The work set: path relative to the root, with "/", to text as it is. JSON files that a module imports are in it.
   */
  readonly files: ReadonlyMap<string, string>;
  readonly resolve: Resolve;
  /** Sorted by path; all in `files`. */
  readonly entries: readonly Entry[];
  /** The files that speak of Marketo's API themselves. Sorted; all in `files`. */
  readonly seeds: readonly string[];
  /** Sorted by reason. */
  readonly leftOut: readonly LeftOutCount[];
  /** The packages that the files may belong to. */
  readonly packages: readonly { readonly folder: string; readonly name?: string | undefined }[];
  /** Folders of programs in other languages, by their manifests; none that has a package.json. */
  readonly foreignPackages: readonly { readonly folder: string; readonly name?: string | undefined }[];
  /** Files named as tests that lie beside the program's own, and were left out. Sorted. */
  readonly tests: readonly string[];
  /** Files that others import which were left out: those have what they export, and may call it. Sorted; all in `files`. */
  readonly shared: readonly string[];
  readonly problems: readonly SourceProblem[];
  /** How many source files were looked at. */
  readonly looked: number;
  /** Modules that others import which were not read, in the hope that they are not needed. Empty for a whole set. */
  readonly open: ReadonlyMap<string, OpenModule>;
  /** A larger set, with what the analysis of this one found missing. Absent for a whole set. */
  readonly widen?: (demand: Demand) => Promise<SourceSet>;
}
