import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { childrenOf, inner, part, type SyntaxNode } from '../tree.ts';
import { appendCode, arrayCode, listPattern, subscriptCode } from './arrays.ts';
import { callCode, methodCallCode, newCode, staticCallCode } from './calls.ts';
import { anonymousClass } from './classes.ts';
import { type Context, classCode, spareName, variableCode } from './context.ts';
import { arrowCode, closureCode } from './functions.ts';
import { includeCode } from './includes.ts';
import { matchCode } from './match.ts';
import { binaryCode } from './operators.ts';
import { asText, stringCode } from './strings.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  variable_name: variableCode,
  dynamic_variable_name: dynamicVariable,
  string: stringCode,
  encapsed_string: stringCode,
  heredoc: stringCode,
  nowdoc: stringCode,
  integer: numberCode,
  float: numberCode,
  boolean: (_context, node) => node.text.toLowerCase(),
  null: () => 'null',
  name: constantCode,
  qualified_name: constantCode,
  parenthesized_expression: (context, node) => ['(', sole(context, node), ')'],
  member_access_expression: memberCode,
  nullsafe_member_access_expression: memberCode,
  scoped_property_access_expression: staticPropertyCode,
  class_constant_access_expression: classConstantCode,
  subscript_expression: subscriptCode,
  function_call_expression: callCode,
  member_call_expression: methodCallCode,
  nullsafe_member_call_expression: methodCallCode,
  scoped_call_expression: staticCallCode,
  object_creation_expression: newCode,
  anonymous_class: anonymousClass,
  array_creation_expression: arrayCode,
  anonymous_function: closureCode,
  arrow_function: arrowCode,
  conditional_expression: conditionalCode,
  binary_expression: binaryCode,
  unary_op_expression: unaryCode,
  error_suppression_expression: sole,
  clone_expression: (context, node) => help('cloned', node, [sole(context, node)]),
  cast_expression: castCode,
  assignment_expression: assignmentCode,
  reference_assignment_expression: assignmentCode,
  augmented_assignment_expression: augmentedCode,
  update_expression: updateCode,
  sequence_expression: (context, node) => [
    '(',
    joined(
      inner(node).map((one) => expression(context, one)),
      ', ',
    ),
    ')',
  ],
  match_expression: matchCode,
  throw_expression: (context, node) => at(node, '(() => { throw ', sole(context, node), '; })()'),
  exit_statement: (_context, node) => at(node, '(() => { throw new Error("exit"); })()'),
  yield_expression: yieldCode,
  print_intrinsic: (context, node) => at(node, 'console.log(', sole(context, node), ')'),
  require_expression: includeCode,
  require_once_expression: includeCode,
  include_expression: includeCode,
  include_once_expression: includeCode,
  by_ref: sole,
  variadic_unpacking: (context, node) => ['...', sole(context, node)],
};

// "${x}" in a text is $x; $$x is any
function dynamicVariable(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  return only?.type === 'name' ? variableCode(context, only) : hole('variable variable', node, [sole(context, node)]);
}

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

export function sole(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  return only === undefined ? 'undefined' : expression(context, only);
}

export function partCode(context: Context, node: SyntaxNode, name: string): Code {
  const found = part(node, name);
  return found === undefined ? 'undefined' : expression(context, found);
}

function numberCode(_context: Context, node: SyntaxNode): Code {
  const plain = node.text.replaceAll('_', '');
  return /^(?:0|[1-9]\d*|0[xXoObB][\da-fA-F]+|\d+\.\d+)$/.test(plain) ? plain : hole('number', node, []);
}

const constants: Readonly<Record<string, string>> = {
  ...{ true: 'true', false: 'false', null: 'null', php_eol: '"\\n"', directory_separator: '"/"' },
  ...{ php_query_rfc3986: '2', php_query_rfc1738: '1', inf: 'Infinity' },
};

