import type { Origin } from '../contract/origin.ts';
import type { Machine } from '../machine/machine.ts';
import { nodeId } from '../machine/node-id.ts';
import { fromUnread, type Handed, type UnreadCode } from '../machine/unread-code.ts';
import type { FunctionBrand } from '../value/brand.ts';
import type { Cell } from '../value/cell.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, type Single, type Value } from '../value/value.ts';

/** How the run calls a function for unread code; `args` only where unread code gives a known number of them. */
export type CallFor = (callee: HeapObject, self: Value, origin: Origin | undefined, args: readonly Value[]) => void;

/** How many values are handed over at most before the answer counts as open. */
const maxHanded = 20_000;

/**
 * Does with a value what unread code may do with it: calls it, takes it apart, sets what can be set. A value that
 * becomes a part of an address only there, or that can be changed in more ways than this follows, is a demand.
 */
export class HandOver {
  /** Whether something was set since the last round that the program may read. */
  changed = false;
  readonly #m: Machine;
  readonly #unread: UnreadCode;
  readonly #call: CallFor;
  readonly #construct: (type: HeapObject, origin: Origin | undefined) => void;
  readonly #set = new Set<Cell>();
  readonly #places = new Set<string>();
  #met = new Set<HeapObject>();

  constructor(
    m: Machine,
    unread: UnreadCode,
    call: CallFor,
    construct: (type: HeapObject, origin: Origin | undefined) => void,
  ) {
    this.#m = m;
    this.#unread = unread;
    this.#call = call;
    this.#construct = construct;
  }

  /** Everything is handed over anew in each round: it may look different by then. */
  begin(): void {
    this.#met = new Set();
    this.changed = false;
  }

  /** Goes through all that was handed over in what is live, or in what is dead. */
  drain(): void {
    const { handed } = this.#unread;
    for (let index = 0; index < handed.length; index += 1) {
      const item = handed[index];
      if (item?.live === this.#m.live) this.#take(item);
      if (index > maxHanded) {
        this.#unread.need(undefined);
        return;
      }
    }
  }

  #take({ value, origin }: Handed): void {
    for (const { value: single } of optionsOf(value)) this.#single(single, origin);
  }

  #single(value: Single, origin: Origin | undefined): void {
    if (this.#unread.tells(value)) this.#unread.need(origin);
    if (value.kind !== 'object' || this.#met.has(value)) return;
    this.#met.add(value);
    const { brand } = value;
    switch (brand?.kind) {
      case 'function':
        this.#function(value, brand, origin);
        return;
      case 'generator':
        this.#call(brand.body, fromUnread(origin, brand.body, 'this'), origin, []);
        return;
      case 'class':
        this.#class(value, origin);
        return;
      case 'module':
        for (const cell of brand.module.exported.values()) this.#hand(this.#m.store.read(cell), origin);
        for (const star of brand.module.stars) this.#single(star.namespace, origin);
        return;
      case 'client':
        if (isSetUp(value)) this.#unread.need(origin);
        return;
      case 'sdk':
      case 'native':
        this.#unread.need(origin);
        return;
      case 'ignored':
      case 'environment':
      case 'regex':
      case 'symbol':
      case 'builtin-prototype':
        return;
      default:
        this.#object(value, origin);
    }
  }

  #function(object: HeapObject, brand: FunctionBrand, origin: Origin | undefined): void {
    // What a function inherits to its instances can be overridden, as a class can.
    if (object.properties.has('prototype')) this.#unread.need(origin);
    this.#call(object, brand.boundThis ?? fromUnread(origin, object, 'this'), origin, []);
    this.#members(object, origin);
  }

