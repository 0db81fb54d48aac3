import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner as children, childrenOf, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, declare, inner, isDeclaredHere, type Lower } from './context.ts';
import { constCode, typeCode, varCode } from './declarations.ts';
import { expression, isExpression, manyCode } from './expressions.ts';
import { resultsCode } from './functions.ts';
import { selectCode, switchCode, typeSwitchCode } from './switches.ts';

const kinds: Readonly<Record<string, Lower>> = {
  expression_statement: (context, node) => children(node).map((child) => at(child, expression(context, child), ';')),
  short_var_declaration: shortCode,
  assignment_statement: assignmentCode,
  inc_statement: (context, node) => countCode(context, node, '+'),
  dec_statement: (context, node) => countCode(context, node, '-'),
  var_declaration: varCode,
  const_declaration: constCode,
  type_declaration: typeCode,
  return_statement: returnCode,
  if_statement: ifCode,
  for_statement: forCode,
  expression_switch_statement: switchCode,
  type_switch_statement: typeSwitchCode,
  select_statement: selectCode,
  block: (context, node) => ['{ ', statements(context, node), '}'],
  statement_list: (context, node) => children(node).map((child) => [statement(context, child), '\n']),
  // What is put off runs all the same, and what runs beside runs as well.
  defer_statement: laterCode,
  go_statement: laterCode,
  break_statement: jumpCode,
  continue_statement: jumpCode,
  labeled_statement: labeledCode,
  empty_statement: () => ';',
  receive_statement: receiveCode,
};

export function statement(context: Context, node: SyntaxNode): Code {
  const lower = Object.hasOwn(kinds, node.type) ? kinds[node.type] : undefined;
  if (lower !== undefined) return lower(context, node);
  if (isExpression(node)) return at(node, expression(context, node), ';');
  const values = children(node).filter(isExpression);
  return [
    hole(
      node.type.replaceAll('_', ' '),
      node,
      values.map((child) => expression(context, child)),
    ),
    ';',
  ];
}

/** The statements of a block, which has names of its own. */
export function statements(context: Context, block: SyntaxNode | undefined): Code {
  if (block === undefined) return '';
  return statementsIn(inner(context), block);
}

export function statementsIn(context: Context, block: SyntaxNode): Code {
  return children(block).map((child) => [statement(context, child), '\n']);
}

export function blockCode(context: Context, block: SyntaxNode | undefined): Code {
  return ['{ ', statements(context, block), '}'];
}

function listOf(node: SyntaxNode | undefined): SyntaxNode[] {
  return node === undefined ? [] : node.type === 'expression_list' ? children(node) : [node];
}

/** What is assigned: as many values as there are targets. */
export function valuesCode(context: Context, node: SyntaxNode | undefined, count: number): Code {
  const values = listOf(node);
  const [only] = values;
  if (only === undefined) return 'undefined';
  if (values.length === 1) return count === 1 ? expression(context, only) : manyCode(context, only, count);
  return [
    '[',
    joined(
      values.map((value) => expression(context, value)),
      ', ',
    ),
    ']',
  ];
}

// a, err := f()
function shortCode(context: Context, node: SyntaxNode): Code {
  const names = listOf(part(node, 'left')).map(({ text }) => text);
  // The values are asked for before the names are declared.
  const value = valuesCode(context, part(node, 'right'), names.length);
  const own = names.filter((name) => name !== '_');
  const isNew = own.every((name) => !isDeclaredHere(context, name));
  const added = own.filter((name) => !isDeclaredHere(context, name));
  const targets = names.map((name) => (name === '_' ? '' : declare(context, name)));
  const pattern = names.length === 1 ? (targets[0] ?? '') : `[${targets.join(', ')}]`;
  if (own.length === 0) return at(node, value, ';');
  if (isNew) return at(node, 'let ', pattern, ' = ', value, ';');
  const declared = added.length === 0 ? '' : `let ${added.map((name) => declare(context, name)).join(', ')}; `;
  return at(node, declared, names.length === 1 ? '' : '(', pattern, ' = ', value, names.length === 1 ? ';' : ');');
}

function assignmentCode(context: Context, node: SyntaxNode): Code {
  const targets = listOf(part(node, 'left'));
  const operator = part(node, 'operator')?.text ?? '=';
  const [first] = targets;
  if (first === undefined) return '';
  const value = valuesCode(context, part(node, 'right'), targets.length);
  if (operator === '+=') return setCode(context, node, first, ['(', expression(context, first), ' + ', value, ')']);
  if (operator !== '=') return setCode(context, node, first, hole(operator, node, [expression(context, first), value]));
  if (targets.length === 1) return setCode(context, node, first, value);
  const names = targets.map(() => context.file.fresh.next());
  const set = targets.map((target, index) => setCode(context, node, target, names[index] ?? ''));
  return at(node, '{ const [', names.join(', '), '] = ', value, '; ', set, ' }');
}

const addressParts: ReadonlySet<string> = new Set(['Path', 'RawPath', 'RawQuery', 'Host', 'Scheme', 'URL', 'Method']);