// A constant by its name
function constantCode(context: Context, node: SyntaxNode): Code {
  const name = node.text.split('\\').at(-1) ?? node.text;
  const known = constants[name.toLowerCase()];
  if (known !== undefined) return at(node, known);
  if (/^CURL/.test(name)) return at(node, quote(name));
  if (name === '__CLASS__') return at(node, quote(context.type?.fullName ?? ''));
  if (name === '__FUNCTION__') return at(node, quote(context.functionName));
  if (name === '__METHOD__') return at(node, quote(`${context.type?.fullName ?? ''}::${context.functionName}`));
  if (name === '__NAMESPACE__') return at(node, quote(context.file.namespace));
  if (/^__(?:DIR|FILE|LINE)__$/.test(name)) return at(node, helper('start'), `(${quote(name)})`);
  if (name === 'die' || name === 'exit') return at(node, '(() => { throw new Error("exit"); })()');
  return help('shared', node, ['"const"', quote(name)]);
}

/** The name of a member: a word, or what is worked out. */
export function memberKey(context: Context, node: SyntaxNode | undefined, sign: '$' | ''): Code {
  if (node?.type === 'name') return `.${sign}${node.text}`;
  if (node === undefined) return '.undefined';
  const key = expression(context, node);
  return sign === '' ? ['[', key, ']'] : ['[`', sign, '${', key, '}`]'];
}

// $o->p  ⇒  o.$p
function memberCode(context: Context, node: SyntaxNode): Code {
  const object = part(node, 'object');
  if (object === undefined) return hole('member', node, []);
  const key = memberKey(context, part(node, 'name'), '$');
  const isWorkedOut = Array.isArray(key);
  const dot = node.type.startsWith('nullsafe') ? (isWorkedOut ? '?.' : '?') : '';
  return at(node, receiver(context, object), dot, key);
}

/** What a member is read of. */
export function receiver(context: Context, object: SyntaxNode): Code {
  const code = expression(context, object);
  return /^(?:variable_name|member|nullsafe|scoped|subscript|function_call|parenthesized)/.test(object.type)
    ? code
    : ['(', code, ')'];
}

/** What stands before `::`. */
export function scopeCode(context: Context, scope: SyntaxNode): Code {
  const isName = /^(?:name|qualified_name|relative_scope|relative_name)$/.test(scope.type);
  return isName ? classCode(context, scope) : help('typeNamed', scope, [expression(context, scope)]);
}

// K::$p  ⇒  K.$p
function staticPropertyCode(context: Context, node: SyntaxNode): Code {
  const [scope, name] = [part(node, 'scope'), part(node, 'name')];
  if (scope === undefined || name === undefined) return hole('static property', node, []);
  return at(node, scopeCode(context, scope), `.${name.text}`);
}

// K::C, K::class
function classConstantCode(context: Context, node: SyntaxNode): Code {
  const [scope, name] = inner(node);
  if (scope === undefined || name === undefined) return hole('constant', node, []);
  if (/(?:^|\\)RequestOptions$/.test(scope.text)) return at(node, quote(name.text.toLowerCase()));
  if (name.text === 'class') return help('typeName', node, [scopeCode(context, scope)]);
  return at(node, scopeCode(context, scope), memberKey(context, name, ''));
}

function conditionalCode(context: Context, node: SyntaxNode): Code {
  const body = part(node, 'body');
  const [condition, other] = [partCode(context, node, 'condition'), partCode(context, node, 'alternative')];
  if (body === undefined) return at(node, '(', condition, ' || ', other, ')');
  return at(node, '(', condition, ' ? ', expression(context, body), ' : ', other, ')');
}

function unaryCode(context: Context, node: SyntaxNode): Code {
  const sign = childrenOf(node)[0]?.text ?? '!';
  return at(node, `(${/^[-+~!]$/.test(sign) ? sign : '!'} `, partCode(context, node, 'argument'), ')');
}

