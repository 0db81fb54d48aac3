import { ts } from 'ts-morph';
import { inspectKey } from '../heap/shown.ts';
import type { Machine } from '../machine/machine.ts';
import { constructorNameAt } from '../syntax/original.ts';
import { isPrivate, privateFields } from '../syntax/private-fields.ts';
import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { type Holder, undefinedValue, type Value } from '../value/value.ts';
import { boundHolder } from './bound-holder.ts';
import { classChain } from './class-chain.ts';
import { type FrameworkUse, frameworkUse } from './framework-use.ts';

/** A function that code outside the program can call, and what it would call it on. */
export interface Callable {
  readonly callee: HeapObject;
  readonly self: Value;
  /** Set for accessors that are written: the code outside gives them a value. */
  readonly takesValue?: true | undefined;
}

/** A class that code outside the program can construct, and whose code that is. */
export interface Constructible {
  readonly type: HeapObject;
  readonly holder: Holder;
}

/** A module whose exports code outside the program can name, and which of them it takes. */
export interface Openable {
  readonly module: ModuleRecord;
  takes(name: string): boolean;
}

/** Everything that code outside the program can get at once it holds a value. */
export interface Reach {
  readonly functions: readonly Callable[];
  readonly classes: readonly Constructible[];
  readonly modules: readonly Openable[];
  /** Objects whose members it can read and set. */
  readonly objects: readonly HeapObject[];
  /** Whether there was more than is looked at. */
  readonly isCut: boolean;
}

/** How many objects are looked into behind one value. */
const maxObjects = 200_000;

/** How a value is held. */
export interface Hold {
  /** What a function is called on. */
  readonly self?: Value | undefined;
  /** Whose code holds it: a framework may be known to call only some of the members. */
  readonly holder?: Holder;
  /** What was walked to before, and is left out. */
  readonly seen?: Set<string>;
}

/**
 * Walks from a value to all that it leads to: members, elements, what maps and sets hold, methods and accessors that
 * are inherited. Private members stay inside: nobody but the class can name them.
 */
export function reachOf(
  m: Machine,
  value: Value,
  { self = undefinedValue, holder, seen = new Set() }: Hold = {},
): Reach {
  return new Walk(m, seen).from({ value, self, holder });
}

/** A value that is still to be looked into. */
interface Waiting {
  readonly value: Value;
  readonly self: Value;
  readonly holder: Holder;
}
class Walk {
  readonly #m: Machine;
  readonly #seen: Set<string>;
  readonly #functions: Callable[] = [];
  readonly #classes: Constructible[] = [];
  readonly #modules: Openable[] = [];
  readonly #objects: HeapObject[] = [];
  readonly #waiting: Waiting[] = [];
  /** What was looked at for how it is written out. */
  readonly #written = new Set<HeapObject>();
  #isCut = false;

  constructor(m: Machine, seen: Set<string>) {
    this.#m = m;
    this.#seen = seen;
  }

