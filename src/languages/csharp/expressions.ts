import { parametersCode } from '../classy/methods.ts';
import type { Context } from '../classy/model.ts';
import { calleeCode, fieldNameOf, inside, isTypeName, memberName, nameCode, typeCode } from '../classy/names.ts';
import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, part, type SyntaxNode } from '../tree.ts';
import { typeNameOf } from './dialect.ts';
import { patternCode } from './patterns.ts';
import { innerOf, parametersOf } from './read.ts';
import { block } from './statements.ts';
import { interpolatedCode, stringCode } from './strings.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const text: Lower = (_context, node) => stringCode(node);

const kinds: Readonly<Record<string, Lower>> = {
  identifier: nameCode,
  generic_name: (context, node) => nameCode(context, innerOf(node)[0] ?? node),
  predefined_type: (context, node) => typeCode(context, predefined[node.text] ?? 'Object', node),
  string_literal: text,
  verbatim_string_literal: text,
  raw_string_literal: text,
  character_literal: text,
  interpolated_string_expression: interpolatedCode,
  integer_literal: numberCode,
  real_literal: numberCode,
  boolean_literal: (_context, node) => node.text,
  null_literal: () => 'null',
  this: (context) => (context.isStatic ? 'undefined' : 'this'),
  this_expression: (context) => (context.isStatic ? 'undefined' : 'this'),
  parenthesized_expression: (context, node) => ['(', sole(context, node), ')'],
  member_access_expression: memberCode,
  qualified_name: memberCode,
  element_access_expression: elementCode,
  member_binding_expression: (context, node) => bindingCode(context, node),
  element_binding_expression: elementBindingCode,
  conditional_access_expression: conditionalAccess,
  invocation_expression: callCode,
  object_creation_expression: newCode,
  implicit_object_creation_expression: implicitNew,
  anonymous_object_creation_expression: anonymousCode,
  array_creation_expression: listOf,
  implicit_array_creation_expression: listOf,
  initializer_expression: listCode,
  collection_expression: listCode,
  tuple_expression: (context, node) => at(node, '[', argumentsOf(context, node), ']'),
  lambda_expression: lambdaCode,
  anonymous_method_expression: lambdaCode,
  assignment_expression: assignmentCode,
  prefix_unary_expression: prefixCode,
  postfix_unary_expression: postfixCode,
  binary_expression: binaryCode,
  conditional_expression: ternaryCode,
  cast_expression: (context, node) => ['(', partCode(context, node, 'value'), ')'],
  as_expression: (context, node) => ['(', partCode(context, node, 'left'), ')'],
  is_expression: (_context, node) => help('perhaps', node, []),
  is_pattern_expression: isPattern,
  switch_expression: switchCode,
  await_expression: (context, node) => at(node, '(await ', sole(context, node), ')'),
  throw_expression: (context, node) => at(node, '(() => { throw ', sole(context, node), '; })()'),
  typeof_expression: (context, node) => typeValue(context, innerOf(node)[0] ?? node),
  default_expression: () => 'undefined',
  declaration_expression: (context, node) => bindName(context, part(node, 'name')),
  checked_expression: (context, node) => sole(context, node),
  arrow_expression_clause: (context, node) => sole(context, node),
  argument: (context, node) => argumentCode(context, node),
  constant_pattern: (context, node) => sole(context, node),
};

const predefined: Readonly<Record<string, string>> = {
  string: 'String',
  int: 'Int32',
  long: 'Int64',
  bool: 'Boolean',
  object: 'Object',
  double: 'Double',
};

export function isExpression({ type }: SyntaxNode): boolean {
  return Object.hasOwn(kinds, type);
}

/** An expression; a hole where it has no equivalent, with what it is made of. */
export function expression(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  const own = context.expected === undefined || passesOn.has(node.type) ? context : { ...context, expected: undefined };
  if (lower !== undefined) return lower(own, node);
  const known = innerOf(node).filter(isExpression);
  return hole(
    node.type.replaceAll('_', ' '),
    node,
    known.map((child) => expression(context, child)),
  );
}

