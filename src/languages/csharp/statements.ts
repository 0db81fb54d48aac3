import { parametersCode } from '../classy/methods.ts';
import type { Context } from '../classy/model.ts';
import { inside } from '../classy/names.ts';
import { bodyOf, valueOfType } from '../classy/types.ts';
import { help, hole } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, part, type SyntaxNode } from '../tree.ts';
import { expression, isExpression } from './expressions.ts';
import { patternCode } from './patterns.ts';
import { declaredValue, innerOf, methodOf } from './read.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const through: Lower = (context, node) => innerOf(node).map((child) => [statement(context, child), ' ']);

const kinds: Readonly<Record<string, Lower>> = {
  block,
  global_statement: through,
  expression_statement: (context, node) => innerOf(node).map((one) => at(node, expression(context, one), ';')),
  local_declaration_statement: (context, node) =>
    innerOf(node).flatMap((child) => (child.type === 'variable_declaration' ? [variables(context, child)] : [])),
  variable_declaration: variables,
  return_statement: (context, node) =>
    at(node, 'return ', value({ ...context, expected: context.returns }, node, ''), ';'),
  throw_statement: (context, node) => at(node, 'throw ', value(context, node, 'new Error()'), ';'),
  yield_statement: (context, node) =>
    innerOf(node).length === 0 ? 'return;' : at(node, 'yield ', value(context, node, ''), ';'),
  break_statement: (_context, node) => at(node, 'break;'),
  continue_statement: (_context, node) => at(node, 'continue;'),
  if_statement: ifCode,
  while_statement: (context, node) => at(node, 'while ', conditionOf(context, node), ' ', bodyOfLoop(context, node)),
  do_statement: (context, node) =>
    at(node, 'do ', bodyOfLoop(context, node), ' while ', conditionOf(context, node), ';'),
  for_statement: forCode,
  foreach_statement: forEachCode,
  try_statement: tryCode,
  using_statement: usingCode,
  lock_statement: through,
  checked_statement: through,
  fixed_statement: through,
  unsafe_statement: through,
  switch_statement: switchStatement,
  local_function_statement: localFunction,
  empty_statement: () => ';',
};

/** A statement; where it has no equivalent, what it consists of may run, in its order. */
export function statement(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  if (isExpression(node)) return at(node, expression(context, node), ';');
  const parts = innerOf(node).map((child) => [statement(context, child), ' ']);
  return parts.length === 0
    ? [hole(node.type.replaceAll('_', ' '), node, []), ';']
    : ['if (', help('perhaps', node, []), ') { ', parts, '}'];
}

export function block(context: Context, node: SyntaxNode): Code {
  if (node.type !== 'block') return statement(context, node);
  const within = inside(context);
  for (const child of innerOf(node))
    if (child.type === 'local_function_statement') within.scope.names.add(part(child, 'name')?.text ?? '');
  return ['{ ', innerOf(node).map((child) => [statement(within, child), '\n']), '}'];
}

function value(context: Context, node: SyntaxNode, nothing: string): Code {
  const [only] = innerOf(node);
  return only === undefined ? nothing : expression(context, only);
}

// var a = 1, b;
function variables(context: Context, node: SyntaxNode): Code {
  return innerOf(node)
    .filter(({ type }) => type === 'variable_declarator')
    .map((declarator) => {
      const pattern = innerOf(declarator).find(({ type }) => type === 'tuple_pattern');
      const given = declaredValue(declarator);
      const code = given === undefined ? undefined : valueOfType(context, given, part(node, 'type'));
      const names =
        pattern === undefined ? [part(declarator, 'name')?.text ?? ''] : innerOf(pattern).map(({ text }) => text);
      for (const name of names) context.scope.names.add(name);
      const isConst = code !== undefined && names.every((name) => !context.assigned.has(name));
      const target = pattern === undefined ? names.map(ownName).join('') : `[${names.map(ownName).join(', ')}]`;
      return at(declarator, isConst ? 'const ' : 'let ', target, ...(code === undefined ? [] : [' = ', code]), '; ');
    });
}

function conditionOf(context: Context, node: SyntaxNode): Code {
  const condition = part(node, 'condition');
  return condition === undefined ? '(true)' : ['(', expression(context, condition), ')'];
}

function braced(context: Context, node: SyntaxNode | undefined): Code {
  if (node === undefined) return '{}';
  return node.type === 'block' ? block(context, node) : ['{ ', statement(inside(context), node), ' }'];
}

function bodyOfLoop(context: Context, node: SyntaxNode): Code {
  return braced(context, part(node, 'body') ?? innerOf(node).at(-1));
}

function ifCode(context: Context, node: SyntaxNode): Code {
  const other = part(node, 'alternative');
  const head = at(node, 'if ', conditionOf(context, node), ' ', braced(context, part(node, 'consequence')));
  if (other === undefined) return head;
  return [head, ' else ', other.type === 'if_statement' ? statement(context, other) : braced(context, other)];
}

function forCode(context: Context, node: SyntaxNode): Code {
  const within = inside(context);
  const start = part(node, 'initializer');
  const condition = part(node, 'condition');
  const update = part(node, 'update');
  const first =
    start === undefined
      ? ''
      : start.type === 'variable_declaration'
        ? variables(within, start)
        : [expression(within, start), '; '];
  const head = at(
    node,
    'for (; ',
    condition === undefined ? '' : expression(within, condition),
    '; ',
    update === undefined ? '' : expression(within, update),
    ') ',
  );
  return ['{ ', first, head, bodyOfLoop(within, node), ' }'];
}

