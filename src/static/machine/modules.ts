import type { ts } from 'ts-morph';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from './scope.ts';
import type { Cell } from './store.ts';

/** A module of the analysed program and how far it has run. */
export interface ModuleRecord {
  readonly file: ts.SourceFile;
  /** Relative to the analysed folder, with "/". */
  readonly path: string;
  readonly scope: Scope;
  /** Exported names and their cells: live bindings. */
  readonly exported: Map<string, Cell>;
  /** Modules re-exported whole. */
  readonly stars: ModuleRecord[];
  /** Whether modules that were not read are re-exported whole: then any name may be one of theirs. */
  hasUnreadStars: boolean;
  readonly namespace: HeapObject;
  /** CommonJS: the object whose property `exports` is what `require` gives. */
  readonly commonJs: HeapObject;
  readonly isEsm: boolean;
  state: 'new' | 'running' | 'done';
}

/** What an import specifier means. */
export type Resolution =
  | { readonly kind: 'source'; readonly path: string }
  | { readonly kind: 'json'; readonly path: string }
  | { readonly kind: 'external'; readonly name: string }
  /** A module of the program that was not read, because it may not be needed. */
  | { readonly kind: 'unread'; readonly path: string };

/** Finds what a specifier means; built from the file list, tsconfig paths and workspace packages. */
export type Resolve = (specifier: string, fromPath: string) => Resolution;

/** The files of the program by path, and the modules made from them so far. */
export interface ModuleTable {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  readonly resolve: Resolve;
  readonly records: Map<string, ModuleRecord>;
  /** Path of a file, relative to the analysed folder. */
  pathOf(file: ts.SourceFile): string;
}
