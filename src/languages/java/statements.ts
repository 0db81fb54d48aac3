import type { Context } from '../classy/model.ts';
import { inside } from '../classy/names.ts';
import { typeModelCode } from '../classy/types.ts';
import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { part, parts, type SyntaxNode } from '../tree.ts';
import { expression, isExpression } from './expressions.ts';
import { innerOf, readType, typeKinds } from './read.ts';
import { switchStatement } from './switch.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  block: (context, node) => block(context, node),
  constructor_body: (context, node) => block(context, node),
  expression_statement: (context, node) => {
    const [only] = innerOf(node);
    if (only?.type === 'switch_expression') return switchStatement(context, only);
    return only === undefined ? ';' : at(node, expression(context, only), ';');
  },
  switch_expression: switchStatement,
  local_variable_declaration: localCode,
  return_statement: (context, node) => at(node, 'return ', value(context, node, ''), ';'),
  yield_statement: (context, node) => at(node, 'return ', value(context, node, ''), ';'),
  throw_statement: (context, node) => at(node, 'throw ', value(context, node, 'new Error()'), ';'),
  break_statement: (_context, node) => at(node, 'break ', labelOf(node), ';'),
  continue_statement: (_context, node) => at(node, 'continue ', labelOf(node), ';'),
  labeled_statement: labeledCode,
  if_statement: ifCode,
  while_statement: (context, node) => at(node, 'while ', conditionOf(context, node), ' ', bodyOfLoop(context, node)),
  do_statement: (context, node) =>
    at(node, 'do ', bodyOfLoop(context, node), ' while ', conditionOf(context, node), ';'),
  for_statement: forCode,
  enhanced_for_statement: forEachCode,
  try_statement: tryCode,
  try_with_resources_statement: tryCode,
  synchronized_statement: (context, node) => innerOf(node).map((child) => [statement(context, child), ' ']),
  assert_statement: (context, node) => [innerOf(node).map((child) => [expression(context, child), '; '])],
  explicit_constructor_invocation: () => '',
  import_declaration: () => '',
  package_declaration: () => '',
};

/** A statement; where it has no equivalent, what it consists of may run, in its order. */
export function statement(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  if (typeKinds.has(node.type)) return localType(context, node);
  if (isExpression(node)) return at(node, expression(context, node), ';');
  const parts = innerOf(node).map((child) => [statement(context, child), ' ']);
  return parts.length === 0
    ? [hole(node.type.replaceAll('_', ' '), node, []), ';']
    : ['if (', help('perhaps', node, []), ') { ', parts, '}'];
}

function localType(context: Context, node: SyntaxNode): Code {
  const model = readType(node);
  context.scope.names.add(model.name);
  return [typeModelCode(context, model, true), '\n'];
}

export function block(context: Context, node: SyntaxNode): Code {
  const within = inside(context);
  return ['{ ', innerOf(node).map((child) => [statement(within, child), '\n']), '}'];
}

function value(context: Context, node: SyntaxNode, nothing: string): Code {
  const [only] = innerOf(node);
  return only === undefined ? nothing : expression(context, only);
}

function labelOf(node: SyntaxNode): string {
  const [label] = innerOf(node);
  return label === undefined ? '' : ownName(label.text);
}

function labeledCode(context: Context, node: SyntaxNode): Code {
  const [label, body] = innerOf(node);
  return label === undefined || body === undefined ? ';' : [ownName(label.text), ': ', statement(context, body)];
}

// T a = 1, b;
export function localCode(context: Context, node: SyntaxNode): Code {
  return parts(node, 'declarator').map((declarator) => {
    const [name, given] = [part(declarator, 'name')?.text ?? '', part(declarator, 'value')];
    const code = given === undefined ? undefined : expression(context, given);
    context.scope.names.add(name);
    const word = given !== undefined && !context.assigned.has(name) ? 'const ' : 'let ';
    return at(declarator, word, ownName(name), ...(code === undefined ? [] : [' = ', code]), '; ');
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
  return braced(context, part(node, 'body'));
}

function ifCode(context: Context, node: SyntaxNode): Code {
  const other = part(node, 'alternative');
  const head = at(node, 'if ', conditionOf(context, node), ' ', braced(context, part(node, 'consequence')));
  if (other === undefined) return head;
  return [head, ' else ', other.type === 'if_statement' ? statement(context, other) : braced(context, other)];
}

function forCode(context: Context, node: SyntaxNode): Code {
  const within = inside(context);
  const starts = parts(node, 'init').map((one) =>
    one.type === 'local_variable_declaration' ? localCode(within, one) : [expression(within, one), '; '],
  );
  const condition = part(node, 'condition');
  const updates = joined(
    parts(node, 'update').map((one) => expression(within, one)),
    ', ',
  );
  const head = at(node, 'for (; ', condition === undefined ? '' : expression(within, condition), '; ', updates, ') ');
  return ['{ ', starts, head, bodyOfLoop(within, node), ' }'];
}

function forEachCode(context: Context, node: SyntaxNode): Code {
  const [name, list] = [part(node, 'name')?.text ?? '', part(node, 'value')];
  const iterated = list === undefined ? 'undefined' : expression(context, list);
  const within = inside(context, [name]);
  const word = context.assigned.has(name) ? 'let' : 'const';
  return at(node, `for (${word} ${ownName(name)} of `, iterated, ') ', bodyOfLoop(within, node));
}

// try (R r = …) { } catch (A | B e) { } finally { }
function tryCode(context: Context, node: SyntaxNode): Code {
  const within = inside(context);
  const resources = part(node, 'resources');
  const opened = resources === undefined ? [] : innerOf(resources).map((one) => resourceCode(within, one));
  const handlers = innerOf(node).filter(({ type }) => type === 'catch_clause');
  const last = innerOf(node).find(({ type }) => type === 'finally_clause');
  const error = context.file.fresh.next();
  const caught = handlers.map((handler, index) => [
    handlers.length === 1 ? '' : [index === 0 ? 'if (' : ' else if (', help('perhaps', handler, []), ') '],
    handlerCode(context, handler, error),
  ]);
  const finalBlock = last === undefined ? undefined : innerOf(last).find(({ type }) => type === 'block');
  return at(
    node,
    ...['try { ', opened, bodyOfLoop(within, node), ' }'],
    ...(handlers.length === 0 ? [] : [` catch (${error}) { `, caught, ' }']),
    ...(finalBlock === undefined ? [] : [' finally ', block(context, finalBlock)]),
    ...(handlers.length === 0 && finalBlock === undefined ? [' finally {}'] : []),
  );
}

function resourceCode(context: Context, node: SyntaxNode): Code {
  const [name, given] = [part(node, 'name'), part(node, 'value')];
  if (given === undefined)
    return [
      innerOf(node)
        .filter(isExpression)
        .map((one) => [expression(context, one), '; ']),
    ];
  const code = expression(context, given);
  if (name === undefined) return [code, '; '];
  context.scope.names.add(name.text);
  return at(node, 'const ', ownName(name.text), ' = ', code, '; ');
}

function handlerCode(context: Context, handler: SyntaxNode, error: string): Code {
  const parameter = innerOf(handler).find(({ type }) => type === 'catch_formal_parameter');
  const name = (parameter === undefined ? undefined : part(parameter, 'name'))?.text;
  const within = inside(context, name === undefined ? [] : [name]);
  const body = part(handler, 'body');
  const start = name === undefined ? '' : `const ${ownName(name)} = ${error}; `;
  return ['{ ', start, body === undefined ? '' : block(within, body), ' }'];
}
