import type { Value } from './value.ts';

/** A place that holds a value: a variable, a property, an element. Its value is read and written through the store. */
export class Cell {
  value: Value;
  /**
   * When it counts as made, in the store's own count: tells what a branch or a root found from what it made. A place
   * that an object gets counts as old as the object.
   */
  readonly birth: number;
  /** When it was made: tells what a call found from what it made. */
  readonly made: number;
  /** Whether it stands for several places: what is written to it is one more thing that one of them may hold. */
  isShared = false;
  /** Whether something that is not run may write it at any time. */
  mayBeAnything = false;
  /** Whether it has held another value than the one that it was made with. */
  isWritten = false;
  /** What functions leave in it that code outside may call at any time; absent as long as none is known to. */
  others: Cell | undefined;
  /** How often the program has written it: tells whether others did since an activation ended. */
  writes = 0;

  constructor(value: Value, birth: number, made = birth) {
    this.value = value;
    this.birth = birth;
    this.made = made;
  }
}
