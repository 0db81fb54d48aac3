/** What a listing finds. Paths are relative to the listed folder, with "/". */
export interface Listing {
  /** Each once. */
  readonly files: readonly string[];
  /** Links, to files or folders: the caller decides which lead somewhere harmless. */
  readonly links: readonly string[];
  /** Folders that were not gone into. */
  readonly skipped: readonly string[];
  /** Why the listing is not whole, in one clause. */
  readonly problems: readonly { readonly path: string; readonly what: string }[];
}
