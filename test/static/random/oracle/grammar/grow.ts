import type { Dice } from '../dice.ts';
import type { Fragment, Sort, Tree } from './fragment.ts';

/** How deep a program nests. Beyond it only what has no statements in it is taken. */
const maxDepth = 6;

/** Grows trees of some of the fragments; the first of each sort is the plainest. */
export class Grower {
  readonly #bySort = new Map<Sort, readonly Fragment[]>();

  constructor(fragments: readonly Fragment[]) {
    for (const fragment of fragments)
      this.#bySort.set(fragment.sort, [...(this.#bySort.get(fragment.sort) ?? []), fragment]);
  }

  /** A tree of that sort. Room is what may still be spent on fragments, so that programs stay small. */
  grow(sort: Sort, dice: Dice, room = { left: 26 }, depth = 0): Tree {
    const all = this.#bySort.get(sort) ?? [];
    const isFull = depth >= maxDepth || room.left <= 0;
    const fragment = dice.weighted(isFull ? all.filter(isLeaf) : all) ?? all[0];
    if (fragment === undefined) throw new Error(`no fragment is a ${sort}`);
    room.left -= 1;
    return {
      fragment,
      picks: Array.from({ length: 4 }, () => dice.below(64)),
      children: fragment.slots.map((slot) => this.grow(slot, dice, room, depth + 1)),
    };
  }

  /** What is simpler than this tree and of its sort: the plainest of all, and the same slots within a plainer fragment. */
  simpler(tree: Tree): Tree[] {
    const all = this.#bySort.get(tree.fragment.sort) ?? [];
    const plainer = all.slice(0, all.indexOf(tree.fragment));
    const slots = tree.fragment.slots.join();
    const alike = plainer.find((fragment) => fragment.slots.join() === slots);
    const plainest = plainer.slice(0, 2).map((fragment) => this.#plain(fragment));
    return alike === undefined ? plainest : [...plainest, { ...tree, fragment: alike }];
  }

  #plain(fragment: Fragment): Tree {
    const children = fragment.slots.flatMap((slot) => {
      const first = this.#bySort.get(slot)?.[0];
      return first === undefined ? [] : [this.#plain(first)];
    });
    return { fragment, picks: [], children };
  }
}

const isLeaf = ({ slots }: Fragment) => slots.every((slot) => slot === 'request' || slot === 'mode');
