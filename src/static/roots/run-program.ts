import { ts } from 'ts-morph';
import { symbolicInstance } from '../heap/instances.ts';
import { commonJsExports } from '../heap/module-exports.ts';
import { entriesOf } from '../heap/objects.ts';
import { type Machine, OutOfSteps } from '../machine/machine.ts';
import { runModule } from '../modules/run-module.ts';
import { ServeUnread } from '../opaque/serve-unread.ts';
import { recordDescriptor } from '../sinks/generic-request.ts';
import { functionName } from '../syntax/function-name.ts';
import { hasSyntaxError } from '../syntax/project.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { componentView } from './component-view.ts';

/** What stopped a part of the run, for the report. */
export interface RunProblem {
  readonly file: string;
  readonly what: string;
}

/**
 * Runs the program as far as anyone can: the entry modules and what they export first, which is what is live; then
 * every module and function that these did not reach, so that dead code is listed too.
 */
export function runProgram(m: Machine, entries: readonly string[]): RunProblem[] {
  const problems: RunProblem[] = [];
  const run = new ProgramRun(m, problems);
  try {
    run.live(entries);
    run.dead();
  } catch (error) {
    if (!(error instanceof OutOfSteps)) throw error;
    m.unread?.need(undefined);
    problems.push({ file: '', what: 'the program is too large to be followed whole; what was reached in time counts' });
  }
  return [...problems, ...cutProblems(m)];
}

/** One problem for each file with calls of live code that were given up on. */
function cutProblems(m: Machine): RunProblem[] {
  const lines = new Map<string, number[]>();
  for (const node of m.recorder.cuts.keys()) {
    const file = node.getSourceFile();
    const path = m.modules.pathOf(file);
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    lines.set(path, [...(lines.get(path) ?? []), line + 1]);
  }
  return [...lines].map(([file, all]) => ({
    file,
    what: `calls functions inside each other further than is followed, from line ${Math.min(...all)} on`,
  }));
}

const maxRounds = 2;
/** What unread modules may set shows in a few rounds, or is not waited for. */
const maxUnreadRounds = 6;
const maxRoots = 20_000;

class ProgramRun {
  readonly #m: Machine;
  readonly #problems: RunProblem[];
  readonly #ran = new Set<string>();
  readonly #runs = new Map<ts.Node, number>();
  readonly #unread: ServeUnread | undefined;
  #changed = false;

  constructor(m: Machine, problems: RunProblem[]) {
    this.#m = m;
    this.#problems = problems;
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
    const modules = entries.flatMap((path) => this.#module(path) ?? []);
    this.#rounds(() => {
      for (const module of modules) {
        this.#exports(module);
        if (this.#isOpenScript(module)) this.#topLevel(module);
      }
      this.#escapes();
    });
  }

