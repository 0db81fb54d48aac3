import type { ts } from 'ts-morph';
import type { Resolve } from '../contract/resolve.ts';
import type { ModuleRecord } from '../value/module-record.ts';

/** The files of the program by path, and the modules made from them so far. */
export interface ModuleTable {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  readonly resolve: Resolve;
  readonly records: Map<string, ModuleRecord>;
  /** Path of a file, relative to the analysed folder. */
  pathOf(file: ts.SourceFile): string;
}