function forEachCode(context: Context, node: SyntaxNode): Code {
  const [left, list] = [part(node, 'left'), part(node, 'right')];
  const names =
    left === undefined ? [] : left.type === 'identifier' ? [left.text] : innerOf(left).map(({ text }) => text);
  const iterated = list === undefined ? 'undefined' : help('pairs', list, [expression(context, list)]);
  const within = inside(context, names);
  const target = left?.type === 'identifier' ? ownName(left.text) : `[${names.map(ownName).join(', ')}]`;
  const isAsync = childrenOf(node).some(({ type }) => type === 'await');
  return at(
    node,
    isAsync ? 'for await (' : 'for (',
    names.some((name) => context.assigned.has(name)) ? 'let ' : 'const ',
    target,
    ' of ',
    iterated,
    ') ',
    bodyOfLoop(within, node),
  );
}

function tryCode(context: Context, node: SyntaxNode): Code {
  const handlers = innerOf(node).filter(({ type }) => type === 'catch_clause');
  const last = innerOf(node).find(({ type }) => type === 'finally_clause');
  const error = context.file.fresh.next();
  const caught = handlers.map((handler, index) => [
    handlers.length === 1 ? '' : [index === 0 ? 'if (' : ' else if (', help('perhaps', handler, []), ') '],
    handlerCode(context, handler, error),
  ]);
  const finalBlock = last === undefined ? undefined : innerOf(last).find(({ type }) => type === 'block');
  const body = part(node, 'body');
  return at(
    node,
    ...['try ', body === undefined ? '{}' : block(context, body)],
    ...(handlers.length === 0 ? [] : [` catch (${error}) { `, caught, ' }']),
    ...(finalBlock === undefined ? [] : [' finally ', block(context, finalBlock)]),
    ...(handlers.length === 0 && finalBlock === undefined ? [' finally {}'] : []),
  );
}

function handlerCode(context: Context, handler: SyntaxNode, error: string): Code {
  const declaration = innerOf(handler).find(({ type }) => type === 'catch_declaration');
  const name = (declaration === undefined ? undefined : part(declaration, 'name'))?.text;
  const within = inside(context, name === undefined ? [] : [name]);
  const body = part(handler, 'body');
  const start = name === undefined ? '' : `const ${ownName(name)} = ${error}; `;
  const filter = innerOf(handler).find(({ type }) => type === 'catch_filter_clause');
  const test = filter === undefined ? '' : innerOf(filter).map((one) => [expression(within, one), '; ']);
  return ['{ ', start, test, body === undefined ? '' : block(within, body), ' }'];
}

function usingCode(context: Context, node: SyntaxNode): Code {
  const within = inside(context);
  const body = part(node, 'body');
  const parts = innerOf(node).filter((child) => child.startIndex !== body?.startIndex);
  return [
    '{ ',
    parts.map((child) => [statement(within, child), ' ']),
    body === undefined ? '' : braced(within, body),
    ' }',
  ];
}

function switchStatement(context: Context, node: SyntaxNode): Code {
  const [head, body] = [part(node, 'value'), part(node, 'body')];
  const name = context.file.fresh.next();
  const within = inside(context);
  const sections = (body === undefined ? [] : innerOf(body)).map((section) => {
    const parts = innerOf(section);
    const labels = parts.filter(({ type }) => /_pattern$|^discard$/.test(type));
    const guard = parts.find(({ type }) => type === 'when_clause');
    const code = parts
      .filter((one) => !labels.includes(one) && one !== guard)
      .map((one) => [statement(within, one), ' ']);
    const tests = labels.map((label) => ['case ', labelCode(within, name, label, guard !== undefined), ': ']);
    return [tests, childrenOf(section).some(({ type }) => type === 'default') ? 'default: ' : '', '{ ', code, '} '];
  });
  return [
    '{ ',
    `const ${name} = `,
    head === undefined ? 'undefined' : expression(context, head),
    '; ',
    at(node, `switch (${name}) { `, sections, '} }'),
  ];
}

function labelCode(context: Context, name: string, label: SyntaxNode, isGuarded: boolean): Code {
  const [only] = innerOf(label);
  if (label.type === 'constant_pattern' && only !== undefined && !isGuarded) return expression(context, only);
  return [
    '(',
    patternCode(context, name, label),
    `, ${'\u01C0'}perhaps()) ? ${name} : `,
    help('hole', label, ['"pattern"']),
    '',
  ];
}

function localFunction(context: Context, node: SyntaxNode): Code {
  const name = part(node, 'name')?.text ?? '';
  context.scope.names.add(name);
  const { parameters, body, isAsync, isGenerator } = methodOf(node, name);
  if (body === undefined) return '';
  const names = parameters.map((parameter) => parameter.name);
  const words = `${isAsync ? 'async ' : ''}`;
  // An arrow, so that `this` is the instance; one that yields has none of its own in the language either.
  if (isGenerator)
    return at(
      node,
      `const ${ownName(name)} = (${words}function* (`,
      parametersCode(context, parameters),
      ') ',
      bodyOf(context, body, names),
      ').bind(this);',
    );
  return at(
    node,
    `const ${ownName(name)} = ${words}(`,
    parametersCode(context, parameters),
    ') => ',
    bodyOf(context, body, names),
    ';',
  );
}
