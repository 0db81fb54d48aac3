import { at, type Code, text } from '../kit/code.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { argumentNodes } from './calls.ts';
import { accessorCode } from './classes.ts';
import type { Context } from './context.ts';
import { methodTail } from './functions.ts';
import { definedName, memberAccess } from './names.ts';
import { bodyStatements } from './statements.ts';

/** A statement of a class's body that is a member of the class; `undefined` for one that runs. */
export function memberCode(context: Context, node: SyntaxNode, words = ''): Code | undefined {
  if (node.type === 'method') return methodCode(context, node, words);
  if (node.type === 'singleton_method')
    return part(node, 'object')?.text === 'self' ? methodCode(context, node, 'static ') : undefined;
  if (node.type === 'singleton_class') return words === '' ? ofClassItself(context, node) : undefined;
  if (node.type === 'identifier')
    return /^(?:private|protected|public|private_class_method)$/.test(node.text) ? '' : undefined;
  if (node.type !== 'call' || part(node, 'receiver') !== undefined || part(node, 'block') !== undefined)
    return undefined;
  return declarationCode(context, node, words);
}

function methodCode(context: Context, node: SyntaxNode, words: string): Code {
  const name = part(node, 'name')?.text ?? '';
  return at(node, words, definedName(name), methodTail({ ...context, self: 'this' }, node, name));
}

/** `class << self`, as far as all of it is methods. */
function ofClassItself(context: Context, node: SyntaxNode): Code | undefined {
  if (part(node, 'value')?.type !== 'self') return undefined;
  const members = bodyStatements(part(node, 'body')).map((child) => memberCode(context, child, 'static '));
  return members.every((code) => code !== undefined) ? members.map((code) => [code, '\n']) : undefined;
}

/** `attr_reader :a`, `private def m`, `delegate :m, to: :o` */
function declarationCode(context: Context, node: SyntaxNode, words: string): Code | undefined {
  const name = part(node, 'method')?.text ?? '';
  const args = argumentNodes(node);
  const [first] = args;
  if (first?.type === 'method' || first?.type === 'singleton_method') return memberCode(context, first, words);
  const names = args.filter(({ type }) => type === 'simple_symbol' || type === 'string');
  const accessor = /^(?:c|m)?attr(?:_internal)?_(reader|writer|accessor)$/.exec(name)?.[1];
  if (accessor !== undefined && names.length === args.length) {
    const isStatic = /^[cm]/.test(name) ? 'static ' : words;
    return names.map((one) => [
      text(one),
      accessorCode(plain(one), accessor !== 'writer', accessor !== 'reader', isStatic),
    ]);
  }
  if (/^(?:private|protected|public|private_constant|private_class_method)$/.test(name))
    return names.length === args.length ? names.map((one) => text(one)) : undefined;
  if (name === 'delegate') return delegated(args, names, words);
  return name === 'def_delegators' || name === 'def_delegator' ? forwarded(names, words) : undefined;
}

function plain(node: SyntaxNode): string {
  return node.type === 'string' ? node.text.slice(1, -1) : node.text.slice(1);
}

function delegated(args: readonly SyntaxNode[], names: readonly SyntaxNode[], words: string): Code | undefined {
  const pair = args.find(({ type, text: written }) => type === 'pair' && written.startsWith('to:'));
  const target = pair === undefined ? undefined : part(pair, 'value');
  const others = args.filter((arg) => arg !== pair && !names.includes(arg));
  if (target?.type !== 'simple_symbol' || others.some(({ type }) => type !== 'pair')) return undefined;
  if (others.some(({ text: written }) => written.startsWith('prefix:'))) return undefined;
  return [text(target), names.map((one) => forwardCode(one, plain(one), plain(target), words))];
}

// def_delegators :@client, :get, :post
function forwarded(names: readonly SyntaxNode[], words: string): Code | undefined {
  const [target, ...methods] = names;
  if (target === undefined) return undefined;
  return [text(target), methods.map((one) => forwardCode(one, plain(one), plain(target), words))];
}

function forwardCode(node: SyntaxNode, name: string, target: string, words: string): Code {
  const of = target.startsWith('@')
    ? `this[${JSON.stringify(target)}]`
    : target === 'class'
      ? 'this.constructor'
      : `this${memberAccess(target)}()`;
  return [
    text(node),
    at(node, words, definedName(name), '(...all) { return ', of, memberAccess(name), '(...all); }\n'),
  ];
}
