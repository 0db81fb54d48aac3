import { help, hole, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { inner, part, parts, type SyntaxNode } from '../tree.ts';
import { loopOver } from './arrays.ts';
import { constantElements } from './classes.ts';
import { type Context, variableCode } from './context.ts';
import { assigned, copiedCode, expression, isExpression, partCode, sole, targetCode } from './expressions.ts';
import { classKinds } from './kinds.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  expression_statement: expressionStatement,
  compound_statement: block,
  colon_block: block,
  return_statement: returnCode,
  echo_statement: echoCode,
  if_statement: ifCode,
  while_statement: (context, node) =>
    at(node, 'while (', partCode(context, node, 'condition'), ') ', bodyBlock(context, node)),
  do_statement: (context, node) =>
    at(node, 'do ', block(context, part(node, 'body')), ' while (', partCode(context, node, 'condition'), ');'),
  for_statement: forCode,
  foreach_statement: foreachCode,
  switch_statement: switchCode,
  try_statement: tryCode,
  break_statement: (_context, node) => at(node, 'break;'),
  continue_statement: (_context, node) => at(node, 'continue;'),
  exit_statement: (_context, node) => at(node, 'throw new Error("exit");'),
  unset_statement: unsetCode,
  function_static_declaration: staticsCode,
  const_declaration: constCode,
  declare_statement: (context, node) =>
    inner(node)
      .filter(({ type }) => type === 'compound_statement')
      .map((one) => block(context, one)),
  global_declaration: () => '',
  empty_statement: () => ';',
  text_interpolation: () => '',
  text: () => '',
  php_tag: () => '',
  php_end_tag: () => '',
  namespace_use_declaration: () => '',
  // Those of a file stand first.
  function_definition: () => '',
  ...Object.fromEntries([...classKinds].map((kind) => [kind, () => ''])),
};

/** A statement; where it has no equivalent, what it consists of may run, in its order. */
export function statement(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  if (isExpression(node)) return at(node, expression(context, node), ';');
  const insides = inner(node).map((child) => statement(context, child));
  return insides.length === 0
    ? [hole(node.type.replaceAll('_', ' '), node, []), ';']
    : ['if (', help('perhaps', node, []), ') { ', insides, ' }'];
}

function expressionStatement(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  if (only?.type === 'throw_expression') return at(node, 'throw ', sole(context, only), ';');
  if (only?.type === 'name' && /^(?:die|exit)$/i.test(only.text)) return at(node, 'throw new Error("exit");');
  return declarationCode(context, only) ?? at(node, sole(context, node), ';');
}

/** A variable that is set once is declared where it is: who reads it is then known. */
function declarationCode(context: Context, node: SyntaxNode | undefined): Code | undefined {
  if (node?.type !== 'assignment_expression') return undefined;
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left?.type !== 'variable_name' || right === undefined || !context.once.has(left.text)) return undefined;
  context.declared.add(left.text);
  const keyed = context.keyed.has(left.text) ? new Set([...context.keyed, '[]']) : context.keyed;
  return at(node, 'var ', left.text, ' = ', copiedCode({ ...context, keyed }, right), ';');
}

export function statements(context: Context, nodes: readonly SyntaxNode[]): Code {
  return nodes.map((node) => [statement(context, node), '\n']);
}

export function block(context: Context, node: SyntaxNode | undefined): Code {
  if (node === undefined) return '{}';
  const isBlock = node.type === 'compound_statement' || node.type === 'colon_block';
  return ['{ ', (isBlock ? inner(node) : [node]).map((child) => [statement(context, child), ' ']), '}'];
}

/** The body of a loop; in the notation with colons it may be several nodes. */
function bodyBlock(context: Context, node: SyntaxNode): Code {
  const bodies = parts(node, 'body');
  return bodies.length < 2 ? block(context, bodies[0]) : ['{ ', bodies.map((one) => block(context, one)), ' }'];
}

function returnCode(context: Context, node: SyntaxNode): Code {
  const [only] = inner(node);
  const value = only === undefined ? 'null' : expression(context, only);
  // What a file gives to who includes it.
  if (context.functionName === '') return at(node, '$returned = ', value, ';');
  return at(node, 'return ', value, ';');
}

function echoCode(context: Context, node: SyntaxNode): Code {
  return inner(node).map((child) => at(child, 'console.log(', expression(context, child), ');'));
}

