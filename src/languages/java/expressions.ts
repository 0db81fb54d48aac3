import { parametersCode } from '../classy/methods.ts';
import type { Context } from '../classy/model.ts';
import {
  calleeCode,
  fieldNameOf,
  inside,
  isLocal,
  isTypeName,
  memberName,
  nameCode,
  selfOf,
  typeCode,
} from '../classy/names.ts';
import { typeModelCode } from '../classy/types.ts';
import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, part, type SyntaxNode } from '../tree.ts';
import { typeNameOf } from './dialect.ts';
import { innerOf, parametersOf, readAnonymous } from './read.ts';
import { block } from './statements.ts';
import { stringCode } from './strings.ts';
import { switchExpression } from './switch.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  identifier: nameCode,
  string_literal: (_context, node) => stringCode(node),
  character_literal: (_context, node) => stringCode(node),
  decimal_integer_literal: numberCode,
  hex_integer_literal: numberCode,
  decimal_floating_point_literal: numberCode,
  true: () => 'true',
  false: () => 'false',
  null_literal: () => 'null',
  this: (context) => (context.isStatic ? 'undefined' : 'this'),
  parenthesized_expression: (context, node) => ['(', sole(context, node), ')'],
  field_access: fieldCode,
  array_access: arrayAccess,
  method_invocation: callCode,
  object_creation_expression: newCode,
  array_creation_expression: newArray,
  array_initializer: listCode,
  element_value_array_initializer: listCode,
  lambda_expression: lambdaCode,
  method_reference: referenceCode,
  assignment_expression: assignmentCode,
  update_expression: updateCode,
  unary_expression: unaryCode,
  binary_expression: binaryCode,
  ternary_expression: ternaryCode,
  cast_expression: castCode,
  instanceof_expression: instanceOf,
  switch_expression: switchExpression,
  class_literal: (context, node) => typeValue(context, innerOf(node)[0] ?? node),
  scoped_identifier: fieldCode,
};

export function isExpression({ type }: SyntaxNode): boolean {
  return Object.hasOwn(kinds, type);
}

/** An expression; a hole where it has no equivalent, with what it is made of. */
export function expression(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  const known = innerOf(node).filter(isExpression);
  return hole(
    node.type.replaceAll('_', ' '),
    node,
    known.map((child) => expression(context, child)),
  );
}

function sole(context: Context, node: SyntaxNode): Code {
  const [only] = innerOf(node);
  return only === undefined ? 'undefined' : expression(context, only);
}

function partCode(context: Context, node: SyntaxNode, name: string): Code {
  const found = part(node, name);
  return found === undefined ? 'undefined' : expression(context, found);
}

function numberCode(_context: Context, node: SyntaxNode): Code {
  const plain = node.text.replaceAll('_', '').replace(/[lLfFdD]$/, '');
  return /^(?:0|[1-9]\d*|\d+\.\d+)$/.test(plain) ? plain : hole('number', node, []);
}

/** A class where its value is meant, also one with its package in front. */
function typeValue(context: Context, node: SyntaxNode): Code {
  const name = typeNameOf(node);
  return name === undefined ? hole('type', node, []) : typeCode(context, name, node);
}

// o.f
function fieldCode(context: Context, node: SyntaxNode): Code {
  const object = part(node, 'object') ?? part(node, 'scope');
  const field = part(node, 'field') ?? part(node, 'name');
  if (object === undefined || field === undefined) return hole('field', node, []);
  if (field.type === 'this') return outerThis(context, object.text, node);
  if (isPackage(context, object))
    return isTypeName(field.text) ? typeCode(context, field.text, node) : hole('package', node, []);
  if (isTypeName(field.text) && isTypeReference(context, object))
    return at(node, receiver(context, object), '.', memberName(field.text));
  return at(node, receiver(context, object), '.', fieldNameOf(context, field.text));
}

/** `a.b` in `a.b.C`: names that nothing has, all in small letters. */
function isPackage(context: Context, node: SyntaxNode): boolean {
  if (!/^[a-z][\w.]*$/.test(node.text) || /[A-Z]/.test(node.text)) return false;
  const first = node.text.split('.')[0] ?? '';
  if (!/^(?:java|javax|org|com|net|io|okhttp3|retrofit2)$/.test(first)) return false;
  return !isLocal(context, first);
}

