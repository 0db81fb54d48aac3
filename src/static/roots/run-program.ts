import type { ts } from 'ts-morph';
import type { Place } from '../contract/place.ts';
import { symbolicInstance } from '../heap/instances.ts';
import { commonJsExports } from '../heap/module-exports.ts';
import { entriesOf } from '../heap/objects.ts';
import { type Machine, OutOfSteps } from '../machine/machine.ts';
import { runModule } from '../modules/run-module.ts';
import { ServeUnread } from '../opaque/serve-unread.ts';
import { takenExports } from '../opaque/taken-exports.ts';
import { type Told, toldFiles } from '../opaque/told-files.ts';
import { isChoosing } from '../relevance/relevance.ts';
import { lineAt } from '../syntax/location-at.ts';
import { hasSyntaxError } from '../syntax/project.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import type { Holder, Value } from '../value/value.ts';
import { Roots } from './roots.ts';

/** What stopped a part of the run, for the report. */
export interface RunProblem {
  readonly file: string;
  readonly what: string;
}

/**
 * Runs the program as far as anyone can: the entry modules and what they export first, which is what is live; then
 * every module and function that these did not reach, so that dead code is listed too.
 * @param placed entries that only their place makes entries: if anything takes what they export, a framework does
 * @param shared modules that code imports which was not read: once they have run, it holds what they export
 */
export function runProgram(
  m: Machine,
  entries: readonly string[],
  placed: ReadonlyMap<string, Place> = none,
  shared: readonly string[] = [],
): RunProblem[] {
  const problems: RunProblem[] = [];
  const run = new ProgramRun(m, problems, placed, shared);
  try {
    run.live(entries);
    run.dead();
  } catch (error) {
    if (!(error instanceof OutOfSteps)) throw error;
    m.unread?.need(undefined);
    if (!m.live) run.leaveDead();
    else problems.push({ file: '', what: 'is too large to be followed whole; what was reached in time counts' });
  }
  return [...problems, ...cutProblems(m)];
}

/** One problem for each file with calls of live code that were given up on. */
function cutProblems(m: Machine): RunProblem[] {
  const lines = new Map<string, number[]>();
  for (const node of m.recorder.cuts.keys()) {
    const file = node.getSourceFile();
    const path = m.modules.pathOf(file);
    const { line } = lineAt(file, node.getStart(file));
    lines.set(path, [...(lines.get(path) ?? []), line + 1]);
  }
  return [...lines].map(([file, all]) => ({
    file,
    what: `calls functions inside each other further than is followed, from line ${Math.min(...all)} on`,
  }));
}

const none: ReadonlyMap<string, Place> = new Map();

/** What unread modules may set shows in a few rounds, or is not waited for. */
const maxUnreadRounds = 6;

class ProgramRun {
  readonly #m: Machine;
  readonly #problems: RunProblem[];
  readonly #placed: ReadonlyMap<string, Place>;
  readonly #shared: readonly string[];
  /** Those of the placed modules that the program tells a framework of. */
  readonly #told: ReadonlyMap<string, readonly Told[]>;
  readonly #roots: Roots;
  readonly #unread: ServeUnread | undefined;
  readonly #runs = new Map<ts.Node, number>();
  /** Modules of which a framework takes a part, and the names of the others that are left. */
  readonly #entries: ModuleRecord[] = [];
  readonly #parts = new Map<ModuleRecord, Set<string>>();

