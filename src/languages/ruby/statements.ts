import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, inner, part, parts, type SyntaxNode } from '../tree.ts';
import { assignTo } from './assignments.ts';
import { isRaise, raiseCode } from './calls.ts';
import { matchCode } from './case-match.ts';
import { aliasCode, classCode, methodDefinition, moduleCode, singletonClass } from './classes.ts';
import { type Context, discard, type Sink } from './context.ts';
import { expression, sub } from './expressions.ts';
import { boundInLoops } from './scope.ts';

type Lower = (context: Context, node: SyntaxNode, sink: Sink) => Code;

const kinds: Readonly<Record<string, Lower>> = {
  if: ifCode,
  elsif: ifCode,
  unless: ifCode,
  if_modifier: modifierCode,
  unless_modifier: modifierCode,
  case: caseCode,
  case_match: matchCode,
  while: whileCode,
  until: whileCode,
  while_modifier: whileCode,
  until_modifier: whileCode,
  for: forCode,
  begin: (context, node, sink) => guardedCode(context, node, sink),
  ...Object.fromEntries(['then', 'else', 'do'].map((kind) => [kind, blockOf])),
  body_statement: (context, node, sink) => guardedCode(context, node, sink),
  begin_block: blockOf,
  end_block: blockOf,
  return: returnCode,
  next: (context, node) =>
    context.loop === 'loop' ? 'continue;' : at(node, 'return ', leavingValue(context, node), ';'),
  break: (context, node) =>
    context.loop === 'loop' ? 'break;' : at(node, 'return ', leavingValue(context, node), ';'),
  redo: () => ';',
  retry: ({ again }) => (again === undefined ? ';' : `continue ${again};`),
  method: definition(methodDefinition),
  singleton_method: definition(methodDefinition),
  class: definition(classCode),
  module: definition(moduleCode),
  singleton_class: definition(singletonClass),
  alias: definition(aliasCode),
  undef: () => ';',
  empty_statement: () => ';',
  heredoc_body: () => '',
  uninterpreted: () => '',
};

function definition(lower: (context: Context, node: SyntaxNode) => Code): Lower {
  return (context, node, sink) => [lower(context, node), ' ', sink(`"${part(node, 'name')?.text ?? ''}"`)];
}

/** Whether a node is no expression of JavaScript. */
export function isStatement(node: SyntaxNode): boolean {
  return Object.hasOwn(kinds, node.type) || isRaise(node);
}

/** A statement; what it gives goes to the sink. */
function statement(context: Context, node: SyntaxNode, sink: Sink): Code {
  if (isRaise(node)) return raiseCode(context, node);
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node, sink);
  return pushed(context, node, sink) ?? shortcut(context, node, sink) ?? at(node, sink(expression(context, node)));
}

// x = if c … end  ⇒  if (c) x = …
function pushed(context: Context, node: SyntaxNode, sink: Sink): Code | undefined {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (node.type !== 'assignment' || left === undefined || right === undefined) return undefined;
  if (!/^(?:if|unless|case|begin)$/.test(right.type) || !/^(?:identifier|instance_variable)$/.test(left.type))
    return undefined;
  const store = statement(context, right, (value) => [assignTo(context, left, value), ';']);
  return sink === discard ? store : [store, ' ', sink(expression(context, left))];
}

// a or return b, a && raise(b)  ⇒  if (!a) return b
function shortcut(context: Context, node: SyntaxNode, sink: Sink): Code | undefined {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  const operator = part(node, 'operator')?.text ?? '';
  if (node.type !== 'binary' || left === undefined || right === undefined || !isStatement(right)) return undefined;
  if (!/^(?:or|and|\|\||&&)$/.test(operator)) return undefined;
  const isOr = operator === 'or' || operator === '||';
  if (left.type === 'assignment')
    return [
      statement(context, left, discard),
      ...[isOr ? ' if (!(' : ' if ((', expression(context, part(left, 'left') ?? left), ')) { '],
      ...[statement(context, right, sink), ' } else { ', sink(expression(context, part(left, 'left') ?? left)), ' }'],
    ];
  const value = expression(context, left);
  const ways = [statement(context, right, sink), sink('null')];
  return at(node, isOr ? 'if (!(' : 'if ((', value, ')) { ', ways[0] ?? '', ' } else { ', ways[1] ?? '', ' }');
}

/** The statements of a body; what the last gives goes to the sink. */
export function statementsCode(context: Context, nodes: readonly SyntaxNode[], sink: Sink): Code {
  const all = nodes.filter(({ type }) => type !== 'heredoc_body');
  if (all.length === 0) return sink === discard ? '' : sink('null');
  return all.map((node, index) => [statement(context, node, index === all.length - 1 ? sink : discard), '\n']);
}

