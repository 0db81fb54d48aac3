import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { childrenOf, inner, part, parts, type SyntaxNode } from '../tree.ts';
import { callCode } from './calls.ts';
import { dictionaryComprehension, listComprehension } from './comprehensions.ts';
import { type Context, nameCode, writtenName } from './context.ts';
import { lambdaCode } from './functions.ts';
import { stringCode } from './strings.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  identifier: nameCode,
  string: stringCode,
  concatenated_string: stringCode,
  integer: numberCode,
  float: numberCode,
  true: () => 'true',
  false: () => 'false',
  none: () => 'null',
  ellipsis: () => 'null',
  parenthesized_expression: (context, node) => ['(', soleValue(context, node), ')'],
  attribute: attributeCode,
  subscript: subscriptCode,
  call: callCode,
  list: listCode,
  tuple: listCode,
  set: listCode,
  expression_list: listCode,
  pattern_list: listCode,
  tuple_pattern: listCode,
  list_pattern: listCode,
  list_splat: spreadCode,
  list_splat_pattern: spreadCode,
  dictionary_splat: spreadCode,
  dictionary: dictionaryCode,
  list_comprehension: listComprehension,
  set_comprehension: listComprehension,
  generator_expression: listComprehension,
  dictionary_comprehension: dictionaryComprehension,
  lambda: lambdaCode,
  conditional_expression: conditionalCode,
  binary_operator: binaryCode,
  boolean_operator: booleanCode,
  not_operator: (context, node) => at(node, '!(', argument(context, node), ')'),
  unary_operator: (context, node) => at(node, `(${part(node, 'operator')?.text ?? '-'} `, argument(context, node), ')'),
  comparison_operator: comparisonCode,
  named_expression: namedCode,
  assignment: assignmentCode,
  await: (context, node) => at(node, '(await ', soleValue(context, node), ')'),
  yield: yieldCode,
  type: (context, node) => soleValue(context, node),
  as_pattern: (context, node) => soleValue(context, node),
};

/** Whether a node is an expression that is followed. */
export function isExpression({ type }: SyntaxNode): boolean {
  return Object.hasOwn(kinds, type);
}

/** An expression; a hole where it has no equivalent, with what it is made of. */
export function expression(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  const known = inner(node).filter(isExpression);
  return hole(
    node.type.replaceAll('_', ' '),
    node,
    known.map((child) => expression(context, child)),
  );
}

function soleValue(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  return only === undefined ? 'undefined' : expression(context, only);
}

function argument(context: Context, node: SyntaxNode): Code {
  const value = part(node, 'argument');
  return value === undefined ? 'undefined' : expression(context, value);
}

function numberCode(_context: Context, node: SyntaxNode): Code {
  const plain = node.text.replaceAll('_', '');
  return /^(?:0|[1-9]\d*|0[xXoObB][\da-fA-F]+|\d+\.\d+)$/.test(plain) ? plain : hole('number', node, []);
}

// o.k
function attributeCode(context: Context, node: SyntaxNode): Code {
  const known = context.file.dotted.get(node.text);
  if (known !== undefined) return at(node, known);
  const object = part(node, 'object');
  const name = part(node, 'attribute')?.text ?? '';
  if (object === undefined) return hole('attribute', node, []);
  return at(node, receiverCode(context, object), '.', memberName(name));
}

/** What a member is read of: `super()` is JavaScript's `super`. */
export function receiverCode(context: Context, object: SyntaxNode): Code {
  if (object.type === 'call' && part(object, 'function')?.text === 'super') return 'super';
  const code = expression(context, object);
  return object.type === 'integer' || object.type === 'await' ? ['(', code, ')'] : code;
}

/** Members that JavaScript calls otherwise. */
export function memberName(name: string): string {
  return name === '__class__' ? 'constructor' : name;
}

// o[k], o[a:b], o[-1]
function subscriptCode(context: Context, node: SyntaxNode): Code {
  const object = part(node, 'value');
  const [key, ...more] = parts(node, 'subscript');
  if (object === undefined || key === undefined) return hole('subscript', node, []);
  const of = receiverCode(context, object);
  if (more.length > 0) return hole('subscript', node, [of, ...[key, ...more].map((one) => expression(context, one))]);
  if (key.type === 'slice') return sliceCode(context, node, of, key);
  if (/^-\d+$/.test(key.text)) return at(node, of, `.at(${key.text})`);
  return at(node, of, '[', expression(context, key), ']');
}

function sliceCode(context: Context, node: SyntaxNode, of: Code, slice: SyntaxNode): Code {
  const bounds: Code[] = ['undefined', 'undefined', 'undefined'];
  let place = 0;
  for (const child of childrenOf(slice)) {
    if (child.type === ':') place += 1;
    else if (child.isNamed) bounds[place] = expression(context, child);
  }
  if (place > 1) return hole('slice', node, [of, ...bounds]);
  const [from = 'undefined', to = 'undefined'] = bounds;
  return at(node, of, '.slice(', from === 'undefined' ? '0' : from, ...(to === 'undefined' ? [] : [', ', to]), ')');
}

function listCode(context: Context, node: SyntaxNode): Code {
  return at(
    node,
    '[',
    joined(
      inner(node).map((child) => expression(context, child)),
      ', ',
    ),
    ']',
  );
}

