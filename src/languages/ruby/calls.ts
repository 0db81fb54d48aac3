import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, inner, part, type SyntaxNode } from '../tree.ts';
import { aliased, classParts, definedMethod, structCode } from './classes.ts';
import { requireCode } from './constants.ts';
import { type Context, kernelName } from './context.ts';
import { expression, membersCode, receiverCode } from './expressions.ts';
import { blockCode } from './functions.ts';
import { requireSpecifier } from './language.ts';
import { memberAccess } from './names.ts';
import { stringCode } from './strings.ts';

/** The arguments of a call. */
export function argumentNodes(node: SyntaxNode): SyntaxNode[] {
  const list = part(node, 'arguments');
  return list === undefined ? [] : inner(list).filter(({ type }) => type !== 'heredoc_body');
}

// (a, *b, k: v, **d, &e)  ⇒  (a, ...b, keywords({ k: v, ...d }), block(e))
export function argumentsCode(context: Context, args: readonly SyntaxNode[], block?: Code): Code {
  const named = args.filter(({ type }) => type === 'pair' || type === 'hash_splat_argument');
  const passed = args.filter(({ type }) => type === 'block_argument');
  const plain = args.filter((arg) => !named.includes(arg) && !passed.includes(arg));
  const codes = plain.map((arg): Code => (arg.type === 'forward_argument' ? '...all_' : expression(context, arg)));
  const [first] = named;
  if (first !== undefined) codes.push(help('keywords', first, [['{', membersCode(context, named), '}']]));
  if (block !== undefined) codes.push(block);
  return joined([...codes, ...passed.map((arg) => blockArgument(context, arg))], ', ');
}

// &:name, &method(:name), &block
function blockArgument(context: Context, node: SyntaxNode): Code {
  const [value] = inner(node);
  if (value === undefined) return help('block', node, [context.method?.block ?? 'null']);
  if (value.type === 'simple_symbol')
    return help('block', node, [['(it, ...more) => it', memberAccess(value.text.slice(1)), '(...more)']]);
  return help('block', node, [expression(context, value)]);
}

/** The block that stands behind a call. */
function ownBlock(context: Context, node: SyntaxNode, isOwn = false): Code | undefined {
  const block = part(node, 'block');
  return block === undefined ? undefined : help('block', block, [blockCode(context, block, isOwn)]);
}

export function callCode(context: Context, node: SyntaxNode): Code {
  const receiver = part(node, 'receiver');
  const method = part(node, 'method');
  const name = method?.text ?? 'call';
  if (method?.type === 'super') return superCode(context, node);
  if (receiver === undefined) return implicitCall(context, node, name);
  return special(context, node, receiver, name) ?? memberCall(context, node, receiver, name);
}

function memberCall(context: Context, node: SyntaxNode, receiver: SyntaxNode, name: string): Code {
  const args = argumentsCode(context, argumentNodes(node), ownBlock(context, node));
  const isSafe = childrenOf(node).some(({ type }) => type === '&.');
  const access = memberAccess(name);
  const member = isSafe ? `?.${access.replace(/^\./, '')}` : access;
  return at(node, receiverCode(context, receiver), member, '(', args, ')');
}

/** Calls with a meaning of their own whatever they are called of. */
function special(context: Context, node: SyntaxNode, receiver: SyntaxNode, name: string): Code | undefined {
  const args = argumentNodes(node);
  const [first, ...rest] = args;
  if (receiver.type === 'constant' && /^(?:Struct\.new|Data\.define)$/.test(`${receiver.text}.${name}`))
    return ['(', structCode(context, node, args), ')'];
  if (receiver.text === 'URI' && name === 'open') return openedCode(context, node, args);
  const of = () => receiverCode(context, receiver);
  if (name === 'class' && first === undefined) return at(node, '(', of(), ').constructor');
  if (/^(?:send|public_send|__send__)$/.test(name) && first !== undefined) {
    const given = argumentsCode(context, rest, ownBlock(context, node));
    return help('send', node, [of(), expression(context, first), given]);
  }
  if (name === 'instance_variable_get' && first !== undefined)
    return at(node, '(', of(), ')[', expression(context, first), ']');
  if (
    /^(?:instance_eval|instance_exec|class_eval|class_exec|module_eval)$/.test(name) &&
    part(node, 'block') !== undefined
  ) {
    const body = blockCode(context, part(node, 'block') ?? node, true);
    return help('runOn', node, [of(), body, ...args.map((arg) => expression(context, arg))]);
  }
  return undefined;
}