const clauses: ReadonlySet<string> = new Set(['rescue', 'else', 'ensure']);

/** What a body does, without its `rescue`, `else` and `ensure`. */
export function bodyStatements(body: SyntaxNode | undefined): SyntaxNode[] {
  if (body === undefined) return [];
  return /^(?:body_statement|block_body|begin|then|do)$/.test(body.type) ? inner(body) : [body];
}

/** A body with the names that are its own. Those that are set once, by its own statements, are constant. */
export function declaredCode(
  context: Context,
  body: SyntaxNode,
  statements: readonly SyntaxNode[],
  own: readonly string[],
  sink: Sink,
): Code {
  const hasClauses = statements.some(({ type }) => clauses.has(type));
  const once = hasClauses ? new Set<string>() : setOnce(context, statements);
  const variables = own.filter((name) => !once.has(name));
  const head = variables.length === 0 ? '' : `var ${variables.map(ownName).join(', ')};\n`;
  const finish = leaving(context, sink);
  if (hasClauses) return [head, guardedCode(context, body, finish)];
  const all = statements.filter(({ type }) => type !== 'heredoc_body');
  if (all.length === 0) return [head, finish('null')];
  return [
    head,
    all.map((node, index) => {
      const isLast = index === all.length - 1;
      const name = part(node, 'left')?.text ?? '';
      if (node.type !== 'assignment' || !once.has(name) || isLast)
        return [statement(context, node, isLast ? finish : discard), '\n'];
      return [at(node, `const ${ownName(name)} = `, sub(context, node, 'right'), ';'), '\n'];
    }),
  ];
}

function setOnce(context: Context, statements: readonly SyntaxNode[]): Set<string> {
  const last = statements.at(-1);
  return new Set(
    statements.flatMap((node) => {
      const left = part(node, 'left');
      const isPlain = node.type === 'assignment' && left?.type === 'identifier' && node !== last;
      if (!isPlain || /^(?:if|unless|case|begin|assignment)$/.test(part(node, 'right')?.type ?? '')) return [];
      const isOnce = context.scope.bindings.get(left.text)?.times === 1 && !boundInLoops(statements).has(left.text);
      return isOnce ? [left.text] : [];
    }),
  );
}

/** What a method gives may be what a `return` in one of its blocks left behind. */
function leaving({ method, inBlock }: Context, sink: Sink): Sink {
  const left = method?.left;
  if (left === undefined || inBlock) return sink;
  return (value) => sink([`\u01C0either(`, value, `, ${left})`]);
}

function leavingValue(context: Context, node: SyntaxNode): Code {
  const [list] = inner(node);
  if (list === undefined) return 'null';
  const values = list.type === 'argument_list' ? inner(list) : [list];
  const [only] = values;
  if (values.length === 1 && only !== undefined && only.type !== 'splat_argument' && only.type !== 'pair')
    return expression(context, only);
  const codes = values.map((value) => expression(context, value));
  return ['[', joined(codes, ', '), ']'];
}

function returnCode(context: Context, node: SyntaxNode): Code {
  const value = leavingValue(context, node);
  const left = context.method?.left;
  if (context.inBlock && left !== undefined) return at(node, `{ ${left} = `, value, `; return ${left}; }`);
  const finish = leaving(context, (code) => ['return ', code, ';']);
  const [list] = inner(node);
  const only = list === undefined ? undefined : inner(list)[0];
  if (only !== undefined && isStatement(only)) return statement(context, only, finish);
  return at(node, finish(value));
}

function blockOf(context: Context, node: SyntaxNode | undefined, sink: Sink): Code {
  return ['{ ', node === undefined ? sink('null') : statementsCode(context, inner(node), sink), '}'];
}

function ifCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const isUnless = node.type === 'unless';
  const other = part(node, 'alternative');
  const condition = sub(context, node, 'condition');
  const yes = blockOf(context, part(node, 'consequence'), sink);
  const no = other === undefined ? ['{ ', sink('null'), ' }'] : statement(context, other, sink);
  const after =
    other === undefined && sink === discard ? '' : [' else ', other?.type === 'elsif' ? ['{ ', no, ' }'] : no];
  return at(node, isUnless ? 'if (!(' : 'if ((', condition, ')) ', yes, after);
}

// a if c, a unless c
function modifierCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const body = part(node, 'body');
  const isUnless = node.type === 'unless_modifier';
  const done = body === undefined ? '' : statement(context, body, sink);
  const after = sink === discard ? '' : [' else { ', sink('null'), ' }'];
  return at(node, isUnless ? 'if (!(' : 'if ((', sub(context, node, 'condition'), ')) { ', done, ' }', after);
}

function whileCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const body = part(node, 'body');
  const inside: Context = { ...context, loop: 'loop' };
  const statements = body === undefined ? '' : statement(inside, body, discard);
  const condition = [node.type.startsWith('until') ? '!(' : '(', sub(context, node, 'condition'), ')'];
  const isAfter = node.type.endsWith('modifier') && body?.type === 'begin';
  const loop = isAfter
    ? ['do { ', statements, ' } while (', condition, ');']
    : ['while (', condition, ') { ', statements, ' }'];
  return [at(node, ...loop), ' ', sink === discard ? '' : sink('null')];
}

function forCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const [pattern, value, body] = [part(node, 'pattern'), part(node, 'value'), part(node, 'body')];
  const [iterated] = value === undefined ? [] : inner(value);
  if (pattern === undefined || iterated === undefined) return hole('for', node, []);
  const item = context.file.fresh.next();
  const inside: Context = { ...context, loop: 'loop' };
  const head = [`for (const ${item} of `, help('iterated', iterated, [expression(context, iterated)]), ') { '];
  const set = pattern.type === 'identifier' ? assignTo(context, pattern, item) : hole('pattern', pattern, [item]);
  const done = body === undefined ? '' : statementsCode(inside, inner(body), discard);
  return [at(node, ...head, set, '; ', done, ' }'), ' ', sink === discard ? '' : sink('null')];
}

// case x when "a", B then … else … end
function caseCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const value = part(node, 'value');
  const name = context.file.fresh.next();
  const all = inner(node);
  const branches = all
    .filter(({ type }) => type === 'when')
    .map((clause, index) => [
      ...[index === 0 ? '' : ' else ', 'if (', fits(context, clause, value === undefined ? undefined : name), ') '],
      blockOf(context, part(clause, 'body'), sink),
    ]);
  const other = all.find(({ type }) => type === 'else');
  const last = other === undefined ? ['{ ', sink('null'), ' }'] : blockOf(context, other, sink);
  const subject = value === undefined ? '' : [`const ${name} = `, expression(context, value), '; '];
  return at(node, '{ ', subject, branches, branches.length === 0 ? '' : ' else ', last, ' }');
}

function fits(context: Context, clause: SyntaxNode, subject: string | undefined): Code {
  const patterns = parts(clause, 'pattern').map((pattern) => inner(pattern)[0] ?? pattern);
  const tests = patterns.map((pattern): Code => {
    const code = expression(context, pattern);
    if (subject === undefined) return ['(', code, ')'];
    return help('fits', pattern, [code, subject]);
  });
  return joined(tests, ' || ');
}

// begin … rescue A => e … else … ensure … end
function guardedCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const all = inner(node);
  const body = all.filter(({ type }) => !clauses.has(type));
  const handlers = all.filter(({ type }) => type === 'rescue');
  const other = all.find(({ type }) => type === 'else');
  const last = all.find(({ type }) => type === 'ensure');
  if (handlers.length === 0 && last === undefined) return ['{ ', statementsCode(context, body, sink), ' }'];
  const isTriedAgain = handlers.some((handler) => hasRetry(handler));
  const again = isTriedAgain ? context.file.fresh.next() : undefined;
  const inside: Context = again === undefined ? context : { ...context, again };
  const error = context.file.fresh.next();
  const tried = [
    statementsCode(inside, body, other === undefined ? sink : discard),
    other === undefined ? '' : statementsCode(inside, inner(other), sink),
  ];
  const caught = handlers.map((handler, index) => [
    handlers.length === 1 ? '' : [index === 0 ? 'if (' : ' else if (', help('perhaps', handler, []), ') '],
    ['{ ', handlerCode(inside, handler, error, sink), ' }'],
  ]);
  const code = at(
    node,
    ...['try { ', tried, ' }'],
    ...(handlers.length === 0 ? [] : [` catch (${error}) { `, caught, ' }']),
    ...(last === undefined ? [] : [' finally { ', statementsCode(context, inner(last), discard), ' }']),
  );
  return again === undefined ? code : [`${again}: while (true) { `, code, ' break; }'];
}

function hasRetry(node: SyntaxNode): boolean {
  return childrenOf(node).some((child) => child.type === 'retry' || hasRetry(child));
}

function handlerCode(context: Context, handler: SyntaxNode, error: string, sink: Sink): Code {
  const variable = part(handler, 'variable');
  const [target] = variable === undefined ? [] : inner(variable);
  const body = part(handler, 'body');
  return [
    target === undefined ? '' : [assignTo(context, target, error), '; '],
    body === undefined ? sink('null') : statementsCode(context, inner(body), sink),
  ];
}