/** What gives one of the values in it: those are of the type that it is to be of. */
const passesOn: ReadonlySet<string> = new Set([
  ...['implicit_object_creation_expression', 'conditional_expression', 'parenthesized_expression', 'switch_expression'],
  ...['await_expression', 'assignment_expression'],
]);

function sole(context: Context, node: SyntaxNode): Code {
  const [only] = innerOf(node);
  return only === undefined ? 'undefined' : expression(context, only);
}

function partCode(context: Context, node: SyntaxNode, name: string): Code {
  const found = part(node, name);
  return found === undefined ? 'undefined' : expression(context, found);
}

function numberCode(_context: Context, node: SyntaxNode): Code {
  const plain = node.text.replaceAll('_', '').replace(/[uUlLfFdDmM]+$/, '');
  return /^(?:0|[1-9]\d*|\d+\.\d+)$/.test(plain) ? plain : hole('number', node, []);
}

function typeValue(context: Context, node: SyntaxNode): Code {
  const name = typeNameOf(node);
  return name === undefined ? hole('type', node, []) : typeCode(context, name, node);
}

function receiver(context: Context, node: SyntaxNode): Code {
  if (node.type === 'base' || node.type === 'base_expression') return 'super';
  const isPlain =
    /^(?:identifier|this|member_access_expression|invocation_expression|element_access_expression|parenthesized_expression|generic_name|predefined_type)$/.test(
      node.type,
    );
  const code = expression(context, node);
  return isPlain ? code : ['(', code, ')'];
}

/** The name of a member, without its types. */
function nameOf(node: SyntaxNode | undefined): string {
  if (node === undefined) return '';
  return node.type === 'generic_name' ? (innerOf(node)[0]?.text ?? '') : node.text;
}

// o.M
function memberCode(context: Context, node: SyntaxNode): Code {
  const object = part(node, 'expression') ?? part(node, 'qualifier');
  const name = nameOf(part(node, 'name'));
  if (object === undefined) return hole('member', node, []);
  if (isNamespace(object)) return isTypeName(name) ? typeCode(context, name, node) : hole('namespace', node, []);
  const of = isOwnType(context, object) ? typeCode(context, object.text, object) : receiver(context, object);
  return at(node, of, '.', memberName(fieldNameOf(context, name)));
}

/** A property that is called as its type is: `Method Method`. In front of a dot the type is meant. */
function isOwnType({ type }: Context, { text: name }: SyntaxNode): boolean {
  const member = type?.model.members.find((one) => (one.is === 'accessor' || one.is === 'field') && one.name === name);
  return member !== undefined && member.is !== 'type' && part(member.node, 'type')?.text === name;
}

function isNamespace(node: SyntaxNode): boolean {
  return (
    /^(?:System|Microsoft|Newtonsoft)(?:\.[A-Z]\w*)*$/.test(node.text) &&
    !/(?:Uri|String|Math|Environment)$/.test(node.text)
  );
}

function elementCode(context: Context, node: SyntaxNode): Code {
  const list = part(node, 'subscript');
  return at(
    node,
    '(',
    partCode(context, node, 'expression'),
    ')[',
    list === undefined ? '' : argumentsOf(context, list),
    ']',
  );
}

function bindingCode(context: Context, node: SyntaxNode): Code {
  return [context.conditional ?? 'undefined', '?.', memberName(nameOf(part(node, 'name')))];
}

// o?[i]; the grammar takes the collection [a, b] for one as well
function elementBindingCode(context: Context, node: SyntaxNode): Code {
  if (context.conditional !== undefined) return [context.conditional, '?.[', argumentsOf(context, node), ']'];
  const parts = innerOf(node).filter(({ text: written }) => written !== '');
  return at(
    node,
    '[',
    joined(
      parts.map((one) => expression(context, one)),
      ', ',
    ),
    ']',
  );
}

// o?.M
function conditionalAccess(context: Context, node: SyntaxNode): Code {
  const [condition, rest] = innerOf(node);
  if (condition === undefined || rest === undefined) return hole('conditional access', node, []);
  return expression({ ...context, conditional: receiver(context, condition) }, rest);
}