function spreadCode(context: Context, node: SyntaxNode): Code {
  return ['...', soleValue(context, node)];
}

function dictionaryCode(context: Context, node: SyntaxNode): Code {
  const members = inner(node).map((child) => {
    if (child.type === 'dictionary_splat') return spreadCode(context, child);
    const [key, value] = [part(child, 'key'), part(child, 'value')];
    if (key === undefined || value === undefined) return [];
    const name = /^(?:string|integer)$/.test(key.type)
      ? expression(context, key)
      : ['[', expression(context, key), ']'];
    return at(child, keyCode(key, name), ': ', expression(context, value));
  });
  return at(node, '({', joined(members, ', '), '})');
}

/** A string with values in it is a key that is worked out. */
function keyCode(key: SyntaxNode, code: Code): Code {
  return key.type === 'string' && inner(key).some(({ type }) => type === 'interpolation') ? ['[', code, ']'] : code;
}

// a if c else b
function conditionalCode(context: Context, node: SyntaxNode): Code {
  const [value, condition, other] = inner(node).map((child) => expression(context, child));
  return at(node, '(', condition ?? 'undefined', ' ? ', value ?? 'undefined', ' : ', other ?? 'undefined', ')');
}

const sameOperators: ReadonlySet<string> = new Set(['-', '*', '|', '&', '^', '<<', '>>', '**']);

function binaryCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  const operator = part(node, 'operator')?.text ?? '';
  if (left === undefined || right === undefined) return hole('operator', node, []);
  const sides = [expression(context, left), expression(context, right)];
  if (operator === '+') return plusCode(node, left, right, sides);
  if (operator === '%') return help('percent', node, sides);
  if (operator === '/') return help('over', node, sides);
  if (operator === '|') return help('union', node, sides);
  if (!sameOperators.has(operator)) return hole(operator, node, sides);
  return at(node, '(', sides[0] ?? '', ` ${operator} `, sides[1] ?? '', ')');
}

function plusCode(node: SyntaxNode, left: SyntaxNode, right: SyntaxNode, sides: readonly Code[]): Code {
  const isText = [left, right].some(({ type }) => type === 'string' || type === 'concatenated_string');
  return isText ? at(node, '(', sides[0] ?? '', ' + ', sides[1] ?? '', ')') : help('plus', node, sides);
}

function booleanCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return hole('operator', node, []);
  const operator = part(node, 'operator')?.text === 'or' ? '||' : '&&';
  return at(node, '(', expression(context, left), ` ${operator} `, expression(context, right), ')');
}

const containers: ReadonlySet<string> = new Set(['list', 'tuple', 'dictionary', 'set', 'list_comprehension']);

// a < b <= c  ⇒  a < b && b <= c
function comparisonCode(context: Context, node: SyntaxNode): Code {
  const values: SyntaxNode[] = [];
  const operators: string[] = [];
  for (const child of childrenOf(node)) {
    if (child.isNamed && child.type !== 'comment') values.push(child);
    else if (!child.isNamed) operators.push(child.text.replace(/\s+/g, ' '));
  }
  const compared = operators.map((operator, index) => {
    const [left, right] = [values[index], values[index + 1]];
    return left === undefined || right === undefined
      ? 'undefined'
      : comparedCode(context, node, operator, [left, right]);
  });
  return at(node, '(', joined(compared, ' && '), ')');
}

function comparedCode(
  context: Context,
  node: SyntaxNode,
  operator: string,
  [left, right]: readonly [SyntaxNode, SyntaxNode],
): Code {
  const sides = [expression(context, left), expression(context, right)];
  const [a = '', b = ''] = sides;
  if (operator === 'in' || operator === 'not in') {
    const isListed = /^(?:list|tuple|set)$/.test(right.type);
    const found = isListed ? at(node, b, '.includes(', a, ')') : help('in', node, sides);
    return operator === 'in' ? found : ['!', found];
  }
  const isEqual = operator === '==' || operator === 'is';
  if (!isEqual && operator !== '!=' && operator !== 'is not') return ['(', a, ` ${operator} `, b, ')'];
  if (left.type === 'none' || right.type === 'none') return ['(', a, isEqual ? ' == ' : ' != ', b, ')'];
  // Lists and dictionaries are compared by what they hold.
  if (containers.has(left.type) || containers.has(right.type)) return hole('comparison', node, sides);
  return ['(', a, isEqual ? ' === ' : ' !== ', b, ')'];
}

// (n := v)
function namedCode(context: Context, node: SyntaxNode): Code {
  const [name, value] = [part(node, 'name'), part(node, 'value')];
  if (name === undefined || value === undefined) return hole('assignment', node, []);
  return at(node, '(', writtenName(context, name.text), ' = ', expression(context, value), ')');
}

// a = b = c
export function assignmentCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return 'undefined';
  return at(node, targetCode(context, left), ' = ', expression(context, right));
}

/** What is assigned to. */
export function targetCode(context: Context, target: SyntaxNode): Code {
  return expression(context, target);
}

function yieldCode(context: Context, node: SyntaxNode): Code {
  const isFrom = childrenOf(node).some(({ type }) => type === 'from');
  return at(node, isFrom ? '(yield* ' : '(yield ', soleValue(context, node), ')');
}
