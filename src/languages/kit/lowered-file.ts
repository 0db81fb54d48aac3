import type { Lowered, OriginalComment } from '../lowered.ts';
import { nodesIn, type SyntaxNode } from '../tree.ts';
import { type Code, flatten } from './code.ts';

/** How a language writes comments and texts, for what every front end does alike. */
export interface Notation {
  /** The id of the language. */
  readonly language: string;
  readonly comments: ReadonlySet<string>;
  /** The comment without its signs. */
  readonly bareComment: (written: string) => string;
  /** Nodes of the tree that are texts or pieces of them. */
  readonly texts: ReadonlySet<string>;
  /** The text that such a node stands for. */
  readonly textOf: (node: SyntaxNode) => string;
  /** A node of which the grammar says that it does not parse though it does. */
  readonly isSound?: (node: SyntaxNode) => boolean;
}

/**
 * The file as the interpreter gets it. A text that the lowering left out is put at the end, as what nobody follows: what
 * it loses does not pass in silence.
 */
export function loweredFile(
  root: SyntaxNode,
  code: Code,
  notation: Notation,
  lost: (texts: readonly LostText[]) => Code,
): Lowered {
  const told = flatten(code).texts;
  const missing = [...textsIn(root, notation)].filter(({ node }) => !told.has(node.startIndex));
  const problem = problemOf(root, notation);
  const whole = flatten([code, lost(missing)]);
  return {
    language: notation.language,
    code: whole.code,
    marks: whole.marks,
    comments: [...commentsIn(root, notation)],
    ...(problem === undefined ? {} : { problem }),
  };
}

export interface LostText {
  readonly node: SyntaxNode;
  readonly text: string;
}

function* textsIn(root: SyntaxNode, { texts, textOf }: Notation): Generator<LostText> {
  for (const node of nodesIn(root, ({ type }) => !texts.has(type))) {
    if (node.isNamed && texts.has(node.type)) yield { node, text: textOf(node) };
  }
}

function* commentsIn(root: SyntaxNode, { comments, bareComment }: Notation): Generator<OriginalComment> {
  let lineBefore = -1;
  let waiting: SyntaxNode[] = [];
  const after = new Set<SyntaxNode>();
  for (const node of nodesIn(root, ({ type }) => !comments.has(type))) {
    if (comments.has(node.type)) {
      if (node.startPosition.row === lineBefore) after.add(node);
      waiting.push(node);
    } else if (node.children.length === 0 && node.text !== '') {
      yield* waiting.map((one) => commentOf(one, bareComment, after.has(one), node.startPosition.row + 1));
      waiting = [];
      lineBefore = node.endPosition.row;
    }
  }
  yield* waiting.map((one) => commentOf(one, bareComment, after.has(one), undefined));
}

function commentOf(
  node: SyntaxNode,
  bareComment: Notation['bareComment'],
  isAfterCode: boolean,
  next: number | undefined,
): OriginalComment {
  return { text: bareComment(node.text), pos: node.startIndex, isAfterCode, next };
}

function problemOf(root: SyntaxNode, { isSound = () => false }: Notation): Lowered['problem'] {
  if (!root.hasError) return undefined;
  for (const node of nodesIn(root, (one) => one.hasError && !isSound(one))) {
    if (!node.isError && !node.isMissing) continue;
    const line = node.startPosition.row + 1;
    return { what: `does not parse from line ${line} on; what can be read of it was read`, line };
  }
  return undefined;
}
