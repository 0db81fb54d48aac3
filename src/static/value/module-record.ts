import type { ts } from 'ts-morph';
import type { Cell } from './cell.ts';
import type { HeapObject } from './heap-object.ts';
import type { Scope } from './scope.ts';

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
