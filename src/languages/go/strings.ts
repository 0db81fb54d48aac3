import { quote } from '../kit/build.ts';
import { type Code, text } from '../kit/code.ts';
import type { SyntaxNode } from '../tree.ts';

export function stringCode(node: SyntaxNode): Code {
  return text(node, quote(textOf(node)));
}

/** What a string literal stands for. */
export function textOf(node: SyntaxNode): string {
  const inside = node.text.slice(1, -1);
  return node.type === 'raw_string_literal' ? inside.replaceAll('\r', '') : unescaped(inside);
}

const single: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\u0007' },
};

function unescaped(written: string): string {
  return written.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g,
    (whole, x, u, long, octal, one) => {
      if (one !== undefined) return single[one] ?? one;
      const code = octal === undefined ? Number.parseInt(x ?? u ?? long, 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
