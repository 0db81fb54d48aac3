import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, inner, part, type SyntaxNode } from '../tree.ts';
import { assignmentCode, assignTo, operatorAssignmentCode } from './assignments.ts';
import { argumentsCode, callCode, implicitCall, superCode, yieldCode } from './calls.ts';
import { constantCode } from './constants.ts';
import { type Context, giveBack } from './context.ts';
import { lambdaCode } from './functions.ts';
import { isLocal } from './scope.ts';
import { isStatement, statementsCode } from './statements.ts';
import { heredocCode, regexCode, stringCode, symbolCode, valuesIn, wordsCode } from './strings.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  identifier: nameCode,
  constant: constantCode,
  scope_resolution: constantCode,
  self: (context, node) => at(node, context.self),
  nil: () => 'null',
  true: () => 'true',
  false: () => 'false',
  integer: numberCode,
  float: numberCode,
  string: stringCode,
  chained_string: stringCode,
  character: (_context, node) => quote(node.text.slice(1)),
  simple_symbol: symbolCode,
  delimited_symbol: symbolCode,
  hash_key_symbol: symbolCode,
  string_array: wordsCode,
  symbol_array: wordsCode,
  heredoc_beginning: heredocCode,
  regex: regexCode,
  subshell: (context, node) => hole('command', node, valuesIn(context, node)),
  instance_variable: (context, node) => at(node, context.self, `[${quote(node.text)}]`),
  class_variable: (context, node) =>
    at(node, help('classVariables', node, [quote(context.nest[0] ?? '')]), `[${quote(node.text)}]`),
  global_variable: (_context, node) => at(node, help('globals', node, []), `[${quote(node.text)}]`),
  array: listCode,
  right_assignment_list: listCode,
  hash: hashCode,
  range: rangeCode,
  call: callCode,
  super: superCode,
  yield: yieldCode,
  lambda: lambdaCode,
  element_reference: itemCode,
  assignment: assignmentCode,
  operator_assignment: operatorAssignmentCode,
  binary: binaryCode,
  unary: unaryCode,
  conditional: conditionalCode,
  parenthesized_statements: (context, node) => sequence(context, inner(node)),
  pair: (context, node) => ['({', pairCode(context, node), '})'],
  splat_argument: (context, node) => ['...', help('listed', node, [soleValue(context, node)])],
  hash_splat_argument: (context, node) => ['...', soleValue(context, node)],
  argument_list: (context, node) => argumentsCode(context, inner(node)),
  rescue_modifier: rescueCode,
  test_pattern: (context, node) => hole('pattern', node, [sub(context, node, 'value')]),
  file: (_context, node) => help('start', node, [quote('__FILE__')]),
};

/** Whether a node is an expression that is followed. */
export function isExpression({ type }: SyntaxNode): boolean {
  return Object.hasOwn(kinds, type);
}

/** An expression; a hole where it has no equivalent, with what it is made of. */
export function expression(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  if (isStatement(node)) return closure(context, [node]);
  const known = inner(node).filter((child) => isExpression(child) || isStatement(child));
  return hole(
    node.type.replaceAll('_', ' '),
    node,
    known.map((child) => expression(context, child)),
  );
}

/** Statements where a value is meant: a function that is called at once. What it returns from is the method. */
function closure(context: Context, nodes: readonly SyntaxNode[]): Code {
  const inside: Context = { ...context, inBlock: context.method !== undefined, again: undefined };
  return ['(() => { ', statementsCode(inside, nodes, giveBack), ' })()'];
}

/** What stands in parentheses or in an interpolation: the last value counts. */
export function sequence(context: Context, nodes: readonly SyntaxNode[]): Code {
  if (nodes.length === 0) return 'null';
  if (nodes.every((node) => !isStatement(node)))
    return [
      '(',
      joined(
        nodes.map((node) => expression(context, node)),
        ', ',
      ),
      ')',
    ];
  return closure(context, nodes);
}

export function soleValue(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  return only === undefined ? 'null' : expression(context, only);
}

/** A part of a node by its name. */
export function sub(context: Context, node: SyntaxNode, name: string): Code {
  const found = part(node, name);
  return found === undefined ? 'null' : expression(context, found);
}

function nameCode(context: Context, node: SyntaxNode): Code {
  const name = node.text;
  if (isLocal(context.scope, name, node.startIndex)) return at(node, ownName(name));
  if (name === '__method__') return quote(context.method?.name ?? '');
  if (name === '__dir__') return help('start', node, [quote('__dir__')]);
  return implicitCall(context, node, name);
}

function numberCode(_context: Context, node: SyntaxNode): Code {
  const plain = node.text.replaceAll('_', '');
  return /^(?:0|[1-9]\d*|0[xXoObB][\da-fA-F]+|\d+\.\d+)$/.test(plain) ? plain : hole('number', node, []);
}

function listCode(context: Context, node: SyntaxNode): Code {
  const items = inner(node);
  const pairs = items.filter(({ type }) => type === 'pair' || type === 'hash_splat_argument');
  const plain = items.filter((item) => !pairs.includes(item)).map((item) => expression(context, item));
  const all = pairs.length === 0 ? plain : [...plain, ['({', membersCode(context, pairs), '})']];
  return at(node, '[', joined(all, ', '), ']');
}

