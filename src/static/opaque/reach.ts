import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { undefinedValue, type Value } from '../value/value.ts';

/** A function that code outside the program can call, and what it would call it on. */
export interface Callable {
  readonly callee: HeapObject;
  readonly self: Value;
  /** Set for accessors that are written: the code outside gives them a value. */
  readonly takesValue?: true;
}

/** Everything that code outside the program can get at once it holds a value. */
export interface Reach {
  readonly functions: readonly Callable[];
  readonly classes: readonly HeapObject[];
  readonly modules: readonly ModuleRecord[];
  /** Objects whose members it can read and set. */
  readonly objects: readonly HeapObject[];
  /** Whether there was more than is looked at. */
  readonly isCut: boolean;
}

/** How many objects are looked into behind one value. */
const maxObjects = 5000;

/**
 * Walks from a value to all that it leads to: members, elements, what maps and sets hold, methods and accessors that
 * are inherited. Private members stay inside: nobody but the class can name them.
 */
export function reachOf(m: Machine, value: Value, seen = new Set<HeapObject>(), self: Value = undefinedValue): Reach {
  return new Walk(m, seen).from(value, self);
}

class Walk {
  readonly #m: Machine;
  readonly #seen: Set<HeapObject>;
  readonly #functions: Callable[] = [];
  readonly #classes: HeapObject[] = [];
  readonly #modules: ModuleRecord[] = [];
  readonly #objects: HeapObject[] = [];
  readonly #waiting: { readonly value: Value; readonly self: Value }[] = [];
  #isCut = false;

  constructor(m: Machine, seen: Set<HeapObject>) {
    this.#m = m;
    this.#seen = seen;
  }

  from(value: Value, self: Value): Reach {
    this.#waiting.push({ value, self });
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      for (const option of optionsOf(next.value)) {
        if (option.value.kind === 'object') this.#object(option.value, next.self);
      }
    }
    return {
      functions: this.#functions,
      classes: this.#classes,
      modules: this.#modules,
      objects: this.#objects,
      isCut: this.#isCut,
    };
  }

  #object(object: HeapObject, self: Value): void {
    if (this.#seen.has(object)) return;
    if (this.#seen.size >= maxObjects) {
      this.#isCut = true;
      return;
    }
    this.#seen.add(object);
    const { brand } = object;
    switch (brand?.kind) {
      case 'function':
        this.#functions.push({ callee: object, self: brand.boundThis ?? self });
        if (object.properties.has('prototype')) this.#classes.push(object);
        this.#members(object);
        return;
      case 'generator':
        this.#waiting.push({ value: brand.body, self: undefinedValue });
        return;
      case 'class':
        this.#classes.push(object);
        for (const at of [object, ...prototypesOf(object)]) if (at.brand?.kind === 'class') this.#members(at, object);
        return;
      case 'module':
        this.#modules.push(brand.module);
        return;
      case undefined:
      case 'map':
        this.#objects.push(object);
        for (const at of [object, ...prototypesOf(object)]) this.#members(at, object);
        return;
      default:
        return;
    }
  }

  /** Texts and numbers lead nowhere: whoever walks past them does not hang on which ones they are. */
  #read(cell: Cell): Value {
    const value = this.#m.store.peek(cell);
    const leads = optionsOf(value).some(({ value: single }) => single.kind === 'object' || single.kind === 'constant');
    return leads ? this.#m.store.read(cell) : value;
  }

  /** What an object's own members lead to; its functions run on the object that inherits them. */
  #members(holder: HeapObject, self = holder): void {
    this.#m.store.look(holder);
    for (const [name, cell] of holder.properties) {
      if (isPrivateName(name) || name === 'prototype' || (name === 'constructor' && holder !== self)) continue;
      const value = this.#read(cell);
      if (!isPrivateMember(value)) this.#waiting.push({ value, self });
    }
    const places = holder.more === undefined ? (holder.elements ?? []) : [...(holder.elements ?? []), holder.more];
    for (const cell of places) this.#waiting.push({ value: this.#read(cell), self: undefinedValue });
    for (const { get, set } of holder.accessors.values()) {
      if (get !== undefined && !isPrivateMember(get)) this.#functions.push({ callee: get, self });
      if (set !== undefined && !isPrivateMember(set)) this.#functions.push({ callee: set, self, takesValue: true });
    }
  }
}

export function prototypesOf(object: HeapObject): HeapObject[] {
  const found: HeapObject[] = [];
  for (let at = object.prototype; at !== undefined && !found.includes(at); at = at.prototype) found.push(at);
  return found;
}

function isPrivateName(name: string): boolean {
  return name.startsWith('#');
}

/** A method or accessor that TypeScript keeps to its class; a decorator hands it out all the same. */
function isPrivateMember(value: Value): boolean {
  if (value.kind !== 'object' || value.brand?.kind !== 'function') return false;
  const { node } = value.brand;
  return (
    ts.isClassElement(node) &&
    ts.canHaveModifiers(node) &&
    !(ts.canHaveDecorators(node) && ts.getDecorators(node) !== undefined) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}