  /** A class with members can be extended, and each of them overridden: only who extends it knows what it does then. */
  #class(type: HeapObject, origin: Origin | undefined): void {
    if (hasMembers(this.#m, type)) this.#unread.need(origin);
    this.#construct(type, origin);
  }

  #object(object: HeapObject, origin: Origin | undefined): void {
    const methods = inherited(this.#m, object);
    for (const [name, method] of methods) {
      if (method.brand?.kind === 'function') this.#call(method, object, origin, []);
      if (!object.properties.has(name)) this.#shadow(object, name, origin);
    }
    this.#members(object, origin);
    for (const { get, set } of accessorsOf(object)) {
      if (get !== undefined) this.#call(get, object, origin, []);
      if (set !== undefined) this.#call(set, object, origin, [fromUnread(origin, object)]);
    }
    object.open ??= fromUnread(origin, object).gap;
  }

  /** Functions among the members are called on the object; whatever the members hold may be set to something else. */
  #members(object: HeapObject, origin: Origin | undefined): void {
    for (const [name, cell] of [...object.properties]) {
      if (name.startsWith('#') || name === 'prototype') continue;
      const value = this.#m.store.read(cell);
      for (const { value: single } of optionsOf(value)) {
        if (single.kind === 'object' && single.brand?.kind === 'function')
          this.#call(single, single.brand.boundThis ?? object, origin, []);
        else this.#hand(single, origin);
      }
      this.#mayBeSet(cell, origin, object, name);
    }
    const elements = [...(object.elements ?? []), ...(object.more === undefined ? [] : [object.more])];
    for (const cell of elements) {
      this.#hand(this.#m.store.read(cell), origin);
      this.#mayBeSet(cell, origin, object);
    }
    if (object.elements !== undefined && object.more === undefined) {
      object.more = this.#m.store.cell(fromUnread(origin, object));
      this.#noteSet(object, 'more');
    }
  }

  #hand(value: Value, origin: Origin | undefined): void {
    this.#unread.hand(value, origin, this.#m.live);
  }

  #mayBeSet(cell: Cell, origin: Origin | undefined, object: HeapObject, name?: string): void {
    const value = this.#m.store.read(cell);
    const isOpen = this.#set.has(cell) && optionsOf(value).some((option) => option.value.kind === 'unknown');
    if (isOpen) return;
    this.#set.add(cell);
    this.#noteSet(object, name);
    this.#m.store.write(cell, anyOf([fromUnread(origin, object, name), value]));
  }

  /**
   * Another round is due for what was never set before. Of the objects that one place makes again and again the first
   * is enough: where the program keeps them, it keeps that one too.
   */
  #noteSet(object: HeapObject, name = ''): void {
    const place = `${object.at === undefined ? object.id : nodeId(object.at)} ${name}`;
    if (this.#places.has(place)) return;
    this.#places.add(place);
    this.changed = true;
  }

  /** A method can be replaced on one object: where it was, what the object inherits shows. */
  #shadow(object: HeapObject, name: string, origin: Origin | undefined): void {
    this.#noteSet(object, name);
    const cell = this.#m.store.cell(anyOf([absentValue, fromUnread(origin, object, name)]));
    this.#set.add(cell);
    object.properties.set(name, cell);
  }
}

/** Whether requests through this client carry something of the program's own. */
function isSetUp(client: HeapObject): boolean {
  if (client.brand?.kind !== 'client') return false;
  const { defaults, interceptors } = client.brand;
  return defaults.length + interceptors.length > 0 || client.properties.has('#defaults');
}

function hasMembers(m: Machine, type: HeapObject): boolean {
  const prototype = type.properties.get('prototype');
  const value = prototype === undefined ? undefined : m.store.read(prototype);
  const own = value?.kind === 'object' ? [...inherited(m, value), ...namesOf(value)] : [];
  return own.length > 0 || [...type.properties.keys()].some((name) => name !== 'prototype') || type.accessors.size > 0;
}

function namesOf(object: HeapObject): string[] {
  return [...object.properties.keys(), ...object.accessors.keys()].filter((name) => name !== 'constructor');
}

/** The methods an object inherits, the nearest of each name. */
function inherited(m: Machine, object: HeapObject): Map<string, HeapObject> {
  const found = new Map<string, HeapObject>();
  for (const at of prototypesOf(object)) {
    for (const [name, cell] of at.properties) {
      const value = m.store.read(cell);
      if (name !== 'constructor' && value.kind === 'object' && !found.has(name)) found.set(name, value);
    }
  }
  return found;
}

function* accessorsOf(object: HeapObject): Generator<{ readonly get?: HeapObject; readonly set?: HeapObject }> {
  for (const at of [object, ...prototypesOf(object)]) yield* at.accessors.values();
}

function prototypesOf(object: HeapObject): HeapObject[] {
  const found: HeapObject[] = [];
  for (let at = object.prototype; at !== undefined && !found.includes(at); at = at.prototype) found.push(at);
  return found;
}