  from(start: Waiting): Reach {
    this.#waiting.push(start);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      for (const { value } of optionsOf(next.value)) if (value.kind === 'object') this.#object(value, next);
    }
    return {
      functions: this.#functions,
      classes: this.#classes,
      modules: this.#modules,
      objects: this.#objects,
      isCut: this.#isCut,
    };
  }

  #object(object: HeapObject, { self, holder }: Waiting): void {
    const { brand } = object;
    const mayBeNarrow = brand === undefined || brand.kind === 'class' || brand.kind === 'module';
    const use = mayBeNarrow ? frameworkUse(this.#m, object, holder) : undefined;
    const key = use === undefined ? `${object.id}` : `${object.id} ${use.key}`;
    if (this.#seen.has(key) || this.#seen.has(`${object.id}`)) return;
    if (this.#seen.size >= maxObjects) {
      this.#isCut = true;
      return;
    }
    this.#seen.add(key);
    switch (brand?.kind) {
      case 'function':
        this.#functions.push({ callee: object, self: brand.boundThis ?? self });
        if (object.properties.has('prototype')) this.#classes.push({ type: object, holder });
        if ([...object.properties.keys()].some((name) => name !== 'prototype')) this.#objects.push(object);
        this.#members(object, { self: object, holder });
        return;
      case 'generator':
        this.#waiting.push({ value: brand.body, self: undefinedValue, holder });
        return;
      case 'class':
        this.#classes.push({ type: object, holder });
        this.#objects.push(object);
        for (const at of [object, ...prototypesOf(object)])
          if (at.brand?.kind === 'class') this.#members(at, { self: object, holder, reaches: use?.callsStatic });
        return;
      case 'module':
        this.#modules.push({ module: brand.module, takes: (name) => use === undefined || use.calls(name) });
        return;
      case undefined:
      case 'map':
        this.#objects.push(object);
        this.#inherited(object, holder, use);
        return;
      case 'client':
        // An instance of a class of the program that is one of a client's as well.
        if (object.prototype !== undefined) this.#inherited(object, holder, use);
        return;
      case 'proxy':
        for (const value of [brand.target, brand.handler]) this.#waiting.push({ value, self: undefinedValue, holder });
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

  #inherited(object: HeapObject, holder: Holder, use: FrameworkUse | undefined): void {
    const isPlain = object.prototype === undefined;
    const kept = isPlain ? [] : classChain(this.#m, object).classes.map(({ node }) => privateFields(node));
    const named = this.#m.recorder.namesCalled(this.#m.live);
    // What a plain object holds is handed over with it, whatever is called of it; and the program itself may call what
    // a framework keeps for it.
    const reaches =
      use &&
      ((name: string, value: Value) =>
        use.calls(name) || named.has(name) || named.has('*') || (isPlain && !isFunction(value)));
    const by = { self: object, holder: boundHolder(this.#m, object, holder), reaches };
    const isOwn = (name: string, value: Value) => isPublic(name, value) && !kept.some((names) => names.has(name));
    this.#members(object, use?.callsFields === true || reaches === undefined ? { ...by, reaches: isOwn } : by);
    for (const at of prototypesOf(object)) this.#members(at, by);
    for (const [name, cell] of object.properties) if (kept.some((names) => names.has(name))) this.#shown(cell);
  }

  /** What a class keeps to itself is written out with its instance all the same, and may say itself how. */
  #shown(field: Cell): void {
    const cells = [field];
    for (let cell = cells.pop(); cell !== undefined; cell = cells.pop())
      for (const { value: object } of optionsOf(this.#read(cell))) {
        if (object.kind !== 'object' || this.#written.has(object)) continue;
        this.#written.add(object);
        for (const at of [object, ...prototypesOf(object)]) this.#saysHow(at, object);
        if (object.brand !== undefined) continue;
        cells.push(...object.properties.values(), ...(object.elements ?? []));
        if (object.more !== undefined) cells.push(object.more);
      }
  }

  #saysHow(place: HeapObject, self: HeapObject): void {
    this.#m.store.look(place);
    for (const name of ['toJSON', inspectKey]) {
      const cell = place.properties.get(name);
      const options = cell === undefined ? [] : optionsOf(this.#read(cell));
      for (const { value } of options)
        if (value.kind === 'object' && value.brand?.kind === 'function')
          this.#functions.push({ callee: value, self: value.brand.boundThis ?? self });
    }
  }

  /** What an object's own members lead to; its functions run on the object that inherits them. */
  #members(place: HeapObject, { self, holder, reaches = isPublic }: By): void {
    this.#m.store.look(place);
    // A method that makes an instance runs once on each, as `new` does.
    const start = place.at === undefined ? 'constructor' : constructorNameAt(place.at);
    for (const [name, cell] of place.properties) {
      if (start !== 'constructor' && name === start) continue;
      if (name === 'prototype' || (name === 'constructor' && place !== self)) continue;
      const value = this.#read(cell);
      if (reaches(name, value)) this.#waiting.push({ value, self, holder });
    }
    const places = place.more === undefined ? (place.elements ?? []) : [...(place.elements ?? []), place.more];
    for (const cell of places) this.#waiting.push({ value: this.#read(cell), self: undefinedValue, holder });
    for (const [name, { get, set }] of place.accessors) {
      if (get !== undefined && reaches(name, get)) this.#functions.push({ callee: get, self });
      if (set !== undefined && reaches(name, set)) this.#functions.push({ callee: set, self, takesValue: true });
    }
  }
}

/** How code outside comes to an object's members, and which of them it takes. */
interface By {
  readonly self: HeapObject;
  readonly holder: Holder;
  readonly reaches?: ((name: string, value: Value) => boolean) | undefined;
}

function isPublic(name: string, value: Value): boolean {
  return !name.startsWith('#') && !isPrivateMember(value);
}

function isFunction(value: Value): boolean {
  return optionsOf(value).some(({ value: single }) => single.kind === 'object' && single.brand?.kind === 'function');
}

export function prototypesOf(object: HeapObject): HeapObject[] {
  const found: HeapObject[] = [];
  for (let at = object.prototype; at !== undefined && !found.includes(at); at = at.prototype) found.push(at);
  return found;
}

/** A method or accessor that TypeScript keeps to its class; a decorator hands it out all the same. */
function isPrivateMember(value: Value): boolean {
  if (value.kind !== 'object' || value.brand?.kind !== 'function') return false;
  return ts.isClassElement(value.brand.node) && isPrivate(value.brand.node);
}
