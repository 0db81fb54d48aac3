/** So many files are taken at a time. */
export const shareLength = 64;

/** Who may look at which files of a list, agreed upon by two threads without waiting: each share is taken once. */
export class ScanShares {
  /** One word for each share, then one that says whether imports are wanted, and one whether the other thread is done. */
  readonly #words: Int32Array<SharedArrayBuffer>;

  /** @param memory from `ScanShares.memoryFor` */
  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
  }

  static memoryFor(files: number): SharedArrayBuffer {
    return new SharedArrayBuffer((Math.ceil(files / shareLength) + 2) * Int32Array.BYTES_PER_ELEMENT);
  }

  get count(): number {
    return this.#words.length - 2;
  }

  /** Whether the share is the caller's from now on. */
  take(share: number): boolean {
    return Atomics.exchange(this.#words, share, 1) === 0;
  }

  get importsWanted(): boolean {
    return Atomics.load(this.#words, this.count) === 1;
  }

  wantImports(): void {
    Atomics.store(this.#words, this.count, 1);
  }

  /** Says that nothing more will come. */
  finish(): void {
    Atomics.store(this.#words, this.count + 1, 1);
    Atomics.notify(this.#words, this.count + 1);
  }

  /** Waits until the other thread is done. In milliseconds. */
  waitForFinish(longest: number): void {
    Atomics.wait(this.#words, this.count + 1, 0, longest);
  }
}