/** A call without a receiver: of Ruby's own, of the file, of the class around. */
export function implicitCall(context: Context, node: SyntaxNode, name: string): Code {
  const args = node.type === 'call' ? argumentNodes(node) : [];
  const known = Object.hasOwn(kernel, name) && !context.methods.has(name) ? kernel[name] : undefined;
  const ofClass = context.method === undefined && Object.hasOwn(ofClasses, name) ? ofClasses[name] : undefined;
  const code = known?.(context, node, args) ?? ofClass?.(context, node, args);
  if (code !== undefined) return code;
  const block = node.type === 'call' ? ownBlock(context, node) : undefined;
  const given = argumentsCode(context, args, block);
  if (!context.methods.has(name) && context.file.functions.has(name)) return at(node, ownName(name), '(', given, ')');
  if (context.nest.length === 0 && context.self !== 'this') return at(node, kernelName(name), '(', given, ')');
  return at(node, context.self, memberAccess(name), '(', given, ')');
}

/** What a class says of itself. */
const ofClasses: Readonly<Record<string, Kernel>> = {
  include: (context, node, args) => help('include', node, [context.self, argumentsCode(context, args)]),
  prepend: (context, node, args) => help('include', node, [context.self, argumentsCode(context, args)]),
  extend: (context, node, args) => help('extend', node, [context.self, argumentsCode(context, args)]),
  module_function: (context, node) => help('extend', node, [context.self, context.self]),
  define_method: definedMethod,
  define_singleton_method: (context, node, args) =>
    definedMethod({ ...context, self: `\u01C0singleton(${context.self})` }, node, args),
  alias_method: (context, node, [name, old]) =>
    name?.type === 'simple_symbol' && old?.type === 'simple_symbol'
      ? aliased(context, node, name.text.slice(1), old.text.slice(1))
      : undefined,
  included: (context, node) => {
    const block = part(node, 'block');
    return block === undefined ? undefined : help('onInclude', node, [context.self, blockCode(context, block, true)]);
  },
  class_methods: (context, node) => {
    const block = part(node, 'block');
    if (block === undefined) return undefined;
    const path = `${context.nest[0] ?? ''}::ClassMethods`;
    const made = classParts({ ...context, nest: [path, ...context.nest] }, part(block, 'body'));
    return help('open', node, [quote(path), ['class ClassMethods {\n', made.members, '}'], made.rest]);
  },
};

type Kernel = (context: Context, node: SyntaxNode, args: readonly SyntaxNode[]) => Code | undefined;

/** Methods that every object has of Ruby itself. */
const kernel: Readonly<Record<string, Kernel>> = {
  require: (context, node, [path]) => requires(context, node, path, 'require'),
  load: (context, node, [path]) => requires(context, node, path, 'require'),
  require_relative: (context, node, [path]) => requires(context, node, path, 'require_relative'),
  autoload: (context, node, [, path]) => requires(context, node, path, 'require'),
  format: (context, node, args) => formatted(context, node, args),
  sprintf: (context, node, args) => formatted(context, node, args),
  puts: logged,
  print: logged,
  p: (context, node, args) => (args.length === 0 ? undefined : logged(context, node, args)),
  pp: logged,
  warn: logged,
  lambda: (context, node) => functionBlock(context, node),
  proc: (context, node) => functionBlock(context, node),
  loop: (context, node) => {
    const block = part(node, 'block');
    return block === undefined ? undefined : help('loop', node, [blockCode(context, block)]);
  },
  'block_given?': (_context, node) => help('perhaps', node, []),
  method: (context, node, [name]) =>
    name === undefined ? undefined : help('boundMethod', node, [context.self, expression(context, name)]),
  send: (context, node, [name, ...rest]) => sent(context, node, name, rest),
  public_send: (context, node, [name, ...rest]) => sent(context, node, name, rest),
  __send__: (context, node, [name, ...rest]) => sent(context, node, name, rest),
  instance_variable_get: (context, node, [name]) =>
    name === undefined ? undefined : at(node, context.self, '[', expression(context, name), ']'),
  URI: (context, node, [address]) =>
    address === undefined ? undefined : at(node, requireCode('ruby:URI'), '.parse(', expression(context, address), ')'),
  open: (context, node, args) => openedCode(context, node, args),
  String: (context, node, [value]) =>
    value === undefined ? undefined : help('text', node, [expression(context, value)]),
  Array: (context, node, [value]) =>
    value === undefined ? undefined : help('listed', node, [expression(context, value)]),
};

