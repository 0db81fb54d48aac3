import type { ts } from 'ts-morph';
import type { Demand, OpenModule, Origin } from '../contract/origin.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isGap, type Unknown, type Value } from '../value/value.ts';

export interface UnreadInput {
  /** By path. */
  readonly open: ReadonlyMap<string, OpenModule>;
  /** Whether a text of the program may be a piece of an address of Marketo's. */
  readonly isTelling: (text: string) => boolean;
}

/** A value that code which was not read can get hold of. */
export interface Handed {
  readonly value: Value;
  /** `undefined`: some library hands it on, and nobody sees where to. */
  readonly origin: Origin | undefined;
  readonly live: boolean;
}

/**
 * The modules around the program that were not read. They may call what they get hold of with anything, and may set
 * what they can reach; whatever of the answer hangs on that is a demand to read them.
 */
export class UnreadCode {
  readonly open: ReadonlyMap<string, OpenModule>;
  readonly handed: Handed[] = [];
  /** Methods that nothing seen calls: unread code may, by name. */
  readonly unreached = new Set<ts.Node>();
  readonly #isTelling: (text: string) => boolean;
  readonly #origins = new Map<ts.Node, Set<Origin>>();
  readonly #callersOf = new Map<string, Set<string>>();
  readonly #exportsOf = new Map<string, Set<string>>();
  readonly #modules = new Set<string>();
  #all = false;

  constructor({ open, isTelling }: UnreadInput) {
    this.open = open;
    this.#isTelling = isTelling;
  }

  hand(value: Value, origin: Origin | undefined, live: boolean): void {
    this.handed.push({ value, origin, live });
  }

  /** Notes that unread code can call a function, and through what it got hold of it. */
  note(node: ts.Node, origin: Origin | undefined): void {
    const known = this.#origins.get(node) ?? new Set();
    this.#origins.set(node, known);
    if (origin !== undefined) known.add(origin);
  }

  isHanded(node: ts.Node): boolean {
    return this.#origins.has(node);
  }

  /** The answer hangs on what unread code does with what it got hold of here. */
  need(origin: Origin | undefined): void {
    if (origin === undefined) this.#all = true;
    else if (origin.kind === 'module') this.#modules.add(origin.path);
    else {
      const wanted = origin.kind === 'callers' ? this.#callersOf : this.#exportsOf;
      wanted.set(origin.path, (wanted.get(origin.path) ?? new Set()).add(origin.name));
    }
  }

  /** The same for functions that unread code calls, or whose parameters it fills, and for what comes from it itself. */
  needFor(nodes: Iterable<ts.Node>, direct: Iterable<Origin>): void {
    const origins = [...direct, ...[...nodes].flatMap((node) => [...(this.#origins.get(node) ?? [])])];
    if (origins.length === 0) this.need(undefined);
    for (const origin of origins) this.need(origin);
  }

  /** Whether a value is, or may be, a piece of an address of Marketo's. */
  tells(value: Value): boolean {
    return optionsOf(value).some(
      ({ value: single }) =>
        single.kind === 'text' && single.pieces.some((piece) => !isGap(piece) && this.#isTelling(piece.text)),
    );
  }

  /** What must be read; `undefined` when nothing unread can change the answer. */
  demand(): Demand | undefined {
    if (this.#all) return 'all';
    if (this.#callersOf.size + this.#exportsOf.size + this.#modules.size === 0) return undefined;
    return { callersOf: this.#callersOf, exportsOf: this.#exportsOf, modules: this.#modules };
  }
}

/** Anything, from unread code. */
export function fromUnread(origin: Origin | undefined, object?: HeapObject, name?: string): Unknown {
  return { kind: 'unknown', gap: { hole: 'parameter', name, at: object?.at, ...(origin && { unread: origin }) } };
}
