import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined, text } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { definedPath } from './assignments.ts';
import { memberCode } from './class-members.ts';
import { requireCode } from './constants.ts';
import { type Context, discard, within } from './context.ts';
import { expression } from './expressions.ts';
import { blockCode, methodTail } from './functions.ts';
import { autoloadSpecifier } from './language.ts';
import { definedName, memberAccess } from './names.ts';
import { bindingsOf } from './scope.ts';
import { bodyStatements, declaredCode } from './statements.ts';

// class A < B … end  ⇒  open("A", class A extends B { its methods }, function () { what else its body does })
export function classCode(context: Context, node: SyntaxNode): Code {
  const superclass = part(node, 'superclass');
  const [base] = superclass === undefined ? [] : inner(superclass);
  const isInert = base === undefined || /^(?:::)?(?:Object|BasicObject)$/.test(base.text);
  return opened(context, node, isInert ? '' : ['extends ', help('base', base, [expression(context, base)]), ' ']);
}

export function moduleCode(context: Context, node: SyntaxNode): Code {
  return opened(context, node, '');
}

function opened(context: Context, node: SyntaxNode, heritage: Code): Code {
  const name = part(node, 'name');
  const path = name === undefined ? undefined : definedPath(context, name);
  if (path === undefined) return hole('class', node, []);
  const made = classParts({ ...context, nest: [path, ...context.nest] }, part(node, 'body'));
  const own = ownName(path.split('::').at(-1) ?? '');
  const type: Code = ['class ', own, ' ', heritage, '{\n', made.members, '}'];
  // What the class is that is opened again may stand in the file of its name.
  const first = context.nest.length > 0 || path.includes('::') ? [requireCode(autoloadSpecifier('', path)), '; '] : [];
  return [first, help('open', node, [quote(path), type, made.rest]), ';'];
}

interface ClassParts {
  readonly members: Code;
  /** A function of what the body does beside defining methods. */
  readonly rest: Code;
}

/** The body of a class: methods, and the statements that run with the class as `self`. */
export function classParts(context: Context, body: SyntaxNode | undefined): ClassParts {
  const statements = bodyStatements(body);
  const inside: Context = {
    ...within(context, bindingsOf(statements, undefined), false),
    ...{ self: 'this', method: undefined, inBlock: false, loop: undefined, again: undefined },
    methods: methodNames(statements),
  };
  const members: Code[] = [];
  const others: SyntaxNode[] = [];
  for (const node of statements) {
    const code = memberCode(inside, node);
    if (code === undefined) others.push(node);
    else members.push(code, '\n');
  }
  const first = others[0] ?? body;
  const own = [...inside.scope.bindings.keys()];
  const done = first === undefined ? '' : declaredCode(inside, first, others, own, discard);
  return { members, rest: ['function () { ', others.length === 0 ? '' : done, ' }'] };
}

/** Names of the methods that a body defines, also inside of `class << self` and after `private`. */
function methodNames(statements: readonly SyntaxNode[]): Set<string> {
  const found = new Set<string>();
  const open = [...statements];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'method' || node.type === 'singleton_method') found.add(part(node, 'name')?.text ?? '');
    else if (/^(?:singleton_class|body_statement|call|argument_list)$/.test(node.type)) open.push(...inner(node));
  }
  return found;
}

// class << self … end, where it is not among the statements of a class
export function singletonClass(context: Context, node: SyntaxNode): Code {
  const made = classParts(context, part(node, 'body'));
  const value = part(node, 'value');
  const target = value === undefined ? context.self : expression(context, value);
  return [help('extend', node, [target, ['class {\n', made.members, '}']]), ';'];
}

// def m … end among other statements
export function methodDefinition(context: Context, node: SyntaxNode): Code {
  const name = part(node, 'name')?.text ?? '';
  const object = part(node, 'object');
  if (object === undefined && context.nest.length === 0 && context.self !== 'this')
    return [
      at(node, 'function ', ownName(name), methodTail(context, node, name, false)),
      '\n',
      help('defineOuter', node, [quote(name), ownName(name)]),
      ';',
    ];
  const inside: Context = { ...context, self: 'this' };
  const made = at(node, 'function ', methodTail(inside, node, name, false));
  if (object !== undefined) return [expression(context, object), memberAccess(name), ' = ', made, ';'];
  return [help('defineMethod', node, [context.self, quote(definedKey(name)), made]), ';'];
}

function definedKey(name: string): string {
  return definedName(name).replace(/^\["|"\]$/g, '');
}

// alias a b, alias_method :a, :b
export function aliasCode(context: Context, node: SyntaxNode): Code {
  const [name, old] = [part(node, 'name')?.text ?? '', part(node, 'alias')?.text ?? ''];
  return [aliased(context, node, name.replace(/^:/, ''), old.replace(/^:/, '')), ';'];
}

export function aliased(context: Context, node: SyntaxNode, name: string, old: string): Code {
  return help('alias', node, [context.self, quote(definedKey(name)), quote(definedKey(old))]);
}

/** `Struct.new(:a, :b) do … end`: a class with these fields. */
export function structCode(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code {
  const fields = args.filter(({ type }) => type === 'simple_symbol').map((arg) => arg.text.slice(1));
  const isNamed = args.some(({ type, text: written }) => type === 'pair' && /keyword_init.*true/.test(written));
  const block = part(node, 'block');
  const made = classParts(context, block === undefined ? undefined : part(block, 'body'));
  const taken = fields.map((field) => (isNamed ? `${ownName(field)} = \u01C0named()` : ownName(field)));
  const set = fields.map((field) => `this["@${field}"] = ${ownName(field)}; `);
  const accessors = fields.map((field) => accessorCode(field, true, true));
  const texts = args.filter(({ type }) => type === 'simple_symbol').map((arg) => text(arg));
  return at(
    node,
    texts,
    'class {\ninitialize(',
    taken.join(', '),
    ') { ',
    ...set,
    '}\n',
    joined(accessors, ''),
    made.members,
    '}',
  );
}

/** `attr_accessor :name` */
export function accessorCode(field: string, isRead: boolean, isWritten: boolean, words = ''): string {
  const read = `${words}${definedName(field)}() { return this["@${field}"]; }\n`;
  const write = `${words}${definedName(`${field}=`)}(value) { return this["@${field}"] = value; }\n`;
  return `${isRead ? read : ''}${isWritten ? write : ''}`;
}

/** `define_method(:m) { … }` */
export function definedMethod(context: Context, node: SyntaxNode, args: readonly SyntaxNode[]): Code | undefined {
  const [name, given] = args;
  const block = part(node, 'block');
  if (name === undefined) return undefined;
  const body =
    block !== undefined
      ? blockCode(context, block, true)
      : given === undefined
        ? undefined
        : expression(context, given);
  return body === undefined ? undefined : help('defineMethod', node, [context.self, expression(context, name), body]);
}
