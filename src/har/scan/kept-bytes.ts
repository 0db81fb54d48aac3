const smallest = 64 * 1024;
/** A buffer that one large entry made grow further is let go with that entry. */
const largestToReuse = 1 << 20;

/** Bytes put together from pieces. The memory is used again for the next entry. */
export class KeptBytes {
  #bytes = Buffer.allocUnsafeSlow(smallest);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(from: Uint8Array, start = 0, end = from.length): void {
    const length = this.#length + end - start;
    if (length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(from.subarray(start, end), this.#length);
    this.#length = length;
  }

  truncate(length: number): void {
    this.#length = length;
  }

  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > largestToReuse) this.#bytes = Buffer.allocUnsafeSlow(smallest);
  }

  /** The byte at a position; `undefined` outside of what is kept. */
  at(position: number): number | undefined {
    return position < this.#length ? this.#bytes[position] : undefined;
  }

  /** A view, valid until the next change. */
  view(start = 0, end = this.#length): Buffer {
    return this.#bytes.subarray(start, end);
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(length, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
