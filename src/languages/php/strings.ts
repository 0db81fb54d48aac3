import { quote, templatePart } from '../kit/build.ts';
import { type Code, text } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { childrenOf, inner, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { textKinds } from './kinds.ts';

type Piece = { readonly text: string } | { readonly value: SyntaxNode };

// "a$b{$c->d}"  ⇒  `a${text($b)}${text(c.$d)}`
export function stringCode(context: Context, node: SyntaxNode): Code {
  const pieces = piecesOf(node);
  if (pieces.every((piece) => 'text' in piece)) return text(node, quote(textOf(node)));
  const codes = pieces.map((piece) =>
    'text' in piece ? templatePart(piece.text) : ['${', asText(context, piece.value), '}'],
  );
  return text(node, '`', ...codes, '`');
}

/** A value where a text is made of it: what is nothing is the empty text. */
export function asText(context: Context, node: SyntaxNode): Code {
  const code = expression(context, node);
  return textKinds.has(node.type) ? code : [helper('phpText'), '(', code, ')'];
}

/** The text of a string without values, as far as it is one. */
export function textOf(node: SyntaxNode): string {
  return piecesOf(node)
    .map((piece) => ('text' in piece ? piece.text : '{}'))
    .join('');
}

function piecesOf(node: SyntaxNode): Piece[] {
  if (node.type === 'string') return [{ text: singleQuoted(node.text) }];
  if (node.type === 'nowdoc') return [{ text: indented(bodyOf(node), endOf(node)) }];
  const body = node.type === 'heredoc' ? inner(node).find(({ type }) => type === 'heredoc_body') : node;
  if (body === undefined) return [{ text: '' }];
  const indent = node.type === 'heredoc' ? endOf(node) : 0;
  return childrenOf(body).flatMap((child): Piece[] => {
    if (child.type === 'string_content') return [{ text: indented(child.text, indent) }];
    if (child.type === 'escape_sequence') return [{ text: unescaped(child.text) }];
    if (!child.isNamed || child.type === 'comment') return [];
    return [{ value: child }];
  });
}

function bodyOf(node: SyntaxNode): string {
  return inner(node).find(({ type }) => type === 'nowdoc_body')?.text ?? '';
}

/** How far the end of a heredoc is moved in, and with it every line. */
function endOf(node: SyntaxNode): number {
  return inner(node).find(({ type }) => type === 'heredoc_end')?.startPosition.column ?? 0;
}

function indented(written: string, indent: number): string {
  return indent === 0 ? written : written.replace(new RegExp(`(^|\\n)[ \\t]{1,${indent}}`, 'g'), '$1');
}

function singleQuoted(written: string): string {
  return written
    .replace(/^b?'/, '')
    .slice(0, -1)
    .replace(/\\(['\\])/g, '$1');
}

const single: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', e: '\u001b', f: '\f' };

function unescaped(written: string): string {
  const [, hex, long, octal] = /^\\(?:x([\da-fA-F]{1,2})|u\{([\da-fA-F]{1,6})\}|([0-7]{1,3}))$/.exec(written) ?? [];
  const code = hex ?? long;
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
  if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8) & 255);
  const rest = written.slice(1);
  return single[rest] ?? (/^["\\$]$/.test(rest) ? rest : written);
}
