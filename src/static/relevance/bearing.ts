import type { ts } from 'ts-morph';
import { commonJsExports, findExport } from '../heap/module-exports.ts';
import { chainOf } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { saysMarketo } from '../syntax/names-marketo.ts';
import type { Evidence } from '../texts/evidence.ts';
import type { Brand, ClassBrand, ClientBrand, FunctionBrand } from '../value/brand.ts';
import type { Cell } from '../value/cell.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import type { Part } from '../value/part.ts';
import type { Scope } from '../value/scope.ts';
import { isGap, type Single, undefinedValue, type Value } from '../value/value.ts';
import { type Chain, callers, type Uses, usesOf } from './uses.ts';

/** What a part of the program has to do with the answer, by itself, and the parts that it leads to. */
export interface Bearing {
  /** Whether it speaks of Marketo, holds something that does, sends what may be Marketo's, or cannot be told. */
  readonly matters: boolean;
  /** Places that it may write. */
  readonly cells: ReadonlySet<Cell>;
  /** Objects of which it may change anything. */
  readonly objects: ReadonlySet<HeapObject>;
  /** Names by which it calls, or hands over, what nobody followed; `*` for any. */
  readonly called: ReadonlySet<string>;
  readonly leadsTo: readonly Part[];
}

/** The function or class that a value is called as, or the object that something else gets as a whole. */
export function partOf(object: HeapObject, self: Value): Part {
  if (object.brand?.kind !== 'function') return { key: `${object.id}`, object };
  const own = object.brand.boundThis ?? self;
  const on = optionsOf(own)
    .map(({ value }) => (value.kind === 'object' ? value.id : ''))
    .join();
  return { key: `${object.id}:${on}`, object, self: own };
}

/** What a part of the program has to do with the answer. */
export function bearingOf(m: Machine, part: Part): Bearing {
  return m.evidence === undefined ? unclear : new Look(m, m.evidence).at(part);
}

const nothing: ReadonlySet<never> = new Set();
const unclear: Bearing = { matters: true, cells: nothing, objects: nothing, called: nothing, leadsTo: [] };

/** Packages whose functions bring in what files of the program say. */
const readers = /^(?:node:)?(?:config|fs|fs\/promises|fs-extra|graceful-fs|child_process|vm|worker_threads)$/;

/** A whole address, or characters as paths have them. */
const addressLike = /:\/\/|^[\w\-.~/%?&=,;+@*{}$[\]]*$/;

/** Kinds of objects that code can change. */
const changeable: ReadonlySet<Brand['kind']> = new Set([
  'function',
  'class',
  'map',
  'url',
  'search-params',
  'generator',
]);

class Look {
  readonly #m: Machine;
  readonly #evidence: Evidence;
  readonly #cells = new Set<Cell>();
  readonly #objects = new Set<HeapObject>();
  readonly #called = new Set<string>();
  readonly #parts = new Map<string, Part>();
  #matters = false;
  /** Whether what is sent from here counts as Marketo's unless shown otherwise. */
  #isMarketos = false;

  constructor(m: Machine, evidence: Evidence) {
    this.#m = m;
    this.#evidence = evidence;
  }

  at({ object, self }: Part): Bearing {
    const { brand } = object;
    if (brand?.kind === 'function') this.#function(brand, self ?? undefinedValue);
    else if (brand?.kind === 'class') this.#class(object, brand);
    else this.#whole(object);
    return {
      matters: this.#matters,
      cells: this.#cells,
      objects: this.#objects,
      called: this.#called,
      leadsTo: [...this.#parts.values()],
    };
  }

  #function(brand: FunctionBrand, self: Value): void {
    const { node, scope, home, boundArguments = [] } = brand;
    for (const value of boundArguments) this.#keep(value);
    this.#code(node, scope, self, home);
  }

