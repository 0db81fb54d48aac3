/** What an import specifier means. */
export type Resolution =
  | { readonly kind: 'source'; readonly path: string }
  | { readonly kind: 'json'; readonly path: string }
  /**
   * Code that is not among the files. `aside`: a module of the program that was looked at and names nothing of Marketo's,
   * far from all that does. `own`: code of the repository, as its configuration says, which is not there to be read.
   */
  | {
      readonly kind: 'external';
      readonly name: string;
      readonly aside?: true | undefined;
      readonly own?: true | undefined;
      readonly installed?: Installed | undefined;
    }
  /** A module of the program that was not read, because it may not be needed. */
  | { readonly kind: 'unread'; readonly path: string };

/** What of a package the program has installed, as far as its own files tell. */
export interface Installed {
  /** What the package is called, where the program calls it by another name. */
  readonly name?: string;
  /** What the package.json asks for, e.g. "^14.0.0". */
  readonly range?: string;
  /** Versions that the lock file has, whoever asks for them. */
  readonly locked?: readonly string[];
}

/** Finds what a specifier means; built from the file list, tsconfig paths and workspace packages. */
export type Resolve = (specifier: string, fromPath: string) => Resolution;
