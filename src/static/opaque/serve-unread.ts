import { ts } from 'ts-morph';
import type { OpenModule, Origin } from '../contract/origin.ts';
import { commonJsExports } from '../heap/module-exports.ts';
import type { Machine } from '../machine/machine.ts';
import { settle } from '../machine/settle.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { HandOver } from './hand-over.ts';

/** What the run of the program lends to code that was not read. */
export interface Lent {
  readonly module: (path: string) => ModuleRecord | undefined;
  /** Runs something of the program, and survives it when it nests too deeply. */
  readonly guard: (run: () => void) => void;
  readonly mayRunAgain: (node: ts.Node, most: number) => boolean;
}

/** A function may be called on each of the objects that have it; beyond, the answer counts as open. */
const maxRuns = 24;

/** Lets the modules that were not read do what they may with what they import. */
export class ServeUnread {
  readonly #m: Machine;
  readonly #unread: UnreadCode;
  readonly #lent: Lent;
  readonly #handOver: HandOver;
  #changed = false;

  constructor(m: Machine, unread: UnreadCode, lent: Lent) {
    this.#m = m;
    this.#unread = unread;
    this.#lent = lent;
    this.#handOver = new HandOver(
      m,
      unread,
      (callee, self, origin, args) => this.#call(callee, self, origin, args),
      (type, origin) => this.#construct(type, origin),
    );
  }

  /** Runs what the program runs at its start, in its order: a module may use what another one set. */
  start(): void {
    for (const [path, { runs }] of this.#unread.open) if (runs) this.#lent.module(path);
  }

  /** One round over everything that is live, or dead. Says whether the program may now find something new. */
  serve(): boolean {
    this.#changed = false;
    this.#handOver.begin();
    for (const [path, { names, live }] of this.#unread.open) {
      const module = live === this.#m.live ? this.#lent.module(path) : undefined;
      if (module !== undefined) this.#exports(module, names, path);
    }
    this.#handOver.drain();
    return this.#changed || this.#handOver.changed;
  }

  #exports(module: ModuleRecord, names: OpenModule['names'], path: string, seen = new Set<ModuleRecord>()): void {
    if (seen.has(module)) return;
    seen.add(module);
    const hand = (value: Value, name: string) =>
      this.#unread.hand(value, { kind: 'callers', path, name }, this.#m.live);
    for (const [name, cell] of module.exported)
      if (names === 'all' || names.has(name)) hand(this.#m.store.read(cell), name);
    if (!module.isEsm && (names === 'all' || names.size > 0)) hand(commonJsExports(this.#m, module), 'default');
    for (const star of module.stars) this.#exports(star, names, path, seen);
  }

  #call(callee: HeapObject, self: Value, origin: Origin | undefined, args: readonly Value[]): void {
    const { at, brand } = callee;
    if (at === undefined || brand?.kind !== 'function') return;
    this.#unread.note(brand.node, origin);
    if (!this.#lent.mayRunAgain(at, maxRuns)) {
      this.#unread.need(origin);
      return;
    }
    this.#run(at, origin, () => this.#m.call(callee, { self, args, node: at, external: true, unread: true }));
  }

  #construct(type: HeapObject, origin: Origin | undefined): void {
    const { brand } = type;
    if (brand?.kind !== 'class' || !this.#lent.mayRunAgain(brand.node, 1)) return;
    const own = brand.node.members.find(ts.isConstructorDeclaration);
    if (own !== undefined) this.#unread.note(own, origin);
    const request = { self: undefinedValue, args: [], node: brand.node, external: true, unread: true } as const;
    this.#run(own ?? brand.node, origin, () => this.#m.construct(type, request));
  }

  /** Runs as a root, and hands over what comes back. */
  #run(root: ts.Node, origin: Origin | undefined, run: () => Value): void {
    const { store, recorder } = this.#m;
    recorder.root = root;
    const before = store.now;
    this.#lent.guard(() => {
      const { result, writes } = store.fork(run);
      if (settle(this.#m, writes, before, () => this.#unread.need(undefined))) this.#changed = true;
      this.#unread.hand(result, origin, this.#m.live);
    });
    recorder.root = undefined;
  }
}
