import type { Demand, OpenModule } from '../static/contract/origin.ts';
import { nearestFirst } from './import-graph.ts';
import { findImportedNames, type ImportedNames } from './imported-names.ts';
import { type WorkSetInput, workLimits } from './work-set.ts';

/** When fewer files than all callers are read at first, and how many. */
export const nearLimits = {
  /** A program with no more callers than this is analysed whole. */
  callers: 250,
  /** More files than this to begin with are no shortcut. */
  first: 400,
  /** Beyond, another round of reading costs more than reading everything. */
  most: 500,
  rounds: 6,
  hub: workLimits.hub,
} as const;

export type NearLimits = Readonly<Record<keyof typeof nearLimits, number>>;

export interface NearInput extends WorkSetInput {
  /** The text of a file, as far as ASCII goes; `undefined` for one that cannot be read. */
  readonly textOf: (path: string) => string | undefined;
  /** What a specifier means. */
  readonly find: (specifier: string, from: string) => string | undefined;
}

/**
 * The part of a large program that is read first: the seeds and what they import. Their callers are only read on
 * demand, and of those only who takes a name that the demand is about.
 */
export class NearWorkSet {
  readonly work: Set<string>;
  /** All importers of the seeds, directly or not, read or not. */
  readonly callers: ReadonlySet<string>;
  readonly #input: NearInput;
  readonly #limits: NearLimits;
  readonly #names = new Map<string, readonly ImportedNames[]>();
  #rounds = 0;

  private constructor(input: NearInput, limits: NearLimits, work: Set<string>, callers: ReadonlySet<string>) {
    this.#input = input;
    this.#limits = limits;
    this.work = work;
    this.callers = callers;
  }

  /** `undefined` where the whole work set is small, or its beginning is not. */
  static begin(input: NearInput, limits: NearLimits = nearLimits): NearWorkSet | undefined {
    const { seeds, graph, sizeOf, tells } = input;
    const isUsable = (path: string): boolean => sizeOf(path) !== undefined;
    const starts = seeds.callers.filter(isUsable);
    const callers = reached(starts, (path) => graph.importers(path).filter(isUsable));
    if (callers.size <= limits.callers) return undefined;
    const own = [...starts, ...seeds.quiet.filter(isUsable)];
    const near = new NearWorkSet(
      input,
      limits,
      reached(own, (path) => graph.imports(path).filter(isUsable)),
      callers,
    );
    for (const path of callers) if (tells(path)) near.#add(path);
    return near.work.size > Math.min(limits.first, callers.size / 2) ? undefined : near;
  }

