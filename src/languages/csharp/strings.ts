import type { Context } from '../classy/model.ts';
import { withoutIndent } from '../classy/text-blocks.ts';
import { help, quote, templatePart } from '../kit/build.ts';
import { type Code, text } from '../kit/code.ts';
import { childrenOf, type SyntaxNode } from '../tree.ts';
import { expression } from './expressions.ts';
import { innerOf } from './read.ts';

export const textKinds: ReadonlySet<string> = new Set([
  ...['string_literal', 'verbatim_string_literal', 'raw_string_literal', 'interpolated_string_expression'],
  'character_literal',
]);

export function stringCode(node: SyntaxNode): Code {
  return [text(node), quote(textOf(node))];
}

/** The text of a string; of one with values the text around them. */
export function textOf(node: SyntaxNode): string {
  const { text: written, type } = node;
  if (type === 'verbatim_string_literal') return written.slice(2, -1).replaceAll('""', '"');
  if (type === 'raw_string_literal') return rawText(written);
  if (type === 'interpolated_string_expression')
    return childrenOf(node)
      .map((child) =>
        child.type === 'string_content' ? contentOf(node, child) : child.type === 'interpolation' ? '{}' : '',
      )
      .join('');
  return unescaped(written.replace(/^"|"(?:u8)?$|^'|'$/g, ''));
}

function rawText(written: string): string {
  const inside = written.replace(/^"{3,}|"{3,}(?:u8)?$/g, '');
  return /^[ \t]*\r?\n/.test(inside) ? withoutIndent(inside).replace(/\n$/, '') : inside;
}

// $"a{b:c}"  ⇒  `a${b}`
export function interpolatedCode(context: Context, node: SyntaxNode): Code {
  const pieces = childrenOf(node).map((child): Code => {
    if (child.type === 'string_content') return templatePart(contentOf(node, child));
    return child.type === 'interpolation' ? ['${', valueCode(context, child), '}'] : '';
  });
  return [text(node), '`', pieces, '`'];
}

function valueCode(context: Context, node: SyntaxNode): Code {
  const [value, ...signs] = innerOf(node).filter(({ type }) => type !== 'interpolation_brace');
  if (value === undefined) return 'undefined';
  const code = expression(context, value);
  return signs.length === 0 ? code : help('formatted', node, [code, quote('!')]);
}

function contentOf(string: SyntaxNode, { text: written }: SyntaxNode): string {
  const start = childrenOf(string).find(({ type }) => type === 'interpolation_start')?.text ?? '$';
  const isRaw = /^\$+"{3}/.test(string.text);
  const plain = isRaw ? written : written.replaceAll('{{', '{').replaceAll('}}', '}');
  if (isRaw) return plain;
  return start.includes('@') || /^[@$]*@/.test(string.text) ? plain.replaceAll('""', '"') : unescaped(plain);
}

const single: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  '0': '\0',
  e: '\u001b',
};

function unescaped(written: string): string {
  return written.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (whole, u?: string, x?: string, long?: string, one?: string) => {
      const code = u ?? x ?? long;
      if (code === undefined) return one === undefined ? '' : (single[one] ?? one);
      const value = Number.parseInt(code, 16);
      return value <= 0x10ffff ? String.fromCodePoint(value) : String(whole);
    },
  );
}
