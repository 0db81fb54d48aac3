import { help, quote, templatePart } from '../kit/build.ts';
import { type Code, text } from '../kit/code.ts';
import { childrenOf, inner, part, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';

/** A piece of a string: its text, or a value in it. */
type Piece = { readonly text: string } | { readonly value: SyntaxNode };

// "a" f"b{c}"  ⇒  `ab${c}`
export function stringCode(context: Context, node: SyntaxNode): Code {
  const strings = node.type === 'concatenated_string' ? inner(node) : [node];
  const pieces = strings.flatMap(piecesOf);
  const marks = strings.map((one) => text(one));
  if (pieces.every((piece) => 'text' in piece)) return [...marks, quote(textOf(node))];
  return [...marks, '`', ...pieces.map((piece) => pieceCode(context, piece)), '`'];
}

function pieceCode(context: Context, piece: Piece): Code {
  return 'text' in piece ? templatePart(piece.text) : ['${', interpolated(context, piece.value), '}'];
}

// {x}, {x!r}, {x:05d}
function interpolated(context: Context, node: SyntaxNode): Code {
  const value = part(node, 'expression');
  if (value === undefined) return 'undefined';
  const spec = part(node, 'format_specifier');
  const conversion = part(node, 'type_conversion')?.text ?? '';
  const code = expression(context, value);
  const written = spec?.text.slice(1) ?? '';
  if ((written === '' || written === 's') && (conversion === '' || conversion === '!s')) return code;
  return help('formatted', node, [code, quote(written), ...(spec === undefined ? [] : specValues(context, spec))]);
}

function specValues(context: Context, spec: SyntaxNode): Code[] {
  return inner(spec).flatMap((child) => inner(child).map((value) => expression(context, value)));
}

/** The text of a string without values, as far as it is one. */
export function textOf(node: SyntaxNode): string {
  const strings = node.type === 'concatenated_string' ? inner(node) : [node];
  return strings
    .flatMap(piecesOf)
    .map((piece) => ('text' in piece ? piece.text : '{}'))
    .join('');
}

function piecesOf(node: SyntaxNode): Piece[] {
  const start =
    childrenOf(node)
      .find(({ type }) => type === 'string_start')
      ?.text.toLowerCase() ?? '';
  const isRaw = start.includes('r');
  const isFormatted = start.includes('f') || start.includes('t');
  return childrenOf(node).flatMap((child): Piece[] => {
    if (child.type === 'interpolation') return [{ value: child }];
    if (child.type !== 'string_content' && child.type !== 'escape_interpolation') return [];
    const plain = isFormatted ? child.text.replaceAll('{{', '{').replaceAll('}}', '}') : child.text;
    return [{ text: isRaw ? plain : unescaped(plain) }];
  });
}

const single: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\u0007', '\n': '' },
};

function unescaped(written: string): string {
  const form = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{[^}]*\}|([0-7]{1,3})|(\r?\n|[\s\S]))/g;
  return written.replace(form, (whole, x, u, long, octal, one) => {
    const code = x ?? u ?? long;
    if (code !== undefined) return fromCode(Number.parseInt(code, 16), whole);
    if (octal !== undefined) return fromCode(Number.parseInt(octal, 8), whole);
    if (one === undefined) return whole;
    if (one === '\\' || one === "'" || one === '"') return one;
    return one === '\r\n' ? '' : (single[one] ?? whole);
  });
}

function fromCode(code: number, fallback: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : fallback;
}