/** `open`, which open-uri makes a request of where it gets an address. */
function openedCode(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  return at(node, requireCode('ruby:OpenURI'), '.open(', argumentsCode(context, args, ownBlock(context, node)), ')');
}

function sent(
  context: Context,
  node: SyntaxNode,
  name: SyntaxNode | undefined,
  rest: readonly SyntaxNode[],
): Code | undefined {
  if (name === undefined) return undefined;
  const given = argumentsCode(context, rest, ownBlock(context, node));
  return help('send', node, [context.self, expression(context, name), given]);
}

function functionBlock(context: Context, node: SyntaxNode): Code | undefined {
  const block = part(node, 'block');
  const inside: Context = { ...context, method: undefined };
  return block === undefined ? undefined : ['(', blockCode(inside, block), ')'];
}

function formatted(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  return help('formatRuby', node, [argumentsCode(context, args)]);
}

function logged(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  return at(node, 'console.log(', argumentsCode(context, args), ')');
}

/** A file that is required; at the top its exports are handed on. */
function requires(context: Context, node: SyntaxNode, path: SyntaxNode | undefined, word: string): Code | undefined {
  if (path?.type !== 'string' || inner(path).some(({ type }) => type === 'interpolation')) return undefined;
  const written = stringCode(context, path);
  const specifier = requireSpecifier(path.text.slice(1, -1), word);
  const name = context.file.fresh.next();
  context.file.exported.push(name);
  return at(node, `(${name} = `, requireCode(specifier), ', ', written, ')');
}

/** `raise`, `fail`, `abort`, `exit`: nothing goes on after them. */
export function isRaise(node: SyntaxNode): boolean {
  if (node.type === 'identifier') return node.text === 'raise' || node.text === 'abort';
  if (node.type !== 'call' || part(node, 'receiver') !== undefined) return false;
  const name = part(node, 'method')?.text ?? '';
  return name === 'raise' || name === 'fail' || name === 'abort' || name === 'exit';
}

export function raiseCode(context: Context, node: SyntaxNode): Code {
  const args = node.type === 'call' ? argumentNodes(node) : [];
  return at(node, 'throw ', help('error', node, [argumentsCode(context, args)]), ';');
}

// super, super(a)
export function superCode(context: Context, node: SyntaxNode): Code {
  const { method } = context;
  const isBare = node.type === 'super';
  const args = isBare ? [] : argumentNodes(node);
  const given = argumentsCode(context, args, isBare ? undefined : ownBlock(context, node));
  if (method === undefined || !method.hasSuper || method.name === '') return hole('super', node, [given]);
  const name = memberAccess(method.name);
  return at(node, 'super', name, '(', isBare ? method.passed : given, ')');
}

export function yieldCode(context: Context, node: SyntaxNode): Code {
  const [list] = inner(node);
  const args = list === undefined ? [] : list.type === 'argument_list' ? inner(list) : [list];
  const block = context.method?.block;
  if (block === undefined) return hole('yield', node, [argumentsCode(context, args)]);
  return at(node, `${block}(`, argumentsCode(context, args), ')');
}
