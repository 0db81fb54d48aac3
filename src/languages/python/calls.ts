import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { type Context, writtenName } from './context.ts';
import { expression, memberName, receiverCode } from './expressions.ts';
import { findScope } from './scope.ts';

// f(a, *b, k=c, **d)  ⇒  f(a, ...b, keywords({ k: c, ...d }))
export function callCode(context: Context, node: SyntaxNode): Code {
  const callee = part(node, 'function');
  if (callee === undefined) return hole('call', node, []);
  const args = argumentNodes(node);
  return special(context, node, callee, args) ?? plainCall(context, node, callee, args);
}

function plainCall(context: Context, node: SyntaxNode, callee: SyntaxNode, args: readonly SyntaxNode[]): Code {
  return at(node, calleeCode(context, callee), '(', argumentsCode(context, node, args), ')');
}

function calleeCode(context: Context, callee: SyntaxNode): Code {
  const isPlain = /^(?:identifier|attribute|call|subscript)$/.test(callee.type);
  return isPlain ? expression(context, callee) : ['(', expression(context, callee), ')'];
}

/** The arguments of a call; a generator may stand there without parentheses of its own. */
export function argumentNodes(node: SyntaxNode): SyntaxNode[] {
  const list = part(node, 'arguments');
  if (list === undefined) return [];
  return list.type === 'generator_expression' ? [list] : inner(list);
}

export function argumentsCode(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  const plain = args.filter(({ type }) => type !== 'keyword_argument' && type !== 'dictionary_splat');
  const named = args.filter((arg) => !plain.includes(arg));
  const codes = plain.map((arg) => expression(context, arg));
  if (named.length > 0) codes.push(help('keywords', node, [keywordsCode(context, named)]));
  return joined(codes, ', ');
}

/** The arguments that are given by name, as an object. */
export function keywordsCode(context: Context, named: readonly SyntaxNode[]): Code {
  const members = named.map((arg) => {
    if (arg.type === 'dictionary_splat') return expression(context, arg);
    const [name, value] = [part(arg, 'name'), part(arg, 'value')];
    return value === undefined ? '' : at(arg, quote(name?.text ?? ''), ': ', expression(context, value));
  });
  return ['{', joined(members, ', '), '}'];
}

/** Calls of the language's own that are syntax, or other syntax, in JavaScript. */
function special(
  context: Context,
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly SyntaxNode[],
): Code | undefined {
  const [first] = args;
  if (callee.type === 'identifier' && findScope(context.scope, callee.text) === undefined) {
    if (callee.text === 'type' && first !== undefined && args.length === 1)
      return at(node, '(', expression(context, first), ').constructor');
    if (callee.text === 'setattr' && args.length === 3) return setAttribute(context, node, args);
    if (callee.text === 'getattr' && args.length === 2) return indexed(context, node, args);
  }
  if (callee.type === 'attribute' && first?.type === 'identifier' && first.text === 'self')
    return unboundCall(context, node, callee, args);
  return undefined;
}

// getattr(o, 'n')  ⇒  o['n']
function indexed(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  const [object = '', key = ''] = args.map((arg) => expression(context, arg));
  return at(node, '(', object, ')[', key, ']');
}

function setAttribute(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  return ['(', indexed(context, node, args), ' = ', expression(context, args[2] ?? node), ')'];
}

// Base.m(self, a)  ⇒  unbound(Base, "m", Base.prototype.m).call(self, a), where Base is a name for a class
function unboundCall(
  context: Context,
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly SyntaxNode[],
): Code | undefined {
  const [object, name] = [part(callee, 'object'), part(callee, 'attribute')?.text ?? ''];
  if (object === undefined || !/(?:^|\.)[A-Z]\w*$/.test(object.text)) return undefined;
  const of =
    object.type === 'identifier' ? at(object, writtenName(context, object.text)) : receiverCode(context, object);
  const member = memberName(name);
  const method = help('unbound', node, [of, quote(member), [of, '.prototype.', member]]);
  return at(node, method, '.call(', argumentsCode(context, node, args), ')');
}