  constructor(m: Machine, problems: RunProblem[], placed: ReadonlyMap<string, Place>, shared: readonly string[]) {
    this.#m = m;
    this.#shared = shared;
    this.#problems = problems;
    this.#placed = placed;
    this.#told = toldFiles(m, placed);
    this.#roots = new Roots(m, {
      guard: (path, run) => this.#guard(path, run),
      // What dead code leaves behind is nothing that the role hangs on.
      problem: (file, what) => {
        if (m.live) this.#problem(file, what);
      },
    });
    if (m.unread === undefined) return;
    this.#unread = new ServeUnread(m, m.unread, {
      module: (path) => this.#module(path),
      guard: (run) => void this.#guard('', run),
      mayRunAgain: (node, most) => this.#mayRunAgain(node, most),
    });
  }

  live(entries: readonly string[]): void {
    this.#m.live = true;
    this.#unread?.start();
    for (const path of entries) {
      const module = this.#module(path);
      if (module === undefined) continue;
      this.#entries.push(module);
    }
    this.#openEntries();
    this.#settle();
  }

  /** What the entries export, and have come to export since; whether there is anything new. */
  #openEntries(): boolean {
    const before = this.#roots.size;
    for (const module of this.#m.live ? this.#entries : []) {
      this.#exports(module);
      if (this.#isOpenScript(module)) this.#topLevel(module);
    }
    for (const path of this.#m.live ? this.#shared : []) {
      const module = this.#m.modules.records.get(path);
      if (module?.state === 'done') this.#exports(module);
    }
    return this.#roots.size > before;
  }

  /** Roots, and the modules that were not read, until neither leaves anything that the other has not seen. */
  #settle(): void {
    for (let round = 0; round < maxUnreadRounds; round += 1) {
      this.#runs.clear();
      do this.#roots.settle();
      while (this.#openNamed() || this.#openEntries());
      if (this.#unread?.serve() !== true) return;
    }
    this.#m.unread?.need(undefined);
  }

  /** What the program calls by its name on something that was not followed may be an export of such a module. */
  #openNamed(): boolean {
    if (!this.#m.live) return false;
    const named = this.#m.recorder.namesCalled(true);
    let isOpened = false;
    for (const [module, left] of this.#parts) {
      for (const [name, value] of this.#exported(module, true)) {
        if (!(named.has(name) || named.has('*')) || !left.delete(name)) continue;
        this.#roots.open(value, module.path, undefined, this.#taker(module, value));
        isOpened = true;
      }
    }
    return isOpened;
  }

  dead(): void {
    this.#m.live = false;
    const { limits, steps } = this.#m;
    if (isChoosing(this.#m)) this.#m.stepsEnd = Math.min(limits.steps, steps + limits.stepsOfDead);
    for (const path of this.#m.modules.files.keys()) if (!path.endsWith('.json')) this.#module(path);
    // What the live part made and never called is known better than what strangers would make of it.
    this.#unreached();
    for (const module of [...this.#m.modules.records.values()]) this.#exports(module);
    this.#settle();
    for (let pass = 0; pass < 4; pass += 1) if (!this.#unreached()) break;
  }

  /** Code that nothing calls was not followed whole. No role hangs on it; what it says of Marketo is accounted for. */
  leaveDead(): void {
    for (const node of this.#m.functions.keys()) if (!this.#m.executed.has(node)) this.#m.unrun.add(node);
    this.#roots.leaveDead();
  }

  #module(path: string): ModuleRecord | undefined {
    return this.#guard(path, () => runModule(this.#m, path));
  }

  /** Everything a module exports may be called from outside; of one that only a framework finds, what that takes. */
  #exports(module: ModuleRecord, seen = new Set<ModuleRecord>(), takes = this.#takenOf(module)): void {
    if (seen.has(module)) return;
    seen.add(module);
    for (const [name, value] of this.#exported(module, takes !== undefined)) {
      if (takes === undefined || takes(name))
        this.#roots.open(value, module.path, undefined, this.#taker(module, value));
    }
    for (const star of module.stars) if (this.#m.live) this.#exports(star, seen, takes);
  }

  #takenOf(module: ModuleRecord): ((name: string) => boolean) | undefined {
    const place = this.#m.live ? this.#placed.get(module.path) : undefined;
    if (place === undefined) return undefined;
    const names = this.#exported(module, true).map(([name]) => name);
    const told = this.#told.get(module.path);
    const takes = takenExports(this.#m.sinks.frameworks, place, names, told);
    if (takes !== undefined) this.#parts.set(module, new Set(names.filter((name) => !takes(name))));
    return takes;
  }

  /** What a module exports by name. The object of an older one is looked into only where not all of it is taken. */
  #exported(module: ModuleRecord, isPart: boolean): [name: string, value: Value][] {
    const named = [...module.exported].map(([name, cell]): [string, Value] => [name, this.#m.store.read(cell)]);
    if (module.isEsm) return named;
    const whole = commonJsExports(this.#m, module);
    const isTable = isPart && whole.kind === 'object' && whole.brand === undefined;
    return [...named, ...(isTable ? entriesOf(this.#m, whole) : [['default', whole] as [string, Value]])];
  }

  /** What takes a class that stands in a module which only its place makes an entry: whose class it is. */
  #taker(module: ModuleRecord, value: Value): Holder {
    const isOwn = value.kind === 'object' && value.at?.getSourceFile() === module.file;
    if (!isOwn || !this.#m.live || !this.#placed.has(module.path)) return undefined;
    const told = this.#told.get(module.path) ?? [];
    const isOne = new Set(told.map(({ rules }) => rules)).size === 1;
    return (isOne ? told[0]?.library : undefined) ?? 'framework';
  }

  /**
   * A script whose top-level functions are called by name from outside (Google Apps Script), or a file that does not
   * parse, where `export` may have got lost.
   */
  #isOpenScript({ file, isEsm }: ModuleRecord): boolean {
    if (hasSyntaxError(file)) return true;
    return !isEsm && /\b(UrlFetchApp|SpreadsheetApp|ScriptApp|PropertiesService)\b/.test(file.text);
  }

  #topLevel(module: ModuleRecord): void {
    for (const cell of module.scope.names.values()) this.#roots.open(this.#m.store.read(cell), module.path);
  }

  /** Functions that nothing has run so far. */
  #unreached(): boolean {
    let progress = false;
    for (const [node, made] of [...this.#m.functions]) {
      if (this.#m.executed.has(node)) continue;
      progress = true;
      this.#m.executed.set(node, false);
      if (made.home !== undefined) this.#m.unread?.unreached.add(node);
      const self = made.home === undefined ? undefined : this.#receiver(made.home);
      this.#roots.open(made.object, this.#m.modules.pathOf(node.getSourceFile()), self);
    }
    this.#roots.settle();
    return progress;
  }

  #receiver(home: HeapObject): Value {
    const maker = home.properties.get('constructor');
    const type = maker === undefined ? undefined : this.#m.store.read(maker);
    if (type?.kind === 'object' && type.brand?.kind === 'class')
      return this.#guard('', () => symbolicInstance(this.#m, type)) ?? home;
    return home;
  }

  /** A method is run on a few of the objects that unread modules call it on. */
  #mayRunAgain(node: ts.Node, most: number): boolean {
    const runs = (this.#runs.get(node) ?? 0) + 1;
    this.#runs.set(node, runs);
    return runs <= most;
  }

  /** Runs something of the program; what overflows the stack there is reported, and the run goes on elsewhere. */
  #guard<Result>(path: string, run: () => Result): Result | undefined {
    return this.#m.recovering((error) => {
      if (!(error instanceof RangeError)) return false;
      this.#problem(path, 'is nested too deeply to be followed whole; the rest of it counts');
      return true;
    }, run);
  }

  #problem(file: string, what: string): void {
    if (!this.#problems.some((known) => known.file === file && known.what === what))
      this.#problems.push({ file, what });
  }
}