function isTypeReference(context: Context, node: SyntaxNode): boolean {
  return node.type === 'identifier'
    ? isTypeName(node.text) && !isLocal(context, node.text)
    : node.type === 'field_access';
}

// Outer.this
function outerThis(context: Context, name: string, node: SyntaxNode): Code {
  for (let type = context.type; type !== undefined; type = type.outer)
    if (type.model.name === name) return at(node, selfOf(context, type));
  return hole('this', node, []);
}

function receiver(context: Context, node: SyntaxNode): Code {
  if (node.type === 'super') return 'super';
  const isPlain =
    /^(?:identifier|this|field_access|method_invocation|array_access|parenthesized_expression|scoped_identifier)$/.test(
      node.type,
    );
  const code = expression(context, node);
  return isPlain ? code : ['(', code, ')'];
}

function arrayAccess(context: Context, node: SyntaxNode): Code {
  return at(node, '(', partCode(context, node, 'array'), ')[', partCode(context, node, 'index'), ']');
}

export function argumentsCode(context: Context, node: SyntaxNode): Code {
  const list = part(node, 'arguments');
  return joined(list === undefined ? [] : innerOf(list).map((arg) => expression(context, arg)), ', ');
}

// o.m(a), m(a)
function callCode(context: Context, node: SyntaxNode): Code {
  const [object, name] = [part(node, 'object'), part(node, 'name')];
  if (name === undefined) return hole('call', node, []);
  const args = argumentsCode(context, node);
  if (object === undefined) return at(node, calleeCode(context, name), '(', args, ')');
  // Outer.super.m(), I.super.m()
  if (childrenOf(node).some(({ type }) => type === 'super') && object.type !== 'super')
    return at(node, receiver(context, object), '.prototype.', memberName(name.text), '.call(this, ', args, ')');
  return at(node, receiver(context, object), '.', memberName(name.text), '(', args, ')');
}

// new C(a), new C(a) { … }
function newCode(context: Context, node: SyntaxNode): Code {
  const type = part(node, 'type');
  if (type === undefined) return hole('new', node, []);
  const args = argumentsCode(context, node);
  const body = innerOf(node).find((child) => child.type === 'class_body');
  if (body === undefined) return at(node, 'new ', classOf(context, type), '(', args, ')');
  const model = readAnonymous(node, body, type);
  return at(node, 'new (', typeModelCode(context, model, true), ')(', args, ')');
}

/** `A.B` is a class in a class, `a.b.C` one in a package. */
function classOf(context: Context, type: SyntaxNode): Code {
  const written = type.type === 'generic_type' ? (innerOf(type)[0] ?? type) : type;
  if (written.type !== 'scoped_type_identifier') return typeValue(context, written);
  const names = written.text.replace(/\s|@\w+|<[^>]*>/g, '').split('.');
  const start = names.findIndex((name) => isTypeName(name));
  const [first = '', ...rest] = names.slice(Math.max(start, 0));
  return [typeCode(context, first, written), ...rest.map((name) => `.${memberName(name)}`)];
}

function newArray(context: Context, node: SyntaxNode): Code {
  const value = part(node, 'value');
  return value === undefined ? hole('array', node, []) : expression(context, value);
}

function listCode(context: Context, node: SyntaxNode): Code {
  return at(
    node,
    '[',
    joined(
      innerOf(node).map((child) => expression(context, child)),
      ', ',
    ),
    ']',
  );
}

// (a) -> e, a -> { … }
function lambdaCode(context: Context, node: SyntaxNode): Code {
  const [list, body] = [part(node, 'parameters'), part(node, 'body')];
  const parameters = list?.type === 'identifier' ? parametersOfName(list) : parametersOf(list);
  if (body === undefined) return hole('lambda', node, []);
  const within = inside(
    context,
    parameters.map(({ name }) => name),
  );
  const head = ['(', parametersCode(within, parameters), ') => '];
  return at(node, '(', head, body.type === 'block' ? block(within, body) : ['(', expression(within, body), ')'], ')');
}

function parametersOfName(node: SyntaxNode) {
  return [{ node, name: node.text, type: undefined, isRest: false, marks: [] }];
}

