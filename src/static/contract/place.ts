/** Where a module stands that only its place makes an entry: that is how a framework finds it, if anything does. */
export interface Place {
  /** From the folder of its package, with "/". */
  readonly path: string;
  /** What the package depends on, by name. */
  readonly packages: readonly string[];
}
