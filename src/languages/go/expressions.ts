import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { callCode } from './calls.ts';
import { type Context, findLocal, type Lower, writtenName } from './context.ts';
import { functionTail } from './functions.ts';
import { compositeCode } from './literals.ts';
import { stringCode } from './strings.ts';
import { typeName } from './types.ts';

const kinds: Readonly<Record<string, Lower>> = {
  identifier: nameCode,
  package_identifier: nameCode,
  nil: () => 'null',
  true: () => 'true',
  false: () => 'false',
  iota: (_context, node) => hole('iota', node, []),
  interpreted_string_literal: (_context, node) => stringCode(node),
  raw_string_literal: (_context, node) => stringCode(node),
  rune_literal: (_context, node) => hole('rune', node, []),
  int_literal: numberCode,
  float_literal: numberCode,
  parenthesized_expression: (context, node) => ['(', sole(context, node), ')'],
  selector_expression: selectorCode,
  index_expression: indexCode,
  slice_expression: sliceCode,
  call_expression: callCode,
  type_conversion_expression: conversionCode,
  type_assertion_expression: (context, node) => operand(context, node),
  type_instantiation_expression: (context, node) => typeName(context, part(node, 'type')) ?? 'undefined',
  composite_literal: compositeCode,
  func_literal: (context, node) => at(node, '(function ', functionTail(context, node), ')'),
  unary_expression: unaryCode,
  binary_expression: binaryCode,
  expression_list: (context, node) => listCode(context, node),
  type_identifier: (context, node) => typeName(context, node) ?? 'undefined',
  qualified_type: (context, node) => typeName(context, node) ?? 'undefined',
  generic_type: (context, node) => typeName(context, node) ?? 'undefined',
};

/** Whether a node is an expression that is followed. */
export function isExpression({ type }: SyntaxNode): boolean {
  return Object.hasOwn(kinds, type);
}

/** An expression; a hole where it has no equivalent, with what it is made of. */
export function expression(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  const parts = inner(node).filter(isExpression);
  return hole(
    node.type.replaceAll('_', ' '),
    node,
    parts.map((child) => expression(context, child)),
  );
}

function listCode(context: Context, node: SyntaxNode): Code {
  const values = inner(node).map((child) => expression(context, child));
  return values.length === 1 ? (values[0] ?? '') : at(node, '[', joined(values, ', '), ']');
}

function nameCode(context: Context, node: SyntaxNode): Code {
  return at(node, writtenName(context, node.text));
}

function sole(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  return only === undefined ? 'undefined' : expression(context, only);
}

function operand(context: Context, node: SyntaxNode): Code {
  const value = part(node, 'operand');
  return value === undefined ? 'undefined' : expression(context, value);
}

function numberCode(_context: Context, node: SyntaxNode): Code {
  const plain = node.text.replaceAll('_', '');
  return /^(?:0|[1-9]\d*|0[xXoObB][\da-fA-F]+|\d+\.\d+)$/.test(plain) ? plain : hole('number', node, []);
}

// o.k
function selectorCode(context: Context, node: SyntaxNode): Code {
  const of = part(node, 'operand');
  const name = part(node, 'field')?.text ?? '';
  if (of === undefined) return hole('selector', node, []);
  const code = expression(context, of);
  const isPlain = /^(?:identifier|selector_expression|call_expression|index_expression|parenthesized_expression)$/.test(
    of.type,
  );
  return at(node, isPlain ? code : ['(', code, ')'], '.', memberName(name));
}

/** Members that JavaScript has for something else. */
export function memberName(name: string): string {
  return /^(?:constructor|prototype|__proto__)$/.test(name) ? `${name}_` : name;
}

function indexCode(context: Context, node: SyntaxNode): Code {
  const [of, key] = [part(node, 'operand'), part(node, 'index')];
  if (of === undefined || key === undefined) return hole('index', node, []);
  return at(node, '(', expression(context, of), ')[', expression(context, key), ']');
}

function sliceCode(context: Context, node: SyntaxNode): Code {
  const [start, end] = [part(node, 'start'), part(node, 'end')];
  const from = start === undefined ? '0' : expression(context, start);
  const to = end === undefined ? [] : [', ', expression(context, end)];
  return at(node, '(', operand(context, node), ').slice(', from, ...to, ')');
}

// T(x)
function conversionCode(context: Context, node: SyntaxNode): Code {
  const [type, value] = [part(node, 'type'), part(node, 'operand')];
  const code = value === undefined ? 'undefined' : expression(context, value);
  const name = typeName(context, type);
  return name === undefined || type?.type !== 'generic_type' ? code : at(node, name, '(', code, ')');
}

function unaryCode(context: Context, node: SyntaxNode): Code {
  const operator = part(node, 'operator')?.text ?? '';
  const value = part(node, 'operand');
  if (value === undefined) return hole('operator', node, []);
  const code = expression(context, value);
  if (operator === '&') return addressCode(context, node, value, code);
  if (operator === '*') return help('copied', node, [code]);
  if (operator === '!' || operator === '-' || operator === '+') return at(node, `(${operator} `, code, ')');
  return hole(operator, node, [code]);
}

/** Whoever gets the address of a variable that holds no object may set it. */
function addressCode(context: Context, node: SyntaxNode, value: SyntaxNode, code: Code): Code {
  const isVariable = /^(?:identifier|selector_expression|index_expression)$/.test(value.type);
  if (!isVariable || (value.type === 'identifier' && findLocal(context.scope, value.text) === undefined)) return code;
  const given = context.file.fresh.next();
  return help('address', node, [code, ['(', given, ') => { ', code, ` = ${given}; }`]]);
}

const sameOperators: ReadonlySet<string> = new Set(['-', '*', '/', '%', '&&', '||', '<', '>', '<=', '>=']);

function binaryCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  const operator = part(node, 'operator')?.text ?? '';
  if (left === undefined || right === undefined) return hole('operator', node, []);
  const sides = [expression(context, left), expression(context, right)];
  const [a = '', b = ''] = sides;
  if (operator === '+') return at(node, '(', a, ' + ', b, ')');
  if (operator === '==' || operator === '!=') {
    const isLoose = left.type === 'nil' || right.type === 'nil';
    return at(node, '(', a, ` ${operator}${isLoose ? '' : '='} `, b, ')');
  }
  return sameOperators.has(operator) ? at(node, '(', a, ` ${operator} `, b, ')') : hole(operator, node, sides);
}

/** Several values that one expression gives, as a list of so many. */
export function manyCode(context: Context, node: SyntaxNode, count: number): Code {
  return at(node, helper('many'), '(', expression(context, node), `, ${count})`);
}
