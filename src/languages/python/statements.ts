import { help, hole } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, inner, part, parts, type SyntaxNode } from '../tree.ts';
import { classCode, decoratorsOf } from './classes.ts';
import { type Context, writtenName } from './context.ts';
import { assignmentCode, expression, isExpression, targetCode } from './expressions.ts';
import { functionTail, functionWords } from './functions.ts';
import { importCode, importFromCode } from './imports.ts';
import { matchCode } from './match.ts';

type Lower = (context: Context, node: SyntaxNode) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  expression_statement: expressionStatement,
  return_statement: (context, node) => at(node, 'return ', returned(context, node), ';'),
  raise_statement: (context, node) => at(node, 'throw ', returned(context, node, 'new Error()'), ';'),
  pass_statement: () => ';',
  break_statement: (_context, node) => at(node, 'break;'),
  continue_statement: (_context, node) => at(node, 'continue;'),
  global_statement: () => '',
  nonlocal_statement: () => '',
  delete_statement: deleteCode,
  assert_statement: assertCode,
  if_statement: ifCode,
  while_statement: whileCode,
  for_statement: forCode,
  try_statement: tryCode,
  with_statement: withCode,
  match_statement: matchCode,
  function_definition: (context, node) => functionCode(context, node, []),
  class_definition: (context, node) => classCode(context, node, []),
  decorated_definition: decoratedCode,
  import_statement: importCode,
  import_from_statement: importFromCode,
  future_import_statement: () => '',
  block: (context, node) => block(context, node),
};

/** A statement; where it has no equivalent, what it consists of may run, in its order. */
export function statement(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  if (isExpression(node)) return at(node, expression(context, node), ';');
  const inside = inner(node).map((child) => statement(context, child));
  return inside.length === 0
    ? [hole(node.type.replaceAll('_', ' '), node, []), ';']
    : ['if (', help('perhaps', node, []), ') { ', inside, ' }'];
}

/** The statements of a body, with the names that are its own. */
export function bodyCode(context: Context, body: SyntaxNode, declared: readonly string[]): Code {
  const { bindings } = context.scope;
  const once = new Set(
    inner(body)
      .flatMap(declaredBy)
      .filter((name) => bindings.get(name) === 1),
  );
  const others = declared.filter((name) => !once.has(name));
  const variables = others.length === 0 ? '' : `var ${others.map(ownName).join(', ')};\n`;
  const code = inner(body).map((child) => {
    const isDeclaration = declaredBy(child).length > 0 && declaredBy(child).every((name) => once.has(name));
    return [isDeclaration ? declaration(context, child) : statement(context, child), '\n'];
  });
  return [variables, code];
}

/** The names that a statement may declare instead of setting them. */
function declaredBy(node: SyntaxNode): string[] {
  if (node.type === 'function_definition' || node.type === 'class_definition') return [part(node, 'name')?.text ?? ''];
  const [only] = node.type === 'expression_statement' ? inner(node) : [];
  if (only?.type !== 'assignment' || part(only, 'right') === undefined) return [];
  const left = part(only, 'left');
  return left?.type === 'identifier' && part(only, 'right')?.type !== 'assignment' ? [left.text] : [];
}

function declaration(context: Context, node: SyntaxNode): Code {
  if (node.type === 'function_definition')
    return at(node, functionWords(node), ' ', ownName(part(node, 'name')?.text ?? ''), functionTail(context, node));
  if (node.type === 'class_definition') return classCode(context, node, [], true);
  const [assignment] = inner(node);
  return assignment === undefined ? '' : ['const ', assignmentCode(context, assignment), ';'];
}

export function block(context: Context, node: SyntaxNode | undefined): Code {
  return node === undefined ? '{}' : ['{ ', inner(node).map((child) => [statement(context, child), ' ']), '}'];
}

function returned(context: Context, node: SyntaxNode, nothing = 'null'): Code {
  const [only] = inner(node);
  return only === undefined ? nothing : expression(context, only);
}

function expressionStatement(context: Context, node: SyntaxNode): Code {
  return inner(node).map((child) => {
    if (child.type === 'augmented_assignment') return augmentedCode(context, child);
    if (child.type === 'assignment' && part(child, 'right') === undefined) return '';
    return at(child, expression(context, child), ';');
  });
}

// a += b  ⇒  a = plus(a, b)
function augmentedCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  const operator = (part(node, 'operator')?.text ?? '').slice(0, -1);
  if (left === undefined || right === undefined) return '';
  const sides = [expression(context, left), expression(context, right)];
  const names: Readonly<Record<string, string>> = { '+': 'grown', '-': 'grown', '%': 'percent', '|': 'union' };
  const name = names[operator];
  const value = name === undefined ? hole(operator, node, sides) : help(name, node, sides);
  return at(node, targetCode(context, left), ' = ', value, ';');
}

function deleteCode(context: Context, node: SyntaxNode): Code {
  const targets = inner(node).flatMap((child) => (child.type === 'expression_list' ? inner(child) : [child]));
  return targets.map((target) =>
    target.type === 'subscript' || target.type === 'attribute'
      ? at(node, 'delete ', expression(context, target), ';')
      : '',
  );
}

