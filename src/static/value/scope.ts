import type { ts } from 'ts-morph';
import type { Cell } from './cell.ts';
import type { HeapObject } from './heap-object.ts';
import type { Value } from './value.ts';

/** What a running function needs to know of itself. */
export interface Activation {
  readonly node: ts.Node;
  readonly self: Value;
  /** The object a method was written in: where `super` starts. */
  readonly home: HeapObject | undefined;
  /** Set while a constructor runs. */
  readonly constructing?: {
    readonly instance: HeapObject;
    readonly construct: (args: readonly Value[], node: ts.Node) => void;
  };
  readonly args: readonly Value[];
}

/** A lexical scope: names and their cells, and the scope around it. */
export class Scope {
  readonly names = new Map<string, Cell>();
  readonly parent: Scope | undefined;
  readonly activation: Activation | undefined;
  readonly id: number;

  constructor(id: number, parent: Scope | undefined, activation?: Activation) {
    this.id = id;
    this.parent = parent;
    this.activation = activation ?? parent?.activation;
  }

  find(name: string): Cell | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const cell = scope.names.get(name);
      if (cell !== undefined) return cell;
    }
    return undefined;
  }
}
