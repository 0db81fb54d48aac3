import { operations, pathsWithTwo } from '../vocabulary.ts';

/** Where a mode is kept: how it is read and written, from any module. */
export interface Cell {
  readonly get: () => string;
  readonly set: (value: string) => string;
}

/** A module as it is written down. */
export interface ModuleText {
  readonly path: string;
  readonly body: string[];
  /** Members of the package that it imports. */
  readonly library: Set<string>;
  /** Names that it imports, with the index of the module they come from. */
  readonly imports: Map<string, number>;
  /** Indexes of modules that it imports as a whole, as `all1`. */
  readonly namespaces: Set<number>;
  /** What it exports: the public name, and the own one. */
  readonly exports: Map<string, string>;
}

/** Takes a program down, module by module. Names with a number are unique in the whole program. */
export class Writer {
  readonly modules: readonly ModuleText[];
  readonly requests: string[] = [];
  #paths = 0;
  #current = 0;
  #count = 0;
  readonly #owners = new Map<string, number>();
  readonly #shared = new Map<string, string>();
  readonly #makeCells: (() => Cell)[] = [];
  readonly #cells = new Map<number, Cell>();

  constructor(moduleCount: number) {
    this.modules = Array.from({ length: moduleCount }, (_, index) => ({
      path: `${['main', 'jobs', 'state'][index] ?? `m${index}`}.js`,
      body: [],
      library: new Set(),
      imports: new Map(),
      namespaces: new Set(),
      exports: new Map(),
    }));
  }

  get current(): ModuleText {
    const module = this.modules[this.#current];
    if (module === undefined) throw new Error(`no module ${this.#current}`);
    return module;
  }

  fresh(stem: string): string {
    this.#count += 1;
    return `${stem}${this.#count}`;
  }

  library(name: string): string {
    this.current.library.add(name);
    return name;
  }

  /** Writes in another module; what comes back belongs there. */
  inModule<Result>(index: number, write: () => Result): Result {
    const before = this.#current;
    this.#current = index % this.modules.length;
    try {
      return write();
    } finally {
      this.#current = before;
    }
  }

  /** Statements at the top level of the current module. */
  add(text: string): void {
    if (text !== '') this.current.body.push(text);
  }

  /** Declares a name at the top level of the current module. */
  declare(name: string, text: string): string {
    this.add(text);
    this.#owners.set(name, this.#current);
    return name;
  }

  /** Whether a name is declared in the current module: only there can it be assigned. */
  isHome(name: string): boolean {
    return this.#owners.get(name) === this.#current;
  }

  /** A name that some module declares, imported where it is another one. */
  refer(name: string): string {
    const owner = this.#owners.get(name);
    if (owner === undefined || owner === this.#current) return name;
    this.current.imports.set(name, owner);
    this.modules[owner]?.exports.set(name, name);
    return name;
  }

  /** Everything that another module exports, as one object. */
  namespace(index: number): string {
    const module = index % this.modules.length;
    this.current.namespaces.add(module);
    return `all${module}`;
  }

  export(name: string, as = name): void {
    this.current.exports.set(as, name);
  }

  /** Something that the program has once, such as a queue that several functions use. */
  shared(stem: string, text: (name: string) => string): string {
    const known = this.#shared.get(stem);
    if (known !== undefined) return this.refer(known);
    const name = this.fresh(stem);
    this.#shared.set(stem, name);
    return this.declare(name, text(name));
  }

  /** A place for a mode, declared in that module when something first uses it. */
  addCell(module: number, declare: () => Cell): void {
    this.#makeCells.push(() => this.inModule(module, declare));
  }

  /** One of the places for a mode; `undefined` where the program has none. */
  cell(number: number): Cell | undefined {
    const index = number % this.#makeCells.length;
    const cell = this.#cells.get(index) ?? this.#makeCells[index]?.();
    if (cell !== undefined) this.#cells.set(index, cell);
    return cell;
  }

  /** The next operation that nothing else in the program sends. */
  operation(): { readonly method: string; readonly path: string } {
    const operation = operations[this.requests.length % operations.length] ?? { method: 'GET', path: '/' };
    this.requests.push(`${operation.method} ${operation.path}`);
    return operation;
  }

  /** The next path that can be read and written, as operations. */
  pathWithTwo(): string {
    const path = pathsWithTwo[this.#paths % pathsWithTwo.length] ?? '/';
    this.#paths += 1;
    this.requests.push(`GET ${path}`, `POST ${path}`);
    return path;
  }
}
