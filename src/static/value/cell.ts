import type { Value } from './value.ts';

/** A place that holds a value: a variable, a property, an element. Its value is read and written through the store. */
export class Cell {
  value: Value;
  /** When it was made, in the store's own count: tells what a branch or a root found from what it made. */
  readonly birth: number;

  constructor(value: Value, birth: number) {
    this.value = value;
    this.birth = birth;
  }
}