  /** A second round only where a root left something behind that another may read. */
  #rounds(run: () => void): void {
    const most = this.#m.unread === undefined ? maxRounds : maxUnreadRounds;
    for (let round = 0; round < most; round += 1) {
      this.#changed = false;
      this.#ran.clear();
      this.#runs.clear();
      run();
      if (this.#unread?.serve() === true) this.#changed = true;
      if (!this.#changed) return;
    }
    this.#m.unread?.need(undefined);
  }

  dead(): void {
    this.#m.live = false;
    this.#runs.clear();
    for (const path of this.#m.modules.files.keys()) if (!path.endsWith('.json')) this.#module(path);
    for (const module of [...this.#m.modules.records.values()]) this.#exports(module);
    this.#escapes();
    if (this.#m.unread !== undefined) this.#rounds(() => {});
    for (let pass = 0; pass < 4; pass += 1) if (!this.#unreached()) break;
  }

  #module(path: string): ModuleRecord | undefined {
    return this.#guard(path, () => runModule(this.#m, path));
  }

  /** Everything a module exports may be called from outside. */
  #exports(module: ModuleRecord): void {
    const values = [...module.exported.values()].map((cell) => this.#m.store.read(cell));
    if (!module.isEsm) values.push(commonJsExports(this.#m, module));
    for (const value of values) this.#root(value, module.path, 0);
    for (const star of module.stars) if (this.#m.live) this.#exports(star);
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
    for (const cell of module.scope.names.values()) this.#root(this.#m.store.read(cell), module.path, 0);
  }

  /** Functions handed to code outside, as they turn up. */
  #escapes(): void {
    const { escaped } = this.#m.recorder;
    for (let index = 0; index < escaped.length && index < maxRoots; index += 1) {
      const item = escaped[index];
      if (item !== undefined && item.live === this.#m.live) this.#root(item.value, '', 0);
    }
  }

  /** Functions that nothing has run so far. */
  #unreached(): boolean {
    let progress = false;
    for (const [node, made] of [...this.#m.functions]) {
      if (this.#m.executed.has(node)) continue;
      progress = true;
      this.#m.executed.set(node, false);
      if (made.home !== undefined) this.#m.unread?.unreached.add(node);
      this.#call(
        made.object,
        made.home === undefined ? undefinedValue : this.#receiver(made.home),
        this.#m.modules.pathOf(node.getSourceFile()),
      );
    }
    return progress;
  }

  #receiver(home: HeapObject): Value {
    const maker = home.properties.get('constructor');
    const type = maker === undefined ? undefined : this.#m.store.read(maker);
    if (type?.kind === 'object' && type.brand?.kind === 'class')
      return this.#guard('', () => symbolicInstance(this.#m, type)) ?? home;
    return home;
  }

  /** Runs a value as code outside the program might: functions are called, instances' and objects' methods too. */
  #root(value: Value, path: string, depth: number): void {
    for (const { value: single } of optionsOf(value)) {
      if (single.kind !== 'object' || depth > maxDepth) continue;
      const key = `${keyOf(single)}:${this.#m.live}`;
      if (this.#ran.has(key)) continue;
      this.#ran.add(key);
      this.#rootObject(single, path, depth);
    }
  }

  #rootObject(object: HeapObject, path: string, depth: number): void {
    const { brand } = object;
    if (brand?.kind === 'function') {
      if (isConstructor(brand.node)) this.#construct(object, path, depth);
      else if (this.#isToRun(brand.node)) this.#call(object, brand.boundThis ?? undefinedValue, path);
      for (const [name, value] of entriesOf(this.#m, object))
        if (name !== 'prototype') this.#callMember(value, object, path, depth);
    } else if (brand?.kind === 'class') this.#rootClass(object, path, depth);
    else if (brand === undefined) this.#rootMembers(object, path, depth);
    else if (brand.kind === 'module') this.#exports(brand.module);
  }

  /** A plain function that is meant for `new`: an instance is made, and its members are called. */
  #construct(type: HeapObject, path: string, depth: number): void {
    const { at } = type;
    if (at === undefined) return;
    const instance = this.#guard(path, () =>
      this.#m.construct(type, { self: undefinedValue, args: [], node: at, external: true }),
    );
    if (instance?.kind === 'object') this.#rootMembers(instance, path, depth);
  }

  #rootClass(type: HeapObject, path: string, depth: number): void {
    const brand = type.brand;
    if (brand?.kind !== 'class') return;
    this.#guard(path, () => symbolicInstance(this.#m, type));
    for (const instance of brand.instances.slice(0, maxInstances)) this.#rootMembers(instance, path, depth);
    for (const [name, value] of entriesOf(this.#m, type)) {
      if (name !== 'prototype') this.#callMember(value, type, path, depth);
    }
  }

  #rootMembers(object: HeapObject, path: string, depth: number): void {
    const component = componentView(this.#m, object);
    if (component !== undefined) {
      for (const { callee, self } of component) this.#callMember(callee, self, path, depth);
      return;
    }
    for (const [, value] of entriesOf(this.#m, object)) this.#callMember(value, object, path, depth);
    const seen = new Set<HeapObject>();
    for (let at = object.prototype; at !== undefined && !seen.has(at); at = at.prototype) {
      seen.add(at);
      this.#methods(at, object, path);
    }
    for (const accessor of object.accessors.values())
      if (accessor.get !== undefined) this.#call(accessor.get, object, path);
  }

  #methods(prototype: HeapObject, self: Value, path: string): void {
    for (const [name, value] of entriesOf(this.#m, prototype)) {
      if (name !== 'constructor') this.#callMember(value, self, path, maxDepth);
    }
    for (const accessor of prototype.accessors.values())
      if (accessor.get !== undefined) this.#call(accessor.get, self, path);
  }

  #callMember(value: Value, self: Value, path: string, depth: number): void {
    for (const { value: single } of optionsOf(value)) {
      if (single.kind !== 'object') continue;
      if (single.brand?.kind === 'function') {
        if (this.#isToRun(single.brand.node)) this.#call(single, self, path);
      } else if (depth < maxDepth) this.#root(single, path, depth + 1);
    }
  }

  /** What the program calls itself is known from there, but where a call was given up on. */
  #isToRun(node: ts.Node): boolean {
    return !this.#m.called.has(node) || this.#m.cut.has(node);
  }

  #call(callee: HeapObject, self: Value, path: string): void {
    const { at } = callee;
    if (at === undefined || !this.#mayRunAgain(at)) return;
    this.#m.recorder.root = at;
    const before = this.#m.store.now;
    this.#guard(path, () => {
      const { result, writes } = this.#m.store.fork(() =>
        this.#m.call(callee, { self, args: [], node: at, external: true }),
      );
      if (this.#m.store.settle(writes, before, this.#unread)) this.#changed = true;
      recordDescriptor(this.#m, result, at);
      this.#m.recorder.escapes(result, at, this.#m.live);
    });
    this.#m.recorder.root = undefined;
  }

  /** A method is run on two of the objects that have it: more of them are made alike. */
  #mayRunAgain(node: ts.Node, most = maxRuns): boolean {
    const runs = (this.#runs.get(node) ?? 0) + 1;
    this.#runs.set(node, runs);
    return runs <= most;
  }

  /** Runs something of the program; what overflows the stack there is reported, and the run goes on elsewhere. */
  #guard<Result>(path: string, run: () => Result): Result | undefined {
    const depth = this.#m.frames.length;
    const { nesting } = this.#m;
    try {
      return run();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#m.frames.length = depth;
      this.#m.nesting = nesting;
      this.#problems.push({ file: path, what: 'is nested too deeply to be followed whole; the rest of it counts' });
      return undefined;
    }
  }
}

/** By convention functions meant for `new` are named with a capital. */
function isConstructor(node: ts.Node): boolean {
  return !ts.isArrowFunction(node) && /^[A-Z]/.test(functionName(node) ?? '');
}

const maxDepth = 3;
const maxInstances = 6;
const maxRuns = 2;