function setCode(context: Context, node: SyntaxNode, target: SyntaxNode, value: Code): Code {
  if (target.type === 'identifier' && target.text === '_') return at(node, value, ';');
  // *p = v
  if (target.type === 'unary_expression')
    return at(node, help('assigned', node, [pointerCode(context, target), value]), ';');
  const field = target.type === 'selector_expression' ? part(target, 'field')?.text : undefined;
  const of = part(target, 'operand');
  if (field !== undefined && addressParts.has(field) && of !== undefined) {
    const isWithin = of.type === 'selector_expression' && part(of, 'field')?.text === 'URL';
    const owner = isWithin ? (part(of, 'operand') ?? of) : of;
    const name = JSON.stringify(isWithin ? `URL.${field}` : field);
    return at(node, help('setPart', node, [expression(context, owner), name, value]), ';');
  }
  return at(node, expression(context, target), ' = ', value, ';');
}

function pointerCode(context: Context, target: SyntaxNode): Code {
  const of = part(target, 'operand');
  return of === undefined ? 'undefined' : expression(context, of);
}

function countCode(context: Context, node: SyntaxNode, sign: string): Code {
  const [target] = children(node);
  if (target === undefined) return '';
  const code = expression(context, target);
  return at(node, code, ' = ', code, ` ${sign} 1;`);
}

function returnCode(context: Context, node: SyntaxNode): Code {
  const [list] = children(node);
  if (list === undefined) return at(node, 'return ', resultsCode(context.results) || 'undefined', ';');
  return at(node, 'return ', expression(context, list), ';');
}

// if v := f(); c { … } else { … }
function ifCode(context: Context, node: SyntaxNode): Code {
  const inside = inner(context);
  const first = part(node, 'initializer');
  const start = first === undefined ? '' : statement(inside, first);
  const condition = part(node, 'condition');
  const code = condition === undefined ? 'true' : expression(inside, condition);
  const other = part(node, 'alternative');
  const rest =
    other === undefined ? '' : [' else ', other.type === 'block' ? blockCode(inside, other) : ifCode(inside, other)];
  const whole = at(node, 'if (', code, ') ', blockCode(inside, part(node, 'consequence')), rest);
  return first === undefined ? whole : ['{ ', start, ' ', whole, ' }'];
}

function forCode(context: Context, node: SyntaxNode): Code {
  const inside = inner(context);
  const body = part(node, 'body');
  const [clause] = children(node).filter((child) => child.startIndex !== body?.startIndex);
  if (clause === undefined) return at(node, 'while (true) ', blockCode(inside, body));
  if (clause.type === 'range_clause') return rangeCode(inside, node, clause, body);
  if (clause.type !== 'for_clause')
    return at(node, 'while (', expression(inside, clause), ') ', blockCode(inside, body));
  const [first, condition, update] = ['initializer', 'condition', 'update'].map((name) => part(clause, name));
  const start = first === undefined ? ';' : statement(inside, first);
  const test = condition === undefined ? '' : expression(inside, condition);
  const step = update === undefined ? '' : ['(() => { ', statement(inside, update), ' })()'];
  return at(node, '{ ', start, ' for (; ', test, '; ', step, ') ', blockCode(inside, body), ' }');
}

// for k, v := range x
function rangeCode(context: Context, node: SyntaxNode, clause: SyntaxNode, body: SyntaxNode | undefined): Code {
  const right = part(clause, 'right');
  const over = right === undefined ? 'undefined' : expression(context, right);
  const pairs = help('rangePairs', clause, [over]);
  const targets = listOf(part(clause, 'left'));
  const isNew = childrenOf(clause).some(({ type }) => type === ':=');
  if (isNew) {
    const names = targets.map(({ text }) => (text === '_' ? '' : declare(context, text)));
    return at(node, 'for (const [', names.join(', '), '] of ', pairs, ') ', blockCode(context, body));
  }
  const names = targets.map(() => context.file.fresh.next());
  const set = targets.map((target, index) => setCode(context, node, target, names[index] ?? ''));
  return at(node, 'for (const [', names.join(', '), '] of ', pairs, ') { ', set, blockCode(context, body), ' }');
}

function laterCode(context: Context, node: SyntaxNode): Code {
  return children(node).map((child) => at(node, expression(context, child), ';'));
}

function jumpCode(_context: Context, node: SyntaxNode): Code {
  const [label] = children(node);
  const word = node.type === 'break_statement' ? 'break' : 'continue';
  return at(node, word, label === undefined ? '' : ` ${labelName(label.text)}`, ';');
}

function labelName(name: string): string {
  return `${name}_label`;
}

function labeledCode(context: Context, node: SyntaxNode): Code {
  const label = part(node, 'label');
  const inside = children(node).filter(({ type }) => type !== 'label_name');
  return [
    `${labelName(label?.text ?? '')}: `,
    inside.length === 0 ? ';' : inside.map((child) => statement(context, child)),
  ];
}

function receiveCode(context: Context, node: SyntaxNode): Code {
  const targets = parts(node, 'left').flatMap(listOf);
  const isNew = childrenOf(node).some(({ type }) => type === ':=');
  const right = part(node, 'right');
  const value = right === undefined ? 'undefined' : expression(context, right);
  if (!isNew || targets.length === 0) return at(node, value, ';');
  const names = targets.map(({ text }) => (text === '_' ? '' : declare(context, text)));
  return at(node, 'let [', names.join(', '), '] = ', help('many', node, [value, String(names.length)]), ';');
}