  /** A class that is constructed, or whose instances are used: all that is written in it, and its bases. */
  #class(type: HeapObject, { node, scope, base, initializers }: ClassBrand): void {
    this.#code(node, scope, undefinedValue, undefined);
    if (base !== undefined) this.#keep(base);
    for (const value of initializers) this.#keep(value);
    for (const cell of type.properties.values()) this.#keep(this.#m.store.peek(cell));
  }

  #code(node: ts.Node, scope: Scope, self: Value, home: HeapObject | undefined): void {
    const uses = usesOf(node);
    this.#isMarketos = this.#evidence.isOf(node.getSourceFile());
    if (uses.runsOther || this.#evidence.isIn(node)) this.#matters = true;
    if (this.#matters) return;
    this.#loads(uses, node);
    this.#byName(uses);
    for (const chain of uses.chains) this.#chain(chain, this.#rootOf(chain, scope, self, home), scope);
  }

  /** A module that is asked for as the code runs: one that has run gives its exports, another one may do anything. */
  #loads({ loads }: Uses, node: ts.Node): void {
    const from = this.#m.modules.pathOf(node.getSourceFile());
    for (const specifier of loads) {
      const found = this.#m.modules.resolve(specifier, from);
      if (found.kind === 'external') {
        const value = this.#m.sinks.moduleValue(this.#m, found.name, found.installed);
        if (readers.test(found.name)) this.#matters = true;
        if (value !== undefined) this.#keep(value);
        continue;
      }
      const record = found.kind === 'source' ? this.#m.modules.records.get(found.path) : undefined;
      if (record?.state === 'done') this.#module(record);
      else this.#matters = true;
    }
  }

  /** A method called on what was not followed may be one of the program's. */
  #byName({ called }: Uses): void {
    for (const name of called) {
      this.#called.add(name);
      for (const { method, home } of this.#m.methodsNamed(name)) this.#lead(method, home);
    }
  }

  #rootOf({ root }: Chain, scope: Scope, self: Value, home: HeapObject | undefined): Value | undefined {
    if (root === 'this') return self;
    if (root === 'super') return home?.prototype;
    const cell = scope.find(root);
    return cell === undefined ? this.#m.sinks.globalValue(this.#m, root) : this.#m.store.peek(cell);
  }

  #chain({ root, path, use }: Chain, start: Value | undefined, scope: Scope): void {
    if (path.length === 0 && use === 'set') {
      const cell = scope.find(root);
      // A name that nobody declared becomes one of all scripts.
      if (cell === undefined) this.#matters = true;
      else this.#cells.add(cell);
      return;
    }
    const last = use === 'set' || use === 'called' ? path.at(-1) : undefined;
    let values: readonly Value[] = start === undefined ? [] : [start];
    // What a compiled module calls `default` is the client itself.
    const [setting = '', ...further] = path[0] === 'default' ? path.slice(1) : path;
    if (values.some(isClient) && (further.length > 0 || use === 'set' || settings.test(setting))) this.#matters = true;
    for (const name of last === undefined ? path : path.slice(0, -1))
      values = values.flatMap((value) => this.#read(value, name));
    for (const value of values) this.#end(value, last, use);
    // What is handed over of something unknown, or called by `call`, is named as what is called is.
    if (use === 'called' || use === 'kept')
      for (const name of path.slice(-2)) if (!callers.has(name) && values.some(hasUnknown)) this.#unfollowed(name);
  }

  #end(value: Value, name: string | undefined, use: Chain['use']): void {
    this.#meet(value);
    if (use === 'set' && name !== undefined) this.#set(value, name);
    else if (use === 'called' && name !== undefined) this.#callMember(value, name);
    else if (use === 'member-called') {
      if (hasUnknown(value)) this.#called.add('*');
      this.#keep(value);
    } else if (use === 'members-set') {
      for (const object of objectsOf(value)) this.#objects.add(object);
      this.#keep(value);
    } else if (use !== 'asked') this.#keep(value);
  }

  /** What a member holds, as far as that is known. */
  #read(value: Value, name: string): Value[] {
    this.#meet(value);
    const found = objectsOf(value).flatMap((object) => this.#member(object, name) ?? []);
    for (const one of found) this.#meet(one);
    // A member of what is not known is not known either.
    return [...found, ...optionsOf(value).flatMap((option) => (option.value.kind === 'unknown' ? [option.value] : []))];
  }

  /** What an object has under a name, itself or inherited; accessors are called. `undefined` where it has none. */
  #member(object: HeapObject, name: string): Value[] | undefined {
    const { store } = this.#m;
    if (object.brand?.kind === 'module') return this.#exportOf(object.brand.module, name);
    if (object.brand?.kind === 'global') {
      const cell = this.#m.globals.names.get(name);
      const known = cell === undefined ? this.#m.sinks.globalValue(this.#m, name) : store.peek(cell);
      return known === undefined ? undefined : [known];
    }
    const found: Value[] = [];
    for (const at of chainOf(object)) {
      const cell = at.properties.get(name);
      if (cell !== undefined) found.push(store.peek(cell));
      const { get, set } = at.accessors.get(name) ?? {};
      for (const accessor of [get, set]) if (accessor !== undefined) this.#lead(accessor, object);
      if (at.more !== undefined) found.push(store.peek(at.more));
      if (cell !== undefined) break;
    }
    if (/^\d+$/.test(name)) found.push(...(object.elements ?? []).map((cell) => store.peek(cell)));
    return found.length === 0 ? undefined : found;
  }

  #exportOf(module: ModuleRecord, name: string): Value[] | undefined {
    const cell = findExport(module, name);
    if (cell !== undefined) return [this.#m.store.peek(cell)];
    const whole = module.isEsm ? undefined : commonJsExports(this.#m, module);
    if (whole === undefined) return undefined;
    const members = objectsOf(whole).flatMap((object) => this.#member(object, name) ?? []);
    return name === 'default' ? [whole, ...members] : members;
  }

  #set(value: Value, name: string): void {
    for (const object of objectsOf(value)) {
      const cell = object.properties.get(name);
      if (cell !== undefined) this.#cells.add(cell);
      if (cell === undefined || object.elements !== undefined || object.brand !== undefined) this.#objects.add(object);
      for (const at of chainOf(object)) {
        const setter = at.accessors.get(name)?.set;
        if (setter !== undefined) this.#lead(setter, object);
      }
    }
  }

  #callMember(value: Value, name: string): void {
    const objects = objectsOf(value);
    if (objects.length === 0 || optionsOf(value).length > objects.length) this.#unfollowed(name);
    for (const object of objects) {
      const found = this.#member(object, name);
      if (found === undefined) {
        // A method of the language, or one that nobody knows of, may call and change all that it is called on.
        this.#unfollowed(name);
        this.#keep(object);
        continue;
      }
      for (const one of found) {
        this.#meet(one);
        for (const callee of objectsOf(one)) this.#lead(callee, object);
      }
    }
  }

  #unfollowed(name: string): void {
    this.#called.add(name);
    for (const { method, home } of this.#m.methodsNamed(name)) this.#lead(method, home);
  }

  /** Something gets hold of a value as a whole. */
  #keep(value: Value): void {
    this.#meet(value);
    for (const object of objectsOf(value)) this.#lead(object, undefinedValue);
  }

  #lead(object: HeapObject, self: Value): void {
    const part = partOf(object, self);
    this.#parts.set(part.key, part);
  }

  /** All that an object leads to, for whoever has it. */
  #whole(object: HeapObject): void {
    const { brand } = object;
    if (brand?.kind === 'module') this.#module(brand.module);
    else if (brand?.kind === 'client') this.#client(brand);
    else if (brand?.kind === 'sdk' || brand?.kind === 'proxy' || brand?.kind === 'global') this.#matters = true;
    else if (brand?.kind === 'generator') this.#keep(brand.body);
    else if (brand === undefined || changeable.has(brand.kind)) this.#objects.add(object);
    if (readers.test(object.open?.library?.module ?? '')) this.#matters = true;
    const { store } = this.#m;
    for (const at of chainOf(object)) {
      for (const cell of at.cells) this.#held(store.peek(cell), object);
      for (const { get, set } of at.accessors.values())
        for (const accessor of [get, set]) if (accessor !== undefined) this.#lead(accessor, object);
    }
  }

  #held(value: Value, holder: HeapObject): void {
    this.#meet(value);
    for (const object of objectsOf(value)) this.#lead(object, holder);
  }

  #module(module: ModuleRecord): void {
    for (const cell of module.exported.values()) this.#keep(this.#m.store.peek(cell));
    for (const star of module.stars) this.#keep(star.namespace);
    if (!module.isEsm) this.#keep(commonJsExports(this.#m, module));
  }

  #client({ defaults, interceptors }: ClientBrand): void {
    for (const value of [...defaults, ...interceptors.map((one) => one.value)]) this.#keep(value);
  }

  /** Meets a value: one that speaks of Marketo, or that sends what may be Marketo's, matters. */
  #meet(value: Value): void {
    for (const { value: single } of optionsOf(value)) if (this.#speaks(single)) this.#matters = true;
  }

  #speaks(single: Single): boolean {
    if (single.kind === 'constant') return false;
    if (single.kind === 'object') {
      const kind = single.brand?.kind;
      if (readers.test(single.open?.library?.module ?? '')) return true;
      return kind === 'sdk' || kind === 'proxy' || (kind === 'client' && this.#isMarketos);
    }
    const pieces = single.kind === 'text' ? single.pieces : [single.gap];
    return pieces.some((piece) => {
      const text = isGap(piece) ? (piece.name ?? '') : piece.text;
      // What is told to people, or names a command, is no part of an address.
      if (!isGap(piece) && !addressLike.test(text)) return false;
      return saysMarketo(text) || (piece.at !== undefined && this.#evidence.isOf(piece.at.getSourceFile()));
    });
  }
}

function hasUnknown(value: Value): boolean {
  return optionsOf(value).some((option) => option.value.kind === 'unknown');
}

/** Names of members of a client that change what all its requests are. */
const settings = /use|hook|setup|filter|intercept|default|before|after|on[A-Z]/i;

function isClient(value: Value): boolean {
  return objectsOf(value).some(({ brand }) => brand?.kind === 'client');
}

function objectsOf(value: Value): HeapObject[] {
  return optionsOf(value).flatMap(({ value: single }) => (single.kind === 'object' ? [single] : []));
}