function ifCode(context: Context, node: SyntaxNode): Code {
  const others = parts(node, 'alternative').map((clause) =>
    clause.type === 'else_if_clause'
      ? [' else if (', partCode(context, clause, 'condition'), ') ', block(context, part(clause, 'body'))]
      : [' else ', block(context, part(clause, 'body'))],
  );
  return at(node, 'if (', partCode(context, node, 'condition'), ') ', bodyBlock(context, node), others);
}

function forCode(context: Context, node: SyntaxNode): Code {
  const [first, test, step] = ['initialize', 'condition', 'update'].map((name) => {
    const found = part(node, name);
    return found === undefined ? '' : expression(context, found);
  });
  return at(node, 'for (', first ?? '', '; ', test ?? '', '; ', step ?? '', ') ', bodyBlock(context, node));
}

// foreach ($xs as $k => $v)  ⇒  for ([$k, $v] of entries(xs))
function foreachCode(context: Context, node: SyntaxNode): Code {
  const [over, target] = inner(node);
  if (over === undefined || target === undefined) return hole('foreach', node, []);
  const [key, value] = target.type === 'pair' ? inner(target) : [undefined, target];
  if (value === undefined) return hole('foreach', node, []);
  const isReference = value.type === 'by_ref';
  const names =
    key === undefined
      ? targetCode(context, value)
      : ['[', targetCode(context, key), ', ', targetCode(context, value), ']'];
  const list = loopOver(over, expression(context, over), key !== undefined);
  const loop = at(node, 'for (', names, ' of ', list, ') ', bodyBlock(context, node));
  if (!isReference || over.type !== 'variable_name') return loop;
  return [loop, ' ', assigned(context, node, over, hole('by reference', over, [variableCode(context, over)])), ';'];
}

function switchCode(context: Context, node: SyntaxNode): Code {
  const body = part(node, 'body');
  const clauses = body === undefined ? [] : inner(body);
  const codes = clauses.map((clause) => {
    const value = part(clause, 'value');
    const own = inner(clause).filter((child) => child !== value && child.startIndex !== value?.startIndex);
    const head =
      clause.type === 'default_statement'
        ? 'default: '
        : ['case ', value === undefined ? 'undefined' : expression(context, value), ': '];
    return [head, own.map((child) => [statement(context, child), ' '])];
  });
  return at(node, 'switch (', partCode(context, node, 'condition'), ') { ', codes, '}');
}

function tryCode(context: Context, node: SyntaxNode): Code {
  const clauses = inner(node);
  const handlers = clauses.filter(({ type }) => type === 'catch_clause');
  const last = clauses.find(({ type }) => type === 'finally_clause');
  const error = context.file.fresh.next();
  const caught = handlers.map((handler, index) => {
    const name = part(handler, 'name');
    const set = name === undefined ? '' : `${name.text} = ${error}; `;
    const isOnly = handlers.length === 1;
    const head = isOnly ? '' : [index === 0 ? 'if (' : ' else if (', help('perhaps', handler, []), ') '];
    return [head, '{ ', set, block(context, part(handler, 'body')), ' }'];
  });
  return at(
    node,
    ...['try ', block(context, part(node, 'body'))],
    ...(handlers.length === 0 ? [] : [` catch (${error}) { `, caught, ' }']),
    ...(last === undefined ? [] : [' finally ', block(context, part(last, 'body'))]),
    ...(handlers.length === 0 && last === undefined ? [' finally {}'] : []),
  );
}

function unsetCode(context: Context, node: SyntaxNode): Code {
  return inner(node).map((target) => {
    if (target.type === 'variable_name') return at(node, targetCode(context, target), ' = null;');
    if (target.type !== 'subscript_expression' && target.type !== 'member_access_expression') return '';
    return at(node, 'delete ', expression(context, target), ';');
  });
}

// static $n = null;  what it holds at a later call is not followed
function staticsCode(context: Context, node: SyntaxNode): Code {
  return inner(node).map((declaration) => {
    const [name, value] = [part(declaration, 'name'), part(declaration, 'value')];
    if (name === undefined) return '';
    const first = value === undefined ? 'null' : expression(context, value);
    const isEmpty = value === undefined || /^(?:null|false|\[\]|array\(\)|'')$/i.test(value.text);
    const code = isEmpty
      ? first
      : ['(', help('perhaps', declaration, []), ' ? ', first, ' : ', hole('static', declaration, []), ')'];
    return at(declaration, name.text, ' = ', code, ';');
  });
}

// const A = 1, B = 2;
function constCode(context: Context, node: SyntaxNode): Code {
  return constantElements(node).map(({ element, name, value }) => [
    help('share', element, ['"const"', quote(name), expression(context, value)]),
    ';',
  ]);
}
