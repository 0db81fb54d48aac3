import { withoutIndent } from '../classy/text-blocks.ts';
import { quote } from '../kit/build.ts';
import { type Code, text } from '../kit/code.ts';
import type { SyntaxNode } from '../tree.ts';

// "a", 'c', """ block """
export function stringCode(node: SyntaxNode): Code {
  return [text(node), quote(textOf(node))];
}

export function textOf({ text: written }: SyntaxNode): string {
  if (written.startsWith('"""')) return unescaped(withoutIndent(written.slice(3, -3)));
  return unescaped(written.slice(1, -1));
}

const single: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0' };

function unescaped(written: string): string {
  return written.replace(/\\(?:u+([0-9a-fA-F]{4})|(\r?\n|[\s\S]))/g, (_whole, code?: string, one?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (one === undefined || /\n$/.test(one)) return '';
    return single[one] ?? one;
  });
}