function argumentCode(context: Context, node: SyntaxNode): Code {
  const value = innerOf(node).at(-1);
  return value === undefined ? 'undefined' : expression(context, value);
}

/** The arguments in a list: those with a name stand last, as one. */
export function argumentsOf(context: Context, list: SyntaxNode): Code {
  const all = innerOf(list).filter(({ type }) => type === 'argument' || isExpression({ type } as SyntaxNode));
  const isNamed = (arg: SyntaxNode) =>
    arg.type === 'argument' && part(arg, 'name') !== undefined && innerOf(arg).length > 1;
  const codes = all.filter((arg) => !isNamed(arg)).map((arg) => expression(context, arg));
  const named = all
    .filter(isNamed)
    .map((arg) => at(arg, quote(part(arg, 'name')?.text ?? ''), ': ', argumentCode(context, arg)));
  if (named.length > 0) codes.push(help('keywords', list, [['{', joined(named, ', '), '}']]));
  return joined(codes, ', ');
}

function callCode(context: Context, node: SyntaxNode): Code {
  const callee = part(node, 'function');
  const list = part(node, 'arguments');
  if (callee === undefined) return hole('call', node, []);
  if (callee.text === 'nameof') return quote(/(\w+)\W*$/.exec(list?.text ?? '')?.[1] ?? '');
  const args = list === undefined ? '' : argumentsOf(context, list);
  const plain = plainOverload(context, callee, list);
  if (plain !== undefined) return at(node, plain, '(', args, ')');
  if (callee.type === 'identifier' || callee.type === 'generic_name')
    return at(
      node,
      calleeCode(context, callee.type === 'generic_name' ? (innerOf(callee)[0] ?? callee) : callee),
      '(',
      args,
      ')',
    );
  if (callee.type === 'member_access_expression') {
    const [object, name] = [part(callee, 'expression'), nameOf(part(callee, 'name'))];
    // What only says on which thread to go on.
    if (object !== undefined && name === 'ConfigureAwait') return expression(context, object);
    if (object !== undefined && !isNamespace(object))
      return at(node, receiver(context, object), '.', memberName(name), '(', args, ')');
  }
  return at(node, receiver(context, callee), '(', args, ')');
}

/** The overload without type parameters, where a method that has some calls its own name without. */
function plainOverload({ plainOverloads, type, isStatic }: Context, callee: SyntaxNode, list: SyntaxNode | undefined) {
  if (plainOverloads === undefined || type === undefined) return undefined;
  const name = callee.type === 'member_access_expression' ? part(callee, 'name') : callee;
  const isOwn = callee === name || ['this', 'this_expression'].includes(part(callee, 'expression')?.type ?? '');
  if (!isOwn || name?.type !== 'identifier' || name.text !== plainOverloads.name) return undefined;
  const found = plainOverloads.byLength.get(list === undefined ? 0 : innerOf(list).length);
  return found === undefined ? undefined : `${isStatic ? type.local : 'this'}.${found}`;
}

// new C(a) { P = b }
function newCode(context: Context, node: SyntaxNode): Code {
  const [type, list, filled] = [part(node, 'type'), part(node, 'arguments'), part(node, 'initializer')];
  if (type === undefined) return hole('new', node, []);
  const made = at(node, 'new ', classOf(context, type), '(', list === undefined ? '' : argumentsOf(context, list), ')');
  return filled === undefined ? made : filledCode(context, node, made, filled);
}

// C c = new(a) { P = b }: what the type says that is meant there
function implicitNew(context: Context, node: SyntaxNode): Code {
  const list = innerOf(node).find(({ type }) => type === 'argument_list');
  const [args, filled] = [list === undefined ? '' : argumentsOf(context, list), part(node, 'initializer')];
  const name = context.expected === undefined ? undefined : typeNameOf(resultOf(context.expected));
  const made =
    name === undefined ? hole('new', node, [args]) : at(node, 'new ', typeCode(context, name, node), '(', args, ')');
  return filled === undefined ? made : filledCode(context, node, made, filled);
}

