/** What an import specifier means. */
export type Resolution =
  | { readonly kind: 'source'; readonly path: string }
  | { readonly kind: 'json'; readonly path: string }
  /**
   * Code that is not among the files. `aside`: a module of the program that was looked at and names nothing of Marketo's,
   * far from all that does.
   */
  | { readonly kind: 'external'; readonly name: string; readonly aside?: true }
  /** A module of the program that was not read, because it may not be needed. */
  | { readonly kind: 'unread'; readonly path: string };

/** Finds what a specifier means; built from the file list, tsconfig paths and workspace packages. */
export type Resolve = (specifier: string, fromPath: string) => Resolution;
