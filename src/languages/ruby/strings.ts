import { help, quote, templatePart } from '../kit/build.ts';
import { type Code, joined, text } from '../kit/code.ts';
import { childrenOf, inner, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { expression, sequence } from './expressions.ts';

type Piece = { readonly text: string } | { readonly value: SyntaxNode };

// "a#{b}" "c"  ⇒  `a${b}c`
export function stringCode(context: Context, node: SyntaxNode): Code {
  const strings = node.type === 'chained_string' ? inner(node) : [node];
  const pieces = strings.flatMap(piecesOf);
  return templateCode(context, strings, pieces);
}

function templateCode(context: Context, strings: readonly SyntaxNode[], pieces: readonly Piece[]): Code {
  const marks = strings.map((one) => text(one));
  if (pieces.every((piece) => 'text' in piece)) return [...marks, quote(joinedText(pieces))];
  return [...marks, '`', ...pieces.map((piece) => pieceCode(context, piece)), '`'];
}

function pieceCode(context: Context, piece: Piece): Code {
  if ('text' in piece) return templatePart(piece.text);
  const values = inner(piece.value);
  return ['${', values.length === 0 ? '""' : help('text', piece.value, [sequence(context, values)]), '}'];
}

function joinedText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ('text' in piece ? piece.text : '{}')).join('');
}

/** The text of a string without values, as far as it is one. */
export function textOf(node: SyntaxNode): string {
  const strings = node.type === 'chained_string' ? inner(node) : [node];
  return joinedText(strings.flatMap(piecesOf));
}

/** A string in single quotes or `%q` knows two escapes, one in double quotes all. */
function piecesOf(node: SyntaxNode): Piece[] {
  const opening = childrenOf(node)[0]?.text ?? '"';
  const isPlain = opening.startsWith("'") || opening.startsWith('%q');
  return childrenOf(node).flatMap((child): Piece[] => {
    if (child.type === 'interpolation') return [{ value: child }];
    if (child.type === 'escape_sequence') return [{ text: isPlain ? plainEscape(child.text) : unescaped(child.text) }];
    return child.type === 'string_content' || child.type === 'heredoc_content' ? [{ text: child.text }] : [];
  });
}

function plainEscape(written: string): string {
  return written === "\\'" || written === '\\\\' ? written.slice(1) : written;
}

const single: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\u0007', e: '\u001B', s: ' ', '0': '\0', '\n': '' },
};

function unescaped(written: string): string {
  const code = /^\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\})$/.exec(written);
  const digits = code?.[1] ?? code?.[2] ?? code?.[3];
  if (digits !== undefined) {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : written;
  }
  return single[written.slice(1)] ?? written.slice(1);
}

// :a, :"a#{b}", a:
export function symbolCode(context: Context, node: SyntaxNode): Code {
  if (node.type === 'delimited_symbol') return templateCode(context, [node], piecesOf(node));
  return text(node, quote(node.text.replace(/^:|:$/g, '')));
}

/** `%w[a b]`, `%i[a b]` */
export function wordsCode(context: Context, node: SyntaxNode): Code {
  return [
    '[',
    joined(
      inner(node).map((word) => templateCode(context, [word], piecesOf(word))),
      ', ',
    ),
    ']',
  ];
}

// <<~END
export function heredocCode(context: Context, node: SyntaxNode): Code {
  const body = context.file.heredocs.get(node.startIndex);
  if (body === undefined) return quote('');
  const pieces = piecesOf(body);
  const first = pieces[0];
  // What follows the line that announces it begins in the next one.
  if (first !== undefined && 'text' in first) pieces[0] = { text: first.text.replace(/^\r?\n/, '') };
  return templateCode(context, [body], node.text.startsWith('<<~') ? withoutIndent(pieces) : pieces);
}

function withoutIndent(pieces: readonly Piece[]): Piece[] {
  const whole = pieces.map((piece) => ('text' in piece ? piece.text : '\0')).join('');
  const indents = whole
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const width = indents.length === 0 ? 0 : Math.min(...indents);
  const cut = new RegExp(`^[ \\t]{0,${width}}`);
  return pieces.map((piece, index) => {
    if (!('text' in piece)) return piece;
    const lines = piece.text.split('\n');
    return { text: lines.map((line, at) => (at > 0 || index === 0 ? line.replace(cut, '') : line)).join('\n') };
  });
}

/** The bodies of heredocs, which stand after the line that announces them, in its order. */
export function heredocsIn(nodes: Iterable<SyntaxNode>): Map<number, SyntaxNode> {
  const waiting: SyntaxNode[] = [];
  const found = new Map<number, SyntaxNode>();
  for (const node of nodes) {
    if (node.type === 'heredoc_beginning') waiting.push(node);
    else if (node.type === 'heredoc_body') {
      const announced = waiting.shift();
      if (announced !== undefined) found.set(announced.startIndex, node);
    }
  }
  return found;
}

/** `/re/`; one with values in it, or signs that JavaScript does not know, is not followed. */
export function regexCode(context: Context, node: SyntaxNode): Code {
  const values = childrenOf(node).filter(({ type }) => type === 'interpolation');
  const parts = values.map((value) => sequence(context, inner(value)));
  const [, source = '', flags = ''] = /^(?:\/|%r[^\w\s])([\s\S]*)[^\w\s]([a-z]*)$/.exec(node.text) ?? [];
  const plain = source.replaceAll('\\A', '^').replace(/\\[zZ]/g, '$');
  if (values.length > 0 || !isRegex(plain)) return help('hole', node, [quote('regular expression'), ...parts]);
  return text(node, 'new RegExp(', quote(plain), ', ', quote(flags.includes('i') ? 'i' : ''), ')');
}

function isRegex(source: string): boolean {
  try {
    return source.length < 500 && new RegExp(source).source !== '';
  } catch {
    return false;
  }
}

/** Values in a text that is not followed. */
export function valuesIn(context: Context, node: SyntaxNode): Code[] {
  return childrenOf(node)
    .filter(({ type }) => type === 'interpolation')
    .flatMap((value) => inner(value).map((child) => expression(context, child)));
}
