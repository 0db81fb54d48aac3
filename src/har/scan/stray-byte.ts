/** A byte that JSON has no place for. Only the scanner, which catches it, knows where in the file it lies. */
export class StrayByte extends Error {
  /** Offset in the bytes that were being scanned. */
  readonly at: number;

  constructor(at: number) {
    super('a byte that JSON has no place for');
    this.name = 'StrayByte';
    this.at = at;
  }
}
