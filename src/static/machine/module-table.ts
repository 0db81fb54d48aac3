import type { ts } from 'ts-morph';
import type { Resolve } from '../contract/resolve.ts';
import type { ModuleRecord } from '../value/module-record.ts';

/** The files of the program by path, and the modules made from them so far. */
export interface ModuleTable {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  readonly resolve: Resolve;
  readonly records: Map<string, ModuleRecord>;
  /** Paths of files named as tests that lie among the modules and were left out: who loads a folder loads them too. */
  readonly tests: readonly string[];
  /** Path of a file, relative to the analysed folder. */
  pathOf(file: ts.SourceFile): string;
  /**
   * Parses a text of the program that is run as code, so that its places are those of the literal that it comes from.
   * The same text of one place is parsed once. `undefined` when it is nested too deeply.
   */
  parse(at: ts.Node, text: RunnableText): ts.SourceFile | undefined;
}

/** A text that is run as code, and what is put around it. */
export interface RunnableText {
  readonly before: string;
  readonly code: string;
  readonly after: string;
}
