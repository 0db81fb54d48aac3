import { help } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner as children, nodesIn, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, declare, inner } from './context.ts';
import { statementsIn } from './statements.ts';
import { annotation, zeroCode } from './types.ts';

// (a string, b ...T) (r R, err error) { … }  ⇒  (a, ...b) { let r = …; … }
export function functionTail(context: Context, node: SyntaxNode, receiver?: SyntaxNode): Code {
  const inside = inner(context);
  const own = receiver === undefined ? undefined : receiverCode(inside, receiver, node);
  const list = part(node, 'parameters');
  const parameters = list === undefined ? [] : children(list).flatMap((child) => parameterCode(inside, child));
  const [names, results] = namedResults(inside, part(node, 'result'), node);
  const body = part(node, 'body');
  // What a function declares is beside its parameters, not within.
  const code = body === undefined ? '' : statementsIn({ ...inside, results: names }, body);
  const last = names.length === 0 ? '' : ['return ', resultsCode(names), ';'];
  return ['(', joined(parameters, ', '), ') { ', own ?? '', results, code, last, ' }'];
}

/** What a `return` without a value gives. */
export function resultsCode(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `[${names.join(', ')}]`;
}

function parameterCode(context: Context, node: SyntaxNode): Code[] {
  const names = parts(node, 'name');
  const type = part(node, 'type');
  const rest = node.type === 'variadic_parameter_declaration' ? '...' : '';
  const called =
    names.length === 0 ? [context.file.fresh.next()] : names.map(({ text }) => parameterName(context, text));
  return called.map((name) => at(node, `${rest}${name}`, rest === '' ? annotation(context, type) : ''));
}

function parameterName(context: Context, name: string): string {
  return name === '_' ? context.file.fresh.next() : declare(context, name);
}

function namedResults(context: Context, result: SyntaxNode | undefined, node: SyntaxNode): [string[], Code] {
  if (result?.type !== 'parameter_list') return [[], ''];
  const named = children(result).flatMap((child) =>
    parts(child, 'name').map(({ text }) => ({ name: parameterName(context, text), type: part(child, 'type') })),
  );
  const code = named.map(({ name, type }) => ['let ', name, ' = ', zeroCode(context, type, node), '; ']);
  return [named.map(({ name }) => name), code];
}

/** `c` of `(c *Client)`. One that is a value, and changed, is a copy of its own. */
function receiverCode(context: Context, receiver: SyntaxNode, node: SyntaxNode): Code {
  const [parameter] = children(receiver);
  const [name] = parameter === undefined ? [] : parts(parameter, 'name');
  if (parameter === undefined || name === undefined || name.text === '_') return '';
  const isPointer = part(parameter, 'type')?.type === 'pointer_type';
  const own = !isPointer && changes(node, name.text) ? help('copied', node, ['this']) : 'this';
  return at(node, 'let ', declare(context, name.text), ' = ', own, '; ');
}

function changes(node: SyntaxNode, name: string): boolean {
  const body = part(node, 'body');
  if (body === undefined) return false;
  for (const child of nodesIn(body)) {
    const left = child.type === 'assignment_statement' ? part(child, 'left')?.text : undefined;
    if (left?.startsWith(`${name}.`) === true) return true;
  }
  return false;
}
