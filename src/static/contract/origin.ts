/**
 * Where unread code and the program meet: what unread modules import of a module, a name that a module re-exports from
 * one of several unread modules, or an unread module itself.
 */
export type Origin =
  | { readonly kind: 'callers'; readonly path: string; readonly name: string }
  | { readonly kind: 'export'; readonly path: string; readonly name: string }
  | { readonly kind: 'module'; readonly path: string };

/** A module that was read, in a program of which not all modules were. */
export interface OpenModule {
  /** The names that modules import of it which were not read; `all` where that is not known. */
  readonly names: ReadonlySet<string> | 'all';
  /** Whether an entry reaches one of those. */
  readonly live: boolean;
  /** Whether an entry reaches the module itself, so that it runs when the program starts. */
  readonly runs: boolean;
}

/** What must be read before the answer is known; `all` when nobody can say where it lies. */
export type Demand =
  | 'all'
  | {
      /** Modules, by path, whose importers decide: those that take one of these names. */
      readonly callersOf: ReadonlyMap<string, ReadonlySet<string>>;
      /** Modules, by path, that re-export these names from modules to be read. */
      readonly exportsOf: ReadonlyMap<string, ReadonlySet<string>>;
      readonly modules: ReadonlySet<string>;
    };
