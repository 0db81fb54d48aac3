import type { Mode } from '../vocabulary.ts';
import { modes } from '../vocabulary.ts';
import type { Tree } from './fragment.ts';
import type { Writer } from './writer.ts';

/** In what a piece of code stands. */
export interface Place {
  /** Whether `await` can be written here. */
  readonly canAwait: boolean;
  /** A variable in scope that holds what came from outside. */
  readonly input: string | undefined;
}

/** Stands where a function begins: there a run is counted, so that it comes to an end. The text has nothing in its place. */
export const tick = '/*tick*/';

/** Where nothing that was given to a function is in scope. */
export const apart = Symbol('apart');

/** What a fragment is given to write itself: its slots, its picks, and the program around it. */
export class Printer {
  readonly writer: Writer;
  readonly place: Place;
  readonly #tree: Tree;
  #picked = 0;

  constructor(tree: Tree, writer: Writer, place: Place) {
    this.#tree = tree;
    this.writer = writer;
    this.place = place;
  }

  /** What a slot holds, written in this place or in one that differs. */
  child(index: number, place: Partial<Place> = {}): string {
    const tree = this.#tree.children[index];
    if (tree === undefined) throw new Error(`"${this.#tree.fragment.name}" has no slot ${index}`);
    return tree.fragment.print(new Printer(tree, this.writer, { ...this.place, ...place }));
  }

  /** A slot as the body of a function: `input` names its parameter; `apart` where it stands at a module's top level. */
  inFunction(index: number, input?: string | typeof apart): string {
    return this.#body(index, { canAwait: false, ...this.#scope(input) });
  }

  inAsync(index: number, input?: string | typeof apart): string {
    return this.#body(index, { canAwait: true, ...this.#scope(input) });
  }

  #body(index: number, place: Partial<Place>): string {
    const text = this.child(index, place);
    return this.#tree.fragment.slots[index] === 'body' ? `${tick} ${text}` : text;
  }

  /** An arrow function around a slot, async as it happens. */
  arrow(index: number, parameter?: string): string {
    const isAsync = this.pick([false, true]);
    const body = isAsync ? this.inAsync(index, parameter) : this.inFunction(index, parameter);
    return `${isAsync ? 'async ' : ''}(${parameter ?? ''}) => { ${body} }`;
  }

  #scope(input: string | typeof apart | undefined): Partial<Place> {
    if (input === undefined) return {};
    return { input: input === apart ? undefined : input };
  }

  /** One of several spellings; the first is the plainest. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    const pick = this.#tree.picks[this.#picked] ?? 0;
    this.#picked += 1;
    return items[pick % items.length] ?? items[0];
  }

  /** A mode other than the one that everything begins with. */
  word(): Mode {
    return this.pick(['run', 'done']);
  }

  anyWord(): Mode {
    return this.pick(modes);
  }

  /** A name that the program has once. */
  fresh(stem: string): string {
    return this.writer.fresh(stem);
  }

  /** A member of the package, by its name. */
  library(name: string): string {
    return this.writer.library(name);
  }

  /** Statements that wait: where that is not possible, in a function of their own that nobody waits for. */
  waiting(statements: (canAwait: true) => string): string {
    const text = statements(true);
    return this.place.canAwait ? text : `void (async () => { ${text} })();`;
  }

  /** Something unknown: what the function around was given, or what the package answers. */
  input(): string {
    return this.place.input ?? `${this.library('read')}()`;
  }
}
