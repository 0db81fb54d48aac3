import type { HeapObject } from './heap-object.ts';
import type { Value } from './value.ts';

/** A part of the program as it stands: a function with what it is called on, a class, or an object as a whole. */
export interface Part {
  readonly key: string;
  readonly object: HeapObject;
  /** What a function is called on; nothing for a class or an object as a whole. */
  readonly self?: Value;
}
