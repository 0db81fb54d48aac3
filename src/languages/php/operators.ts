import { help, hole } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { childrenOf, part, type SyntaxNode } from '../tree.ts';
import { type Context, classCode } from './context.ts';
import { expression } from './expressions.ts';
import { textKinds } from './kinds.ts';
import { asText, textOf } from './strings.ts';

const words: Readonly<Record<string, string>> = { and: '&&', or: '||', '<>': '!=' };
const same: ReadonlySet<string> = new Set([
  '-',
  '*',
  '/',
  '%',
  '**',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '&&',
  '||',
  '??',
  '===',
  '!==',
  '<',
  '>',
  '<=',
  '>=',
]);

export function binaryCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return hole('operator', node, []);
  const written = (part(node, 'operator') ?? childrenOf(node)[1])?.text.toLowerCase() ?? '';
  const operator = words[written] ?? written;
  if (operator === '.') return concatenated(context, node);
  if (operator === 'instanceof') return instanceCode(context, node, left, right);
  const sides = [expression(context, left), expression(context, right)] as const;
  if (operator === '+') return help('sum', node, sides);
  if (operator === '==' || operator === '!=') return equalCode(node, operator, [left, right], sides);
  if (!same.has(operator)) return hole(operator, node, sides);
  return at(node, '(', sides[0], ` ${operator} `, sides[1], ')');
}

// a . b . c  ⇒  `${a}${b}${c}`; without recursion: hundreds of pieces are one text
function concatenated(context: Context, node: SyntaxNode): Code {
  const pieces: SyntaxNode[] = [];
  let rest: SyntaxNode | undefined = node;
  while (rest?.type === 'binary_expression' && (part(rest, 'operator') ?? childrenOf(rest)[1])?.text === '.') {
    const right = part(rest, 'right');
    if (right !== undefined) pieces.push(right);
    rest = part(rest, 'left');
  }
  if (rest !== undefined) pieces.push(rest);
  return at(node, '`', ...pieces.reverse().map((piece) => ['${', asText(context, piece), '}']), '`');
}

// $x == 'a'  ⇒  x === 'a'; what a number, nothing and the empty text are equal to is worked out by the helper
function equalCode(
  node: SyntaxNode,
  operator: string,
  nodes: readonly [SyntaxNode, SyntaxNode],
  [a, b]: readonly [Code, Code],
): Code {
  const isPlain = nodes.some((one) => textKinds.has(one.type) && /^[A-Za-z/_].*$/s.test(textOf(one)));
  if (isPlain) return at(node, '(', a, ` ${operator}= `, b, ')');
  return at(node, operator === '==' ? '' : '!', help('equal', node, [a, b]));
}

function instanceCode(context: Context, node: SyntaxNode, left: SyntaxNode, right: SyntaxNode): Code {
  const value = expression(context, left);
  if (!/name$/.test(right.type) || right.type === 'variable_name')
    return hole('instanceof', node, [value, expression(context, right)]);
  return at(node, '(', value, ' instanceof ', classCode(context, right), ')');
}