function assertCode(context: Context, node: SyntaxNode): Code {
  const [condition, message] = inner(node).map((child) => expression(context, child));
  return at(node, 'if (!(', condition ?? 'true', ')) throw new Error(', message ?? '', ');');
}

function ifCode(context: Context, node: SyntaxNode): Code {
  const others = parts(node, 'alternative').map((clause) =>
    clause.type === 'elif_clause'
      ? [' else if (', conditionOf(context, clause), ') ', block(context, part(clause, 'consequence'))]
      : [' else ', block(context, part(clause, 'body'))],
  );
  return at(node, 'if (', conditionOf(context, node), ') ', block(context, part(node, 'consequence')), others);
}

function conditionOf(context: Context, node: SyntaxNode): Code {
  const condition = part(node, 'condition');
  return condition === undefined ? 'undefined' : expression(context, condition);
}

function whileCode(context: Context, node: SyntaxNode): Code {
  const after = part(node, 'alternative');
  const loop = at(node, 'while (', conditionOf(context, node), ') ', block(context, part(node, 'body')));
  return [loop, after === undefined ? '' : block(context, part(after, 'body'))];
}

function forCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return '';
  const iterated = help('iterated', right, [expression(context, right)]);
  const isAsync = childrenOf(node).some(({ type }) => type === 'async');
  const head = at(node, isAsync ? 'for await (' : 'for (', targetCode(context, left), ' of ', iterated, ') ');
  const after = part(node, 'alternative');
  return [head, block(context, part(node, 'body')), after === undefined ? '' : block(context, part(after, 'body'))];
}

// try … except A as e … else … finally
function tryCode(context: Context, node: SyntaxNode): Code {
  const clauses = inner(node);
  const other = clauses.find(({ type }) => type === 'else_clause');
  const handlers = clauses.filter(({ type }) => type === 'except_clause' || type === 'except_group_clause');
  const last = clauses.find(({ type }) => type === 'finally_clause');
  const body = part(node, 'body');
  const tried = ['{ ', block(context, body), other === undefined ? '' : block(context, part(other, 'body')), ' }'];
  const error = context.file.fresh.next();
  const caught = handlers.map((handler, index) => {
    const isLast = index === handlers.length - 1 && handlers.length === 1;
    return [
      isLast ? '' : [index === 0 ? 'if (' : ' else if (', help('perhaps', handler, []), ') '],
      handlerCode(context, handler, error),
    ];
  });
  const finalBlock = last === undefined ? undefined : inner(last).find(({ type }) => type === 'block');
  return at(
    node,
    ...['try ', tried],
    ...(handlers.length === 0 ? [] : [` catch (${error}) { `, caught, ' }']),
    ...(finalBlock === undefined ? [] : [' finally ', block(context, finalBlock)]),
    ...(handlers.length === 0 && finalBlock === undefined ? [' finally {}'] : []),
  );
}

function handlerCode(context: Context, handler: SyntaxNode, error: string): Code {
  const body = inner(handler).find(({ type }) => type === 'block');
  const alias = inner(handler)
    .flatMap((child) => (child.type === 'as_pattern' ? [part(child, 'alias')] : []))
    .flatMap((target) => (target === undefined ? [] : inner(target)))[0];
  const name = alias === undefined ? '' : `${writtenName(context, alias.text)} = ${error}; `;
  return ['{ ', name, block(context, body), ' }'];
}

// with a as b: …  ⇒  b = entered(a); …
function withCode(context: Context, node: SyntaxNode): Code {
  const clause = inner(node).find(({ type }) => type === 'with_clause');
  const items = clause === undefined ? [] : inner(clause).flatMap((item) => part(item, 'value') ?? []);
  const entered = items.map((item) => {
    const alias = item.type === 'as_pattern' ? part(item, 'alias') : undefined;
    const [value, target] = [item.type === 'as_pattern' ? inner(item)[0] : item, alias && inner(alias)[0]];
    const code = value === undefined ? 'undefined' : help('entered', item, [expression(context, value)]);
    return target === undefined ? [code, '; '] : [targetCode(context, target), ' = ', code, '; '];
  });
  return ['{ ', entered, block(context, part(node, 'body')), ' }'];
}

// @d def f(): …  ⇒  f = decorated(function …, d)
function decoratedCode(context: Context, node: SyntaxNode): Code {
  const definition = part(node, 'definition');
  if (definition === undefined) return '';
  const decorators = decoratorsOf(node);
  return definition.type === 'class_definition'
    ? classCode(context, definition, decorators)
    : functionCode(context, definition, decorators);
}

function functionCode(context: Context, node: SyntaxNode, decorators: readonly SyntaxNode[]): Code {
  const name = part(node, 'name')?.text ?? '';
  const made = at(node, functionWords(node), ' ', ownName(name), functionTail(context, node));
  const codes = decorators.map((decorator) => expression(context, decorator));
  const value = codes.length === 0 ? made : help('decorated', node, [made, ...codes]);
  return at(node, writtenName(context, name), ' = ', value, ';');
}
