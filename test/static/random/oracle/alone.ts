import { allFragments } from './fragments/index.ts';
import type { Fragment, Sort, Tree } from './grammar/fragment.ts';

/**
 * The smallest programs that have a fragment in them: in a function that the program calls, in one that it exports,
 * and beside one that changes what is shared.
 */
export function alone(fragment: Fragment): readonly Tree[] {
  const plain = around(fragment);
  return [0, 1, 2].flatMap((pick) =>
    pick === 0 ? plain : plain.slice(0, 2).map((tree) => picking(tree, fragment, pick)),
  );
}

/** The same, with another spelling of the fragment. */
function picking(tree: Tree, fragment: Fragment, pick: number): Tree {
  const children = tree.children.map((child) => picking(child, fragment, pick));
  return { ...tree, children, picks: tree.fragment === fragment ? [pick, pick, pick] : tree.picks };
}

function around(fragment: Fragment): readonly Tree[] {
  switch (fragment.sort) {
    case 'program':
      return [];
    case 'part':
      return [program(filled(fragment)), program(filled(fragment), writer())];
    case 'body':
      return inBodies(filled(fragment));
    case 'value':
      return [
        ...inBodies(tree('outlet: argument', filled(fragment))),
        ...inBodies(tree('outlet: argument behind a name', filled(fragment))),
        program(tree('part: exported value', filled(fragment))),
      ];
    case 'request':
      return inBodies(tree('statement: request', filled(fragment)));
    case 'mode':
      return deciding(filled(fragment), tree('cell: module variable'));
    case 'cell':
      return [
        ...deciding(tree('shared state: cell'), filled(fragment)),
        withCell(
          filled(fragment),
          tree(
            'part: main',
            tree('outlet: argument', tree('given function: arrow', tree('shared state: write a cell'))),
          ),
          tree('part: exported function', decision(tree('shared state: cell'))),
        ),
      ];
  }
}

function inBodies(body: Tree): Tree[] {
  return [
    program(tree('part: main', body)),
    program(tree('part: exported function', body)),
    program(tree('part: exported function', body), writer()),
    program(tree('part: main', body), tree('part: main', body)),
    program(tree('part: exported value', tree('given function: arrow with input', body))),
    program(tree('part: main', tree('outlet: argument', tree('given function: arrow', body)))),
  ];
}

function deciding(mode: Tree, cell: Tree): Tree[] {
  return [
    withCell(cell, tree('part: exported function', decision(mode))),
    withCell(cell, tree('part: exported function', decision(mode)), writer()),
    withCell(
      cell,
      tree('part: main', tree('statement: two', decision(mode), tree('shared state: write a cell'))),
      tree('part: exported function', decision(mode)),
    ),
  ];
}

const decision = (mode: Tree) => tree('decision: if', mode, request());
const writer = () => tree('part: exported function', tree('shared state: write a cell'));
const request = () => tree('statement: request', tree('request: direct'));

function program(...parts: readonly Tree[]): Tree {
  return withCell(tree('cell: module variable'), ...parts);
}

function withCell(cell: Tree, ...parts: readonly Tree[]): Tree {
  const nothing = tree('part: nothing');
  const [first = nothing, second = nothing, third = nothing] = parts;
  return tree('program: one module', cell, cell, first, second, third);
}

/** A fragment with what shows most in each of its slots. */
function filled(fragment: Fragment): Tree {
  return { fragment, picks: [], children: fragment.slots.map(filling) };
}

function filling(sort: Sort): Tree {
  switch (sort) {
    case 'body':
      return request();
    case 'mode':
      return tree('default: of nothing');
    case 'value':
      return tree('given function: arrow', request());
    case 'request':
      return tree('request: direct');
    default:
      throw new Error(`nothing has a slot for a ${sort}`);
  }
}

function tree(name: string, ...children: readonly Tree[]): Tree {
  const fragment = allFragments.find((one) => one.name === name);
  if (fragment === undefined) throw new Error(`no fragment is called "${name}"`);
  return { fragment, picks: [], children };
}