function castCode(context: Context, node: SyntaxNode): Code {
  const value = part(node, 'value');
  if (value === undefined) return hole('cast', node, []);
  const type = (part(node, 'type')?.text ?? '').toLowerCase();
  if (type === 'string' || type === 'binary') return at(node, '`${', asText(context, value), '}`');
  const code = expression(context, value);
  if (type === 'array') return help('asArray', node, [code]);
  if (type === 'object') return help('objectOf', node, [code]);
  if (/^bool/.test(type)) return at(node, '(!!', code, ')');
  return /^(?:int|integer|float|double)$/.test(type) ? help('int', node, [code]) : code;
}

/** An array that is copied where it gets another name. */
export function copiedCode(context: Context, node: SyntaxNode): Code {
  const code = expression(context, node);
  const mayShare = /^(?:variable_name|member_access_expression|subscript_expression|scoped_property|class_constant)/;
  return mayShare.test(node.type) && node.text !== '$this' ? [helper('copiedArray'), '(', code, ')'] : code;
}

function assignmentCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return hole('assignment', node, []);
  const isReference = node.type === 'reference_assignment_expression';
  const value = isReference
    ? expression(context, right)
    : copiedCode({ ...context, keyed: keyedFor(context, left) }, right);
  return assigned(context, node, left, value);
}

/** Whether the array that is assigned is filled by key later on. */
function keyedFor({ keyed }: Context, left: SyntaxNode): ReadonlySet<string> {
  return keyed.has(left.text) ? new Set([...keyed, '[]']) : keyed;
}

/** `left = value`, whatever stands on the left. */
export function assigned(context: Context, node: SyntaxNode, left: SyntaxNode, value: Code): Code {
  if (left.type === 'list_literal' || left.type === 'array_creation_expression')
    return at(node, '(', listPattern(context, left), ' = ', value, ')');
  if (left.type === 'subscript_expression' && inner(left).length < 2) return appendCode(context, node, left, value);
  return at(node, '(', targetCode(context, left), ' = ', value, ')');
}

/** What is assigned to. */
export function targetCode(context: Context, target: SyntaxNode): Code {
  if (target.type === 'variable_name') return at(target, target.text);
  if (target.type === 'list_literal' || target.type === 'array_creation_expression')
    return listPattern(context, target);
  if (target.type === 'subscript_expression') return subscriptCode(context, target, true);
  if (target.type === 'by_ref') return targetCode(context, inner(target)[0] ?? target);
  const isPlace = /^(?:member_access_expression|scoped_property_access_expression)$/.test(target.type);
  if (isPlace) return expression(context, target);
  const spare = spareName(context);
  return spare;
}

// $a .= 'x', $a ??= 1, $a += 1
function augmentedCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return hole('assignment', node, []);
  const operator = part(node, 'operator')?.text ?? '';
  const before = expression(context, left);
  if (operator === '.=')
    return assigned(context, node, left, at(node, '`${', asText(context, left), '}${', asText(context, right), '}`'));
  const value = expression(context, right);
  if (operator === '??=') return assigned(context, node, left, ['(', before, ' ?? ', value, ')']);
  if (operator === '+=') return assigned(context, node, left, help('sum', node, [before, value]));
  if (/^[-*/%]=$/.test(operator))
    return assigned(context, node, left, ['(', before, ` ${operator.slice(0, -1)} `, value, ')']);
  return assigned(context, node, left, hole(operator, node, [before, value]));
}

// $i++
function updateCode(context: Context, node: SyntaxNode): Code {
  const target = part(node, 'argument');
  if (target === undefined) return hole('step', node, []);
  const sign = node.text.includes('--') ? '-' : '+';
  return assigned(context, node, target, ['(', expression(context, target), ` ${sign} 1)`]);
}

// yield $k => $v
function yieldCode(context: Context, node: SyntaxNode): Code {
  const isFrom =
    childrenOf(node).some(({ type, isNamed }) => !isNamed && type === 'from') || /^yield\s+from\b/.test(node.text);
  const [only] = inner(node);
  const value = only?.type === 'array_element_initializer' ? inner(only).at(-1) : only;
  const code = value === undefined ? 'undefined' : expression(context, value);
  return at(node, isFrom ? '(yield* ' : '(yield ', isFrom ? help('values', node, [code]) : code, ')');
}
