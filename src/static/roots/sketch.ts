import type { ts } from 'ts-morph';
import { shapeOf } from '../machine/likeness.ts';
import { capturesOf } from '../syntax/captures.ts';
import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import type { Value } from '../value/value.ts';

/** How deep and how wide it is looked: enough to tell two addresses apart. */
const maxDepth = 3;
const maxValues = 120;
const bits = 128;

/**
 * The texts, numbers and the like that a function finds in what it uses, as a set of bits: one that finds what another
 * one does not find cannot do the same. Only what that leaves is compared place by place (`machine/likeness.ts`).
 */
export function sketchOf(callee: HeapObject): bigint {
  const sketch = new Sketch();
  sketch.object(callee, 0);
  return sketch.mask;
}

/** Whether all that the one has drawn may be in the other. */
export function mayCover(before: bigint, after: bigint): boolean {
  return (after & ~before) === 0n;
}

class Sketch {
  mask = 0n;
  #seen = 0;
  readonly #met = new Set<HeapObject>();

  object(object: HeapObject, depth: number): void {
    if (this.#met.has(object)) return;
    this.#met.add(object);
    if (object.brand?.kind === 'function') this.#scope(object.brand.scope, object.brand.node, depth);
    if (object.brand !== undefined && object.brand.kind !== 'function') return;
    for (const cell of object.properties.values()) this.#cell(cell, depth);
    for (const cell of object.elements ?? []) this.#cell(cell, depth);
  }

  #scope(scope: Scope, code: ts.Node, depth: number): void {
    const { names } = capturesOf(code);
    for (let at: Scope | undefined = scope; at?.parent?.parent !== undefined; at = at.parent) {
      for (const [name, cell] of at.names) if (names?.has(name) !== false) this.#cell(cell, depth);
    }
  }

  #cell(cell: Cell, depth: number): void {
    if (this.#seen > maxValues) return;
    this.#value(cell.value, depth);
  }

  #value(value: Value, depth: number): void {
    for (const { value: single } of optionsOf(value)) {
      this.#seen += 1;
      if (single.kind !== 'object') this.mask |= 1n << BigInt(hashOf(shapeOf(single)) % bits);
      else if (depth < maxDepth) this.object(single, depth + 1);
    }
  }
}

/** A number for a text, the same each time. */
function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) >>> 0;
  return hash;
}