/** Of `Task<T>`, which async methods give, what is waited for. */
function resultOf(type: SyntaxNode): SyntaxNode {
  const [name, args] = type.type === 'generic_name' ? innerOf(type) : [];
  const [only] = args !== undefined && /^(?:Value)?Task$/.test(name?.text ?? '') ? innerOf(args) : [];
  return only ?? type;
}

function filledCode(context: Context, node: SyntaxNode, made: Code, filled: SyntaxNode): Code {
  const object = context.file.fresh.next();
  const steps = innerOf(filled).map((child) => {
    const [left, right] = [part(child, 'left'), part(child, 'right')];
    if (child.type === 'assignment_expression' && left !== undefined && right !== undefined) {
      const value = expression(context, right);
      if (left.type === 'identifier') return at(child, `${object}.${memberName(left.text)} = `, value, '; ');
      return at(child, `${object}[`, argumentsOf(context, left), '] = ', value, '; ');
    }
    const parts = child.type === 'initializer_expression' ? innerOf(child) : [child];
    return at(
      child,
      `${object}.Add(`,
      joined(
        parts.map((one) => expression(context, one)),
        ', ',
      ),
      '); ',
    );
  });
  return at(node, `((${object}) => { `, steps, `return ${object}; })(`, made, ')');
}

function classOf(context: Context, type: SyntaxNode): Code {
  if (type.type !== 'qualified_name') return typeValue(context, type);
  const object = part(type, 'qualifier');
  if (object === undefined || isNamespace(object) || !/^[A-Z]\w*$/.test(object.text)) return typeValue(context, type);
  return [typeCode(context, object.text, type), '.', memberName(nameOf(part(type, 'name')))];
}

function anonymousCode(context: Context, node: SyntaxNode): Code {
  const parts = childrenOf(node).filter(
    ({ type }) => type !== 'new' && type !== '{' && type !== '}' && type !== 'comment',
  );
  const members: Code[] = [];
  let current: SyntaxNode[] = [];
  const close = () => {
    const [first, sign, value] = current;
    if (first !== undefined && sign?.type === '=' && value !== undefined)
      members.push([quote(first.text), ': ', expression(context, value)]);
    else if (first !== undefined)
      members.push([quote(/(\w+)$/.exec(first.text)?.[1] ?? ''), ': ', expression(context, first)]);
    current = [];
  };
  for (const child of parts)
    if (child.type === ',') close();
    else current.push(child);
  close();
  return at(node, '({', joined(members, ', '), '})');
}

function listOf(context: Context, node: SyntaxNode): Code {
  const list = innerOf(node).find(({ type }) => type === 'initializer_expression');
  return list === undefined ? hole('array', node, []) : listCode(context, list);
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

function lambdaCode(context: Context, node: SyntaxNode): Code {
  const [list, body] = [part(node, 'parameters'), part(node, 'body') ?? innerOf(node).at(-1)];
  const parameters = parametersOf(list);
  if (body === undefined) return hole('lambda', node, []);
  const within = {
    ...inside(
      context,
      parameters.map(({ name }) => name),
    ),
    returns: undefined,
  };
  const isAsync = childrenOf(node).some(({ text: written }) => written === 'async');
  const head = [isAsync ? 'async ' : '', '(', parametersCode(within, parameters), ') => '];
  return at(node, '(', head, body.type === 'block' ? block(within, body) : ['(', expression(within, body), ')'], ')');
}

function assignmentCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return hole('assignment', node, []);
  const operator = (part(node, 'operator')?.text ?? '=').slice(0, -1);
  if (left.text === '_') return ['(', expression(context, right), ')'];
  const given = { ...context, expected: fieldType(context, left) ?? context.expected };
  const [target, value] = [expression(context, left), expression(given, right)];
  if (operator === '') return at(node, '(', target, ' = ', value, ')');
  return at(node, '(', target, ' = ', operatorCode(node, operator, [expression(context, left), value]), ')');
}

/** The type of the field or property of the class that is assigned to. */
function fieldType({ type }: Context, target: SyntaxNode): SyntaxNode | undefined {
  const name = target.type === 'member_access_expression' ? part(target, 'name') : target;
  const field = type?.model.members.find(
    (one) => (one.is === 'field' || one.is === 'accessor') && one.name === name?.text,
  );
  return field?.is === 'field' ? field.type : undefined;
}