function hashCode(context: Context, node: SyntaxNode): Code {
  return at(node, '({', membersCode(context, inner(node)), '})');
}

/** The pairs of a hash, or of arguments. */
export function membersCode(context: Context, nodes: readonly SyntaxNode[]): Code {
  return joined(
    nodes.map((node) => (node.type === 'pair' ? pairCode(context, node) : expression(context, node))),
    ', ',
  );
}

// "a" => 1, a: 1, a:
function pairCode(context: Context, node: SyntaxNode): Code {
  const [key, value] = [part(node, 'key'), part(node, 'value')];
  if (key === undefined) return '';
  const name = ['[', expression(context, key), ']: '];
  if (value !== undefined) return at(node, name, expression(context, value));
  const short = key.text.replace(/:$/, '');
  const own = isLocal(context.scope, short, node.startIndex) ? ownName(short) : implicitCall(context, key, short);
  return at(node, name, own);
}

function rangeCode(context: Context, node: SyntaxNode): Code {
  const isOpen = childrenOf(node).some(({ type }) => type === '...');
  return help('range', node, [sub(context, node, 'begin'), sub(context, node, 'end'), String(!isOpen)]);
}

// o[k]
function itemCode(context: Context, node: SyntaxNode): Code {
  const [object, ...keys] = inner(node);
  if (object === undefined) return hole('item', node, []);
  return help('item', node, [expression(context, object), ...keys.map((key) => expression(context, key))]);
}

const words: Readonly<Record<string, string>> = { and: '&&', or: '||', '&&': '&&', '||': '||' };
const named: Readonly<Record<string, string>> = { '+': 'plus', '%': 'percentRuby' };
const compared: Readonly<Record<string, string>> = { '==': '===', '!=': '!==', equal: '===' };

function binaryCode(context: Context, node: SyntaxNode): Code {
  const operator = part(node, 'operator')?.text ?? '';
  const sides = [sub(context, node, 'left'), sub(context, node, 'right')];
  const [left = 'null', right = 'null'] = sides;
  const word = words[operator];
  if (word !== undefined) return at(node, '(', left, ` ${word} `, right, ')');
  if (operator === '<<') return shovelCode(context, node);
  const name = named[operator];
  if (name !== undefined) return help(name, node, sides);
  const comparison = compared[operator];
  if (comparison !== undefined) return comparedCode(node, comparison, sides);
  if (/^(?:[-*/<>]|<=|>=|\*\*)$/.test(operator)) return at(node, '(', left, ` ${operator} `, right, ')');
  return hole(operator, node, sides);
}

// a << b  ⇒  a = shovel(a, b): a text is another one afterwards
function shovelCode(context: Context, node: SyntaxNode): Code {
  const left = part(node, 'left');
  const sides = [sub(context, node, 'left'), sub(context, node, 'right')];
  let root = left;
  while (root?.type === 'binary' && part(root, 'operator')?.text === '<<') root = part(root, 'left');
  const value = help('shovel', node, sides);
  if (root === undefined || !/^(?:identifier|instance_variable)$/.test(root.type)) return value;
  const isSet = root.type !== 'identifier' || isLocal(context.scope, root.text, root.startIndex);
  return isSet ? assignTo(context, root, value) : value;
}

/** Lists and hashes are compared by what they hold. */
function comparedCode(node: SyntaxNode, operator: string, [left = '', right = '']: readonly Code[]): Code {
  const types = [part(node, 'left')?.type ?? '', part(node, 'right')?.type ?? ''];
  if (types.some((type) => /^(?:array|hash|string_array|symbol_array|range)$/.test(type)))
    return hole('comparison', node, [left, right]);
  const isNil = types.includes('nil');
  return at(node, '(', left, ` ${isNil ? operator.slice(0, 2) : operator} `, right, ')');
}

function unaryCode(context: Context, node: SyntaxNode): Code {
  const operator = part(node, 'operator')?.text ?? '';
  const operand = part(node, 'operand');
  if (operand === undefined) return hole('operator', node, []);
  if (operator === 'defined?') return hole('defined?', node, []);
  const code = expression(context, operand);
  if (operator === '!' || operator === 'not') return at(node, '!(', code, ')');
  return operator === '-' || operator === '+' ? at(node, `(${operator} `, code, ')') : hole(operator, node, [code]);
}

// a ? b : c
function conditionalCode(context: Context, node: SyntaxNode): Code {
  const [condition, yes, no] = ['condition', 'consequence', 'alternative'].map((name) => sub(context, node, name));
  return at(node, '(', condition ?? '', ' ? ', yes ?? '', ' : ', no ?? '', ')');
}

// a rescue b  ⇒  either
function rescueCode(context: Context, node: SyntaxNode): Code {
  return at(
    node,
    `(() => { try { return `,
    sub(context, node, 'body'),
    '; } catch { return ',
    sub(context, node, 'handler'),
    '; } })()',
  );
}

/** What a method is called of, so that `a.b` can follow it. */
export function receiverCode(context: Context, node: SyntaxNode): Code {
  const code = expression(context, node);
  return /^(?:integer|float|lambda|unary)$/.test(node.type) ? ['(', code, ')'] : code;
}