// o::m, C::new
function referenceCode(context: Context, node: SyntaxNode): Code {
  const [of, name] = innerOf(node).filter(({ type }) => type !== 'type_arguments');
  if (of === undefined) return hole('method reference', node, []);
  if (name === undefined) return at(node, '((...all) => new ', typeValue(context, of), '(...all))');
  const member = memberName(name.text);
  const isType = of.type !== 'this' && of.type !== 'super' && isTypeReference(context, of);
  if (!isType) return at(node, '((...all) => ', receiver(context, of), `.${member}(...all))`);
  return help('methodOf', node, [expression(context, of), JSON.stringify(member)]);
}

function assignmentCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return hole('assignment', node, []);
  const operator = (part(node, 'operator')?.text ?? '=').slice(0, -1);
  const [target, value] = [expression(context, left), expression(context, right)];
  if (operator === '') return at(node, '(', target, ' = ', value, ')');
  return at(node, '(', target, ' = ', operatorCode(node, operator, [expression(context, left), value]), ')');
}

function updateCode(context: Context, node: SyntaxNode): Code {
  const operator = childrenOf(node).find(({ type }) => type === '++' || type === '--')?.type ?? '++';
  const [target] = innerOf(node);
  if (target === undefined) return hole('update', node, []);
  return at(node, '(', expression(context, target), operator, ')');
}

function unaryCode(context: Context, node: SyntaxNode): Code {
  return at(node, '(', part(node, 'operator')?.text ?? '-', ' ', partCode(context, node, 'operand'), ')');
}

const same: ReadonlySet<string> = new Set([
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '>>>',
  '<',
  '>',
  '<=',
  '>=',
  '&&',
  '||',
]);

/** Chains are as deep as they are long: what stands on the left is gone down by a loop. */
function binaryCode(context: Context, node: SyntaxNode): Code {
  const rights: SyntaxNode[] = [];
  let left: SyntaxNode | undefined = node;
  while (left !== undefined && left.type === 'binary_expression') {
    rights.push(left);
    left = part(left, 'left');
  }
  let code: Code = left === undefined ? 'undefined' : expression(context, left);
  let isText = left?.type === 'string_literal';
  for (const one of rights.reverse()) {
    const right = part(one, 'right');
    const operator = part(one, 'operator')?.text ?? '';
    const value = right === undefined ? 'undefined' : expression(context, right);
    isText = operator === '+' && (isText || right?.type === 'string_literal');
    code = isText ? at(one, '(', code, ' + ', value, ')') : operatorCode(one, operator, [code, value]);
  }
  return code;
}

function operatorCode(node: SyntaxNode, operator: string, [a, b]: readonly [Code, Code]): Code {
  if (operator === '+') return help('plus', node, [a, b]);
  if (operator === '==' || operator === '!=')
    return at(node, '(', a, ` ${operator}${isNull(node) ? '' : '='} `, b, ')');
  return same.has(operator) ? at(node, '(', a, ` ${operator} `, b, ')') : hole(operator, node, [a, b]);
}

function isNull(node: SyntaxNode): boolean {
  return part(node, 'left')?.type === 'null_literal' || part(node, 'right')?.type === 'null_literal';
}

function ternaryCode(context: Context, node: SyntaxNode): Code {
  const [condition, value, other] = ['condition', 'consequence', 'alternative'].map((name) =>
    partCode(context, node, name),
  );
  return at(node, '(', condition ?? '', ' ? ', value ?? '', ' : ', other ?? '', ')');
}

function castCode(context: Context, node: SyntaxNode): Code {
  return ['(', partCode(context, node, 'value'), ')'];
}

// o instanceof C c
function instanceOf(context: Context, node: SyntaxNode): Code {
  const [value, name, right] = [partCode(context, node, 'left'), part(node, 'name'), part(node, 'right')];
  const tested = name === undefined ? value : ['(', bind(context, name.text), ' = ', value, ')'];
  const type = right === undefined ? undefined : typeNameOf(right);
  return help('isOf', node, [
    tested,
    ...(type === undefined || right === undefined ? [] : [typeCode(context, type, right)]),
  ]);
}

/** A name that is bound in the middle of an expression. */
export function bind(context: Context, name: string): Code {
  context.hoisted.add(name);
  context.scope.names.add(name);
  return ownName(name);
}
