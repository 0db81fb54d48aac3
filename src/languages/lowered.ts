/** A file of another language as the interpreter gets it: JavaScript that does the same for what matters. */
export interface Lowered {
  /** The id of its language. */
  readonly language: string;
  readonly code: string;
  /** Where in `code` a piece begins that stands at another place of the file: pairs, in order of the first. */
  readonly marks: readonly Mark[];
  readonly comments: readonly OriginalComment[];
  /** Its names are those of a package of several files: the module `language:.` is the next of them. */
  readonly isPartOfPackage?: true;
  /** What of the file does not parse, as a JavaScript file's. */
  readonly problem?: { readonly what: string; readonly line: number };
}

export interface Mark {
  /** In the lowered code, in UTF-16 units. */
  readonly at: number;
  /** In the file. */
  readonly from: number;
}

/** A comment of the file, without what makes it one. Places are the file's. */
export interface OriginalComment {
  readonly text: string;
  readonly pos: number;
  /** Whether code stands before it in its line. */
  readonly isAfterCode: boolean;
  /** The line of the next code, from 1; absent where none follows. */
  readonly next: number | undefined;
}

/** Makes of a file what the interpreter runs. Never fails: what does not parse is a problem in the answer. */
export interface FrontEnd {
  lower(path: string, text: string): Lowered;
}
