import type { Sort, Tree } from './fragment.ts';

type Simpler = (tree: Tree) => readonly Tree[];

/** The smallest tree that still fails, as far as single steps lead to it. */
export async function shrink(
  tree: Tree,
  simpler: Simpler,
  fails: (smaller: Tree) => Promise<boolean>,
  mostTries = 2000,
): Promise<Tree> {
  let smallest = tree;
  let tries = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const candidate of smallerOnes(smallest, simpler)) {
      tries += 1;
      if (tries > mostTries) return smallest;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Every tree that is one step smaller, the boldest steps first. */
function* smallerOnes(tree: Tree, simpler: Simpler): Generator<Tree> {
  yield* simpler(tree);
  yield* descendants(tree, tree.fragment.sort);
  for (const [index, child] of tree.children.entries())
    for (const smaller of smallerOnes(child, simpler))
      yield { ...tree, children: tree.children.map((old, at) => (at === index ? smaller : old)) };
  if (tree.picks.some((pick) => pick !== 0)) {
    yield { ...tree, picks: tree.picks.map(() => 0) };
    for (const [index, pick] of tree.picks.entries())
      if (pick !== 0) yield { ...tree, picks: tree.picks.map((old, at) => (at === index ? 0 : old)) };
  }
}

/** What stands inside and could stand in its place. */
function* descendants(tree: Tree, sort: Sort): Generator<Tree> {
  for (const child of tree.children) {
    if (child.fragment.sort === sort) yield child;
    else yield* descendants(child, sort);
  }
}
