import type { ts } from 'ts-morph';
import type { Brand } from './brand.ts';
import type { Cell } from './cell.ts';
import type { Gap } from './value.ts';

/** Getter and setter of one property; each is a function value's object. */
export interface Accessor {
  readonly get?: HeapObject;
  readonly set?: HeapObject;
}

/**
 * An object of the analysed program: a literal, an array, an instance, a function, a class, a module's exports.
 * It has identity, its properties are cells of the store, and it may be open: it may have properties nobody saw.
 */
export class HeapObject {
  readonly kind = 'object';
  readonly properties = new Map<string, Cell>();
  readonly accessors = new Map<string, Accessor>();
  /** Elements by index, for arrays. */
  elements: Cell[] | undefined;
  /** What further elements may be, when not all indexes are known. */
  more: Cell | undefined;
  prototype: HeapObject | undefined;
  /** Why and from where it may have more properties than are known; `undefined` for an object known whole. */
  open: Gap | undefined;
  /** Set when code outside the program holds it: any member may have been set by that code. */
  exposed: Gap | undefined;
  /** What the analysis knows about it beyond its properties: that it is a function, a class, a URL, an HTTP client. */
  brand: Brand | undefined;
  /**
   * When it was made, in the store's count. A property or element that it gets later counts as old as itself, so that
   * a branch that adds one meets the branches that do not. Objects that nobody dated count as made before any branch.
   */
  born = -1;
  /** Where it is made. */
  readonly at: ts.Node | undefined;
  /** Distinguishes objects in keys; counts up within one run. */
  readonly id: number;

  constructor(id: number, at: ts.Node | undefined) {
    this.id = id;
    this.at = at;
  }
}
