/** Gives the bytes of a file by its bare name, or at most their start; `undefined` when there is none. */
export type FindAttached = (name: string) => Uint8Array | undefined;

/** More of an attached body is not looked at, in bytes. */
export const largestAttached = 4 << 20;

/** A file's bare name: no folder, nothing hidden. Whatever else a HAR names is not looked for. */
const bareName = /^[A-Za-z0-9_][\w.-]{0,199}$/;

/** Bodies that a recorder saved as files of their own, beside the HAR or in the same archive. */
export class AttachedBodies {
  #find: FindAttached;
  #missing = 0;

  constructor(find: FindAttached = () => undefined) {
    this.#find = find;
  }

  /** How many were named and not found. */
  get missing(): number {
    return this.#missing;
  }

  /** Looks in another place from now on. */
  lookIn(find: FindAttached): void {
    this.#find = find;
  }

  read(name: string): Uint8Array | undefined {
    const bytes = bareName.test(name) ? this.#find(name) : undefined;
    if (bytes === undefined) this.#missing += 1;
    return bytes?.subarray(0, largestAttached);
  }
}
