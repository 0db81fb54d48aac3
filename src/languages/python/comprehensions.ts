import { help } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { type Context, withNames } from './context.ts';
import { expression, targetCode } from './expressions.ts';
import { targetNames } from './scope.ts';

// [e for x in xs if c for y in ys]  ⇒  [...xs].filter((x) => c).flatMap((x) => [...ys].map((y) => e))
export function listComprehension(context: Context, node: SyntaxNode): Code {
  return comprehension(context, node, (inside, body) => expression(inside, body));
}

// {k: v for …}  ⇒  the object of such pairs
export function dictionaryComprehension(context: Context, node: SyntaxNode): Code {
  const pairs = comprehension(context, node, (inside, body) => {
    const [key, value] = [part(body, 'key'), part(body, 'value')];
    if (key === undefined || value === undefined) return '[]';
    return ['[', expression(inside, key), ', ', expression(inside, value), ']'];
  });
  return at(node, 'Object.fromEntries(', pairs, ')');
}

type Body = (inside: Context, body: SyntaxNode) => Code;

function comprehension(context: Context, node: SyntaxNode, bodyCode: Body): Code {
  const body = part(node, 'body');
  const clauses = inner(node).filter(({ type }) => type === 'for_in_clause' || type === 'if_clause');
  return body === undefined ? '[]' : loops(context, node, clauses, (inside) => bodyCode(inside, body));
}

function loops(
  context: Context,
  node: SyntaxNode,
  [first, ...rest]: readonly SyntaxNode[],
  body: (inside: Context) => Code,
): Code {
  const [left, right] = first === undefined ? [] : [part(first, 'left'), part(first, 'right')];
  if (left === undefined || right === undefined) return '[]';
  const end = rest.findIndex(({ type }) => type === 'for_in_clause');
  const conditions = (end < 0 ? rest : rest.slice(0, end)).flatMap(inner);
  const inside = withNames(context, targetNames(left));
  const names = ['(', targetCode(inside, left), ')'];
  const filters = conditions.map((condition) => ['.filter(', names, ' => (', expression(inside, condition), '))']);
  const list: Code = at(node, '[...', help('iterated', right, [expression(context, right)]), ']', filters);
  if (end < 0) return [list, '.map(', names, ' => (', body(inside), '))'];
  return [list, '.flatMap(', names, ' => (', loops(inside, node, rest.slice(end), body), '))'];
}
