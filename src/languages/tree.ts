/** A node of a syntax tree, as much of tree-sitter's as front ends ask for. */
export interface SyntaxNode {
  readonly type: string;
  readonly text: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly startPosition: { readonly row: number; readonly column: number };
  readonly endPosition: { readonly row: number; readonly column: number };
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly children: readonly (SyntaxNode | null)[];
  readonly namedChildren: readonly (SyntaxNode | null)[];
  childForFieldName(name: string): SyntaxNode | null;
  childrenForFieldName(name: string): readonly (SyntaxNode | null)[];
}

/** The part of a node under a name of the grammar. */
export function part(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** The parts that are said several times. */
export function parts(node: SyntaxNode, name: string): SyntaxNode[] {
  return node.childrenForFieldName(name).filter((child) => child !== null);
}

/** What a node is made of, without signs, words and comments. */
export function inner(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');
}

/** All children. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child !== null);
}

/** Every node below one, in order; into those for which `enters` says no it does not go. */
export function* nodesIn(root: SyntaxNode, enters: (node: SyntaxNode) => boolean = () => true): Generator<SyntaxNode> {
  const open = childrenOf(root).reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    if (enters(node)) open.push(...childrenOf(node).reverse());
  }
}