function prefixCode(context: Context, node: SyntaxNode): Code {
  const [sign] = childrenOf(node);
  const value = sole(context, node);
  if (sign === undefined || !/^(?:!|-|\+|~|\+\+|--)$/.test(sign.type)) return hole('operator', node, [value]);
  return at(node, '(', sign.type, ' ', value, ')');
}

// a++, a!
function postfixCode(context: Context, node: SyntaxNode): Code {
  const sign = childrenOf(node).at(-1)?.type ?? '';
  return sign === '!' ? sole(context, node) : at(node, '(', sole(context, node), sign, ')');
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
  '<',
  '>',
  '<=',
  '>=',
  '&&',
  '||',
  '??',
]);
const texts = /^(?:string_literal|verbatim_string_literal|interpolated_string_expression|raw_string_literal)$/;

/** Chains are as deep as they are long: what stands on the left is gone down by a loop. */
function binaryCode(context: Context, node: SyntaxNode): Code {
  const rights: SyntaxNode[] = [];
  let left: SyntaxNode | undefined = node;
  while (left !== undefined && left.type === 'binary_expression') {
    rights.push(left);
    left = part(left, 'left');
  }
  let code: Code = left === undefined ? 'undefined' : expression(context, left);
  let isText = texts.test(left?.type ?? '');
  for (const one of rights.reverse()) {
    const right = part(one, 'right');
    const operator = part(one, 'operator')?.text ?? '';
    const value = right === undefined ? 'undefined' : expression(context, right);
    isText = operator === '+' && (isText || texts.test(right?.type ?? ''));
    code = isText ? at(one, '(', code, ' + ', value, ')') : operatorCode(one, operator, [code, value]);
  }
  return code;
}

function operatorCode(node: SyntaxNode, operator: string, [a, b]: readonly [Code, Code]): Code {
  if (operator === '+') return help('plus', node, [a, b]);
  const isNull = part(node, 'left')?.type === 'null_literal' || part(node, 'right')?.type === 'null_literal';
  if (operator === '==' || operator === '!=') return at(node, '(', a, ` ${operator}${isNull ? '' : '='} `, b, ')');
  return same.has(operator) ? at(node, '(', a, ` ${operator} `, b, ')') : hole(operator, node, [a, b]);
}

function ternaryCode(context: Context, node: SyntaxNode): Code {
  const [condition, value, other] = ['condition', 'consequence', 'alternative'].map((name) =>
    partCode(context, node, name),
  );
  return at(node, '(', condition ?? '', ' ? ', value ?? '', ' : ', other ?? '', ')');
}

function isPattern(context: Context, node: SyntaxNode): Code {
  const [value, pattern] = [partCode(context, node, 'expression'), part(node, 'pattern')];
  return pattern === undefined ? help('perhaps', node, []) : patternCode(context, value, pattern);
}

// x switch { A => e, _ => f }
function switchCode(context: Context, node: SyntaxNode): Code {
  const [value, ...arms] = innerOf(node);
  const name = context.file.fresh.next();
  const within = inside(context);
  const codes = arms.map((arm) => {
    const parts = innerOf(arm);
    const [pattern, result] = [parts[0], parts.at(-1)];
    if (pattern === undefined || result === undefined) return '';
    const guard = parts.find(({ type }) => type === 'when_clause');
    const test = pattern.type === 'discard' ? 'true' : patternCode(within, name, pattern);
    const also = guard === undefined ? '' : [' && ', sole(within, guard)];
    return at(arm, 'if (', test, also, ') return ', expression(within, result), '; ');
  });
  return at(
    node,
    `((${name}) => { `,
    codes,
    '})(',
    value === undefined ? 'undefined' : expression(context, value),
    ')',
  );
}

/** A name that is bound in the middle of an expression. */
export function bindName(context: Context, name: SyntaxNode | undefined): Code {
  if (name === undefined) return 'undefined';
  context.hoisted.add(name.text);
  context.scope.names.add(name.text);
  return ownName(name.text);
}
