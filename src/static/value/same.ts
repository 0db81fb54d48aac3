import type { HeapObject } from './heap-object.ts';
import { type Gap, isGap, type Option, type Piece, type Value } from './value.ts';
import { areSameWays } from './ways.ts';
import type { World } from './world.ts';

type AreLike = (a: HeapObject, b: HeapObject, equality: Equality) => boolean;

/**
 * Whether values are equal in all that a run can tell, their places in the source included: a call that gets equal
 * values does equal things. Two decision points may stand for each other, as long as they do so everywhere.
 */
export class Equality {
  readonly #there = new Map<string, string>();
  readonly #back = new Map<string, string>();
  /** Pairs of objects that are being compared: they count as alike until that is known. */
  readonly #pairs = new Set<string>();
  readonly #areLike: AreLike;

  /** @param areLike tells of two objects whether they may stand for each other; left out: none may */
  constructor(areLike: AreLike = () => false) {
    this.#areLike = areLike;
  }

  areEqual(a: Value, b: Value): boolean {
    if (a.kind === 'choice') {
      return b.kind === 'choice' && everyPair(a.options, b.options, (x, y) => this.#isSameOption(x, y));
    }
    if (a === b) return true;
    if (a.kind === 'constant')
      return b.kind === 'constant' && Object.is(a.value, b.value) && a.absent === b.absent && a.missing === b.missing;
    if (a.kind === 'unknown') return b.kind === 'unknown' && isSameGap(a.gap, b.gap);
    if (a.kind === 'object') return isSameSymbol(a, b) || (b.kind === 'object' && this.#areOneObject(a, b));
    return a.kind === 'text' && b.kind === 'text' && everyPair(a.pieces, b.pieces, isSamePiece);
  }

  /** The decision points of the first values, each with the one of the second values that it stands for. */
  get points(): ReadonlyMap<string, string> {
    return this.#there;
  }

  #areOneObject(a: HeapObject, b: HeapObject): boolean {
    const pair = `${a.id}:${b.id}`;
    if (this.#pairs.has(pair)) return true;
    this.#pairs.add(pair);
    const areAlike = this.#areLike(a, b, this);
    if (!areAlike) this.#pairs.delete(pair);
    return areAlike;
  }

  #isSameOption(a: Option, b: Option): boolean {
    return a.interference === b.interference && this.areEqual(a.value, b.value) && this.#isSameWorld(a.world, b.world);
  }

  #isSameWorld(a: World, b: World): boolean {
    return everyPair([...a], [...b], ([p, ways], [q, others]) => areSameWays(ways, others) && this.#areOne(p, q));
  }

  #areOne(p: string, q: string): boolean {
    const there = this.#there.get(p);
    if (there !== undefined) return there === q;
    if (this.#back.has(q)) return false;
    this.#there.set(p, q);
    this.#back.set(q, p);
    return true;
  }
}

function isSameSymbol(a: HeapObject, b: Value): boolean {
  return a.brand?.kind === 'symbol' && b.kind === 'object' && b.brand?.kind === 'symbol' && a.brand.key === b.brand.key;
}

function everyPair<Item>(a: readonly Item[], b: readonly Item[], test: (x: Item, y: Item) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index], b[index]];
    if (x === undefined || y === undefined || !test(x, y)) return false;
  }
  return true;
}

function isSamePiece(a: Piece, b: Piece): boolean {
  if (a === b) return true;
  if (isGap(a)) return isGap(b) && isSameGap(a, b);
  return !isGap(b) && a.text === b.text && a.at === b.at && everyPair(a.via, b.via, (x, y) => x === y);
}

function isSameGap(a: Gap, b: Gap): boolean {
  if (a === b) return true;
  return (
    a.hole === b.hole &&
    a.name === b.name &&
    a.at === b.at &&
    a.parameterOf === b.parameterOf &&
    a.defined === b.defined &&
    a.unread === b.unread &&
    a.library?.module === b.library?.module &&
    a.library?.path === b.library?.path
  );
}
