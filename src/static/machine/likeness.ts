import type { ts } from 'ts-morph';
import { type Captures, capturesOf } from '../syntax/captures.ts';
import type { Cell } from '../value/cell.ts';
import { choiceOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Activation, Scope } from '../value/scope.ts';
import { isAbsent, isGap, type Option, type Piece, type Single, type Value } from '../value/value.ts';

/** How deep and how wide things made on the way are looked into; beyond that they count as different. */
const maxDepth = 6;
const maxCompared = 300;

/**
 * Whether values are alike as far as they are known: what is unknown is like anything unknown, and places in the source
 * do not matter. Objects that were there before are themselves and like nothing else, so that a walk over a known tree
 * gets somewhere with each step; objects made since are alike when they are made alike.
 */
export class Likeness {
  /** Objects with a greater id were made since. */
  readonly #since: number;
  /** What came of comparing two objects; while they are compared, they count as alike. */
  readonly #answers = new Map<string, boolean>();
  #compared = 0;

  constructor(since: number) {
    this.#since = since;
  }

  /** Whether everything that `after` may be is like something that `before` may be. */
  covers(before: Value, after: Value, depth = 0): boolean {
    if (before === after) return true;
    const all = optionsOf(before);
    const own = all.filter(({ interference }) => interference === undefined);
    const [shapes, ownShapes] = [shapesOf(all), shapesOf(own)];
    return optionsOf(after).every(({ value, interference }) => {
      if (value.kind !== 'object') return (interference ? shapes : ownShapes).has(shapeOf(value));
      const known = interference ? all : own;
      return known.some((option) => option.value.kind === 'object' && this.#areLike(option.value, value, depth));
    });
  }

  /**
   * Whether a place that held `before` decides no less than one that holds `after`: what is unknown may be any text, and
   * what ends in something unknown any that goes on from there.
   */
  leavesOpen(before: Value, after: Value): boolean {
    const starts = optionsOf(before).flatMap(({ value }) => openStart(value) ?? []);
    const rest = optionsOf(after).filter(({ value }) => !starts.some((start) => goesOn(start, value)));
    return rest.length === 0 || this.covers(before, choiceOf(rest));
  }

  /** Whether each of the later values is covered by the one in its place. */
  areCovered(before: readonly Value[], after: readonly Value[]): boolean {
    return (
      before.length === after.length &&
      before.every((value, index) => {
        const other = after[index];
        return other !== undefined && this.covers(value, other);
      })
    );
  }

  /**
   * Whether two closures over the same code see the same of what they use: the same scope, or scopes made alike.
   *
   * @param code the function or class
   */
  areScopesLike(a: Scope | undefined, b: Scope | undefined, code: ts.Node, depth = 0): boolean {
    if (a === b) return true;
    if (depth > maxDepth) return false;
    const captures = capturesOf(code);
    // Most differ in a text or a number: that is seen before any object is looked into.
    return (
      eachPair(a, b, captures, haveLikeShapes) &&
      eachPair(a, b, captures, (before, after) => this.covers(before, after, depth + 1)) &&
      (!captures.self || this.#haveLikeSelves(a?.activation, b?.activation, depth + 1)) &&
      (!captures.args || this.areListsLike(a?.activation?.args ?? [], b?.activation?.args ?? [], depth + 1))
    );
  }

  /** Whether `this` and where `super` starts are alike in two activations. */
  #haveLikeSelves(a: Activation | undefined, b: Activation | undefined, depth: number): boolean {
    if (a === b) return true;
    if (a === undefined || b === undefined || a.home !== b.home) return false;
    return this.areListsLike([a.self], [b.self], depth);
  }

  #areLike(a: HeapObject, b: HeapObject, depth: number): boolean {
    if (a === b) return true;
    if (a.brand?.kind === 'symbol' && b.brand?.kind === 'symbol') return a.brand.key === b.brand.key;
    if (a.brand?.kind === 'native' && b.brand?.kind === 'native' && a.brand.call === b.brand.call) return true;
    if (a.id <= this.#since || b.id <= this.#since) return false;
    if (a.at !== b.at || a.brand?.kind !== b.brand?.kind || a.prototype !== b.prototype) return false;
    this.#compared += 1;
    if (depth > maxDepth || this.#compared > maxCompared) return false;
    const pair = `${a.id}:${b.id}`;
    const known = this.#answers.get(pair);
    if (known !== undefined) return known;
    this.#answers.set(pair, true);
    const answer = this.#areBrandsLike(a, b, depth) && this.#haveLikeMembers(a, b, depth);
    this.#answers.set(pair, answer);
    return answer;
  }

  #areBrandsLike({ brand: a }: HeapObject, { brand: b }: HeapObject, depth: number): boolean {
    // Of a promise's `resolve` and its like nobody sees more than the name.
    if (a?.kind === 'native' && b?.kind === 'native') return a.name === b.name;
    if (a?.kind === 'generator' && b?.kind === 'generator') return this.#areLike(a.body, b.body, depth + 1);
    if (a?.kind === 'class' && b?.kind === 'class') {
      return this.areScopesLike(a.scope, b.scope, a.node, depth + 1) && this.areListsLike([a.base], [b.base], depth);
    }
    if (a?.kind !== 'function' || b?.kind !== 'function') return true;
    const bound = (given: typeof a) => [given.boundThis, ...(given.boundArguments ?? [])];
    return (
      a.node === b.node &&
      this.areScopesLike(a.scope, b.scope, a.node, depth + 1) &&
      this.areListsLike(bound(a), bound(b), depth)
    );
  }

  #haveLikeMembers(a: HeapObject, b: HeapObject, depth: number): boolean {
    if (a.accessors.size !== b.accessors.size || (a.open === undefined) !== (b.open === undefined)) return false;
    const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
    for (const name of names) {
      const [x, y] = [a.properties.get(name), b.properties.get(name)];
      if (!this.areListsLike([held(x)], [held(y)], depth)) return false;
    }
    return this.areListsLike([...slots(a), held(a.more)], [...slots(b), held(b.more)], depth);
  }

