import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { type Context, isPredeclared } from './context.ts';
import { expression, isExpression } from './expressions.ts';
import { typeName, zeroCode } from './types.ts';

export function callCode(context: Context, node: SyntaxNode): Code {
  const callee = part(node, 'function');
  const list = part(node, 'arguments');
  if (callee === undefined) return hole('call', node, []);
  const args = list === undefined ? [] : inner(list);
  if (callee.type === 'identifier' && isPredeclared(context, callee.text))
    return predeclaredCall(context, node, callee.text, args);
  // []byte(x), (*T)(x)
  if (/_type$/.test(callee.type) && typeName(context, callee) === undefined) return argumentAt(context, args, 0);
  const isPlain = /^(?:identifier|selector_expression|call_expression|index_expression)$/.test(callee.type);
  const code = expression(context, callee);
  return at(node, isPlain ? code : ['(', code, ')'], '(', argumentsCode(context, args), ')');
}

function argumentsCode(context: Context, args: readonly SyntaxNode[]): Code {
  const codes = args.map((arg) => {
    if (arg.type !== 'variadic_argument') return expression(context, arg);
    return ['...', help('slice', arg, [argumentAt(context, inner(arg), 0)])];
  });
  return joined(codes, ', ');
}

function argumentAt(context: Context, args: readonly SyntaxNode[], index: number): Code {
  const arg = args[index];
  return arg === undefined ? 'undefined' : expression(context, arg);
}

/** Functions and conversions that the language has itself. */
function predeclaredCall(context: Context, node: SyntaxNode, name: string, args: readonly SyntaxNode[]): Code {
  const first = argumentAt(context, args, 0);
  switch (name) {
    case 'append':
      return at(node, '[...', help('slice', node, [first]), ', ', argumentsCode(context, args.slice(1)), ']');
    case 'len':
    case 'cap':
      return help('len', node, [first]);
    case 'make':
      return madeCode(context, args[0], node);
    case 'new':
      return zeroCode(context, args[0], node);
    case 'delete':
      return at(node, '(delete (', first, ')[', argumentAt(context, args, 1), '])');
    case 'panic':
      return at(node, '(() => { throw ', first, '; })()');
    case 'string':
    case 'byte':
    case 'rune':
    case 'any':
    case 'error':
      return first;
    default:
      if (/^u?int|^float/.test(name)) return help('int', node, [first]);
      return hole(
        name,
        node,
        args.filter(isExpression).map((arg) => expression(context, arg)),
      );
  }
}

function madeCode(context: Context, type: SyntaxNode | undefined, node: SyntaxNode): Code {
  if (type?.type === 'slice_type') return '[]';
  if (type?.type === 'map_type') return '({})';
  const name = typeName(context, type);
  return name === undefined ? hole('make', node, []) : at(node, '(new ', name, '())');
}