  /** Reads more; says false where the whole work set should be read instead. */
  widen(demand: Demand): boolean {
    this.#rounds += 1;
    if (demand === 'all' || this.#rounds > this.#limits.rounds) return false;
    const before = this.work.size;
    for (const path of demand.modules) this.#add(path);
    for (const [path, names] of demand.callersOf) for (const user of this.#usersOf(path, names)) this.#add(user);
    for (const [path, names] of demand.exportsOf) {
      const found = this.#exportersOf(path, names);
      if (found === undefined) return false;
      for (const exporter of found) this.#add(exporter);
    }
    return this.work.size > before && this.work.size <= this.#limits.most;
  }

  /**
   * The modules that the program runs, in its order, and those of which callers that were not read import something.
   * By name only once a demand made reading names worth while.
   * @param live files that an entry reaches, the entries first
   */
  open(live: ReadonlySet<string>): Map<string, OpenModule> {
    const { imports, importers } = this.#input.graph;
    const open = new Map<string, OpenModule>();
    const ordered = inRunningOrder(live, (path) => imports(path).filter((target) => live.has(target)));
    for (const path of new Set([...ordered, ...this.work])) {
      if (!this.work.has(path) || path.endsWith('.json')) continue;
      const outside = importers(path).filter((from) => this.callers.has(from) && !this.work.has(from));
      const runs = live.has(path);
      if (outside.length === 0 && !runs) continue;
      open.set(path, {
        names: this.#rounds === 0 && outside.length > 0 ? 'all' : this.#namesTaken(path, outside),
        live: outside.some((from) => live.has(from)),
        runs,
      });
    }
    return open;
  }

  /** How many callers nobody had to read. */
  get unread(): readonly string[] {
    return [...this.callers].filter((path) => !this.work.has(path));
  }

  /** A file of the program, with the tables and constants that it imports itself. */
  #add(path: string): void {
    const { graph, sizeOf } = this.#input;
    if (sizeOf(path) === undefined) return;
    this.work.add(path);
    const imports = graph.imports(path).filter((target) => sizeOf(target) !== undefined);
    if (imports.length > this.#limits.hub) return;
    for (const target of imports) {
      if ((sizeOf(target) ?? 0) > workLimits.callersDependencySize || this.callers.has(target)) continue;
      this.work.add(target);
    }
  }

  /** Who takes one of these names from a module, and the modules through which they do. */
  #usersOf(path: string, names: ReadonlySet<string>, seen = new Set<string>()): Set<string> {
    const users = new Set<string>();
    const key = `${path} ${[...names].join()}`;
    if (seen.has(key)) return users;
    seen.add(key);
    for (const from of this.#input.graph.importers(path)) {
      if (!this.callers.has(from)) continue;
      for (const taken of this.#taken(path, from)) {
        const common = commonNames(taken.names, names);
        if (common.size === 0) continue;
        users.add(from);
        const handedOn = handedOnAs(taken, common);
        for (const user of handedOn.size === 0 ? [] : this.#usersOf(from, handedOn, seen)) users.add(user);
      }
    }
    return users;
  }

  /** The modules behind a re-exporting one that export these names; `undefined` when no text shows who does. */
  #exportersOf(path: string, names: ReadonlySet<string>): Set<string> | undefined {
    const candidates = this.#input.graph.imports(path).filter((target) => !this.work.has(target));
    const found = new Set<string>();
    for (const name of names) {
      const isExported = exporting(name);
      const exporters = candidates.filter((target) => isExported.test(this.#input.textOf(target) ?? ''));
      if (exporters.length === 0) return undefined;
      for (const exporter of exporters) found.add(exporter);
    }
    return found;
  }

  #namesTaken(path: string, outside: readonly string[]): ReadonlySet<string> | 'all' {
    const names = new Set<string>();
    for (const from of outside) {
      for (const taken of this.#taken(path, from)) {
        if (taken.names === 'all') return 'all';
        for (const name of taken.names) names.add(name);
      }
    }
    return names;
  }

  /** What one file takes from another. An import that its text does not show takes everything. */
  #taken(path: string, from: string): readonly ImportedNames[] {
    const { textOf, find } = this.#input;
    const known = this.#names.get(from) ?? findImportedNames(textOf(from) ?? '');
    this.#names.set(from, known);
    const found = known.filter(({ specifier }) => find(specifier, from) === path);
    return found.length > 0 ? found : [{ specifier: '', names: 'all' }];
  }
}

/** An export of a name, as far as a text shows it: a declaration, a list, a re-export of everything. */
function exporting(name: string): RegExp {
  const word = `${name.replaceAll('$', () => '\\$')}(?![\\w$])`;
  return new RegExp(
    `\\bexport\\s+(?:[a-z]+\\s+){1,4}\\*?\\s*${word}|\\bexport\\s*\\{[^}]*[\\s,{]${word}|\\bexport\\s*\\*`,
  );
}

function commonNames(taken: ImportedNames['names'], names: ReadonlySet<string>): ReadonlySet<string> {
  return taken === 'all' ? names : new Set([...names].filter((name) => taken.has(name)));
}

function handedOnAs({ handsOn }: ImportedNames, names: ReadonlySet<string>): ReadonlySet<string> {
  if (handsOn === undefined) return new Set();
  if (handsOn === 'all') return names;
  return new Set([...names].flatMap((name) => handsOn.get(name) ?? []));
}

/**
 * As modules run: what one imports before itself, in the order of its imports, and each once. Of a cycle the module
 * begins by which it is entered: run from any other, a module would find less than it does in the program.
 */
function inRunningOrder(starts: Iterable<string>, imports: (path: string) => readonly string[]): Set<string> {
  const steps: { readonly path: string; readonly isBegin: boolean }[] = [];
  const begun = new Set<string>();
  const running = new Set<string>();
  const entered = new Set<string>();
  // A chain of imports can be longer than the stack is deep.
  const stack: { readonly path: string; readonly next: Iterator<string> }[] = [];
  const begin = (path: string): void => {
    if (running.has(path)) entered.add(path);
    if (begun.has(path)) return;
    begun.add(path);
    running.add(path);
    steps.push({ path, isBegin: true });
    stack.push({ path, next: imports(path).values() });
  };
  for (const start of starts) {
    begin(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { value } = top.next.next();
      if (value !== undefined) {
        begin(value);
        continue;
      }
      stack.pop();
      running.delete(top.path);
      steps.push({ path: top.path, isBegin: false });
    }
  }
  return new Set(steps.flatMap(({ path, isBegin }) => (isBegin === entered.has(path) ? [path] : [])));
}

function reached(starts: readonly string[], next: (path: string) => readonly string[]): Set<string> {
  return new Set([...nearestFirst(starts, next)].map(({ path }) => path));
}