  /** Whether values are alike place by place, both ways. */
  areListsLike(a: readonly (Value | undefined)[], b: readonly (Value | undefined)[], depth = 0): boolean {
    if (a.length !== b.length) return false;
    return a.every((value, index) => {
      const other = b[index];
      return value === undefined || other === undefined
        ? value === other
        : this.covers(value, other, depth + 1) && this.covers(other, value, depth + 1);
    });
  }
}

/** Whether something holds of what two scopes, and those around them, have under each name that is used. */
function eachPair(
  a: Scope | undefined,
  b: Scope | undefined,
  { names }: Captures,
  holds: (before: Value, after: Value) => boolean,
): boolean {
  let [x, y] = [a, b];
  while (x !== undefined && y !== undefined && x !== y) {
    for (const [name, cell] of x.names) {
      if (name === 'arguments' || names?.has(name) === false) continue;
      const other = y.names.get(name);
      if (other === undefined || !holds(cell.value, other.value)) return false;
    }
    [x, y] = [x.parent, y.parent];
  }
  return x === y;
}

/** Whether all that is no object in the one may also be in the other; an object has to meet an object. */
function haveLikeShapes(before: Value, after: Value): boolean {
  if (before === after) return true;
  if (before.kind !== 'choice' && after.kind !== 'choice') return shapeOf(before) === shapeOf(after);
  const shapes = shapesOf(optionsOf(before));
  return optionsOf(after).every(({ value }) => shapes.has(shapeOf(value)));
}

/** What a place holds; nothing where nothing is there. */
function held(cell: Cell | undefined): Value | undefined {
  return cell === undefined || isAbsent(cell.value) ? undefined : cell.value;
}

function slots({ elements = [] }: HeapObject): (Value | undefined)[] {
  return elements.map(held).filter((value) => value !== undefined);
}

function shapesOf(options: readonly Option[]): ReadonlySet<string> {
  return new Set(options.map(({ value }) => shapeOf(value)));
}

/** What is known of a value that is no object. */
export function shapeOf(value: Single): string {
  switch (value.kind) {
    case 'constant':
      return `c:${String(value.value)}`;
    case 'unknown':
      return 't:{}';
    case 'text':
      return `t:${textShape(value.pieces)}`;
    case 'object':
      return 'o';
  }
}

/** Pieces with `{}` for what is not known, however many gaps that is. */
function textShape(pieces: readonly Piece[]): string {
  const known = pieces.filter((piece, index) => !isGap(piece) || !isOpenAt(pieces, index - 1));
  return known.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
}

function isOpenAt(pieces: readonly Piece[], index: number): boolean {
  const piece = pieces[index];
  return piece !== undefined && isGap(piece);
}

/** How a text begins that may go on in any way; with slashes or without. */
interface OpenStart {
  readonly shape: string;
  readonly hasSlashes: boolean;
}

function openStart(value: Single): OpenStart | undefined {
  if (value.kind === 'unknown') return { shape: '', hasSlashes: true };
  const last = value.kind === 'text' ? value.pieces.at(-1) : undefined;
  if (value.kind !== 'text' || last === undefined || !isGap(last)) return undefined;
  const hasSlashes = value.pieces.length === 1 || last.hasSlashes === true;
  return { shape: textShape(value.pieces.slice(0, -1)), hasSlashes };
}

function goesOn({ shape, hasSlashes }: OpenStart, value: Single): boolean {
  if (value.kind === 'object') return false;
  if (value.kind !== 'text') return shape === '';
  const whole = textShape(value.pieces);
  return whole.startsWith(shape) && (hasSlashes || !whole.slice(shape.length).includes('/'));
}
