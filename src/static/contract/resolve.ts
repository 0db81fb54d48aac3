/** What an import specifier means. */
export type Resolution =
  | { readonly kind: 'source'; readonly path: string }
  | { readonly kind: 'json'; readonly path: string }
  | { readonly kind: 'external'; readonly name: string }
  /** A module of the program that was not read, because it may not be needed. */
  | { readonly kind: 'unread'; readonly path: string };

/** Finds what a specifier means; built from the file list, tsconfig paths and workspace packages. */
export type Resolve = (specifier: string, fromPath: string) => Resolution;
