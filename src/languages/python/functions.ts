import { help } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { childrenOf, inner, nodesIn, part, type SyntaxNode } from '../tree.ts';
import { type Context, within, withNames } from './context.ts';
import { expression } from './expressions.ts';
import { bindingsOf, findScope } from './scope.ts';
import { bodyCode } from './statements.ts';

/** A parameter: its name, its default, and what it takes. */
interface Parameter {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly fallback: SyntaxNode | undefined;
  readonly type: SyntaxNode | undefined;
  /** `named`: only by name; `rest`: `*args`; `keywords`: `**kwargs`. */
  readonly takes: 'place' | 'named' | 'rest' | 'keywords';
}

/** The parameters of a function, in order. */
export function parametersOf(node: SyntaxNode): Parameter[] {
  const list = part(node, 'parameters');
  const found: Parameter[] = [];
  let takes: Parameter['takes'] = 'place';
  for (const child of list === undefined ? [] : inner(list)) {
    const pattern = child.type === 'typed_parameter' ? (inner(child)[0] ?? child) : child;
    if (pattern.type === 'keyword_separator') takes = 'named';
    if (/separator$/.test(pattern.type)) continue;
    const name = part(pattern, 'name') ?? (pattern.type === 'identifier' ? pattern : inner(pattern)[0]);
    const how =
      pattern.type === 'list_splat_pattern' ? 'rest' : pattern.type === 'dictionary_splat_pattern' ? 'keywords' : takes;
    if (how === 'rest') takes = 'named';
    if (name === undefined) continue;
    found.push({
      node: child,
      name: name.text,
      fallback: part(pattern, 'value'),
      type: part(child, 'type'),
      takes: how,
    });
  }
  return found;
}

// (a, b=1, *c, d, **e)  ⇒  (a, b = 1, d = named(), e = keywordRest(), ...c)
export function parametersCode(context: Context, parameters: readonly Parameter[]): Code {
  const rest = parameters.filter(({ takes }) => takes === 'rest');
  const others = parameters.filter(({ takes }) => takes !== 'rest');
  return joined(
    [...others, ...rest].map((parameter) => {
      const { node, name, fallback, takes } = parameter;
      const value = fallback === undefined ? undefined : expression(context, fallback);
      if (takes === 'rest') return at(node, '...', ownName(name));
      if (takes === 'keywords') return at(node, ownName(name), ' = ', help('keywordRest', node, []));
      if (takes === 'named')
        return at(node, ownName(name), ' = ', help('named', node, value === undefined ? [] : [value]));
      const type = typeCode(context, parameter.type);
      return at(node, ownName(name), type, ...(value === undefined ? [] : [' = ', value]));
    }),
    ', ',
  );
}

// client: Optional[Client]  ⇒  client: Client, which says who it is where nobody is known to call
function typeCode(context: Context, type: SyntaxNode | undefined): string {
  const written = (type?.text ?? '').replace(/['"]/g, '').trim();
  const name = written.replace(/^(?:typing\.)?Optional\[(.*)\]$/s, '$1').replace(/\s*\|\s*None$/, '');
  if (!/^[A-Za-z_]\w*$/.test(name)) return '';
  const kind = findScope(context.scope, name)?.kind;
  return kind === 'module' || kind === 'function' ? `: ${ownName(name)}` : '';
}

export function lambdaCode(context: Context, node: SyntaxNode): Code {
  const parameters = parametersOf(node);
  const body = part(node, 'body');
  const inside = withNames(
    context,
    parameters.map(({ name }) => name),
  );
  const value = body === undefined ? 'undefined' : expression(inside, body);
  return at(node, '((', parametersCode(context, parameters), ') => (', value, '))');
}

/** `async`, `*`: what kind of function it is. */
export function isAsync(node: SyntaxNode): boolean {
  return childrenOf(node).some(({ type }) => type === 'async');
}

export function isGenerator(node: SyntaxNode): boolean {
  const body = part(node, 'body');
  if (body === undefined) return false;
  const enters = ({ type }: SyntaxNode) => !/^(?:function_definition|class_definition|lambda)$/.test(type);
  for (const { type } of nodesIn(body, enters)) if (type === 'yield') return true;
  return false;
}

// def f(a): …  ⇒  (a) { … }
export function functionTail(context: Context, node: SyntaxNode, self?: { name: string; code: string }): Code {
  const all = parametersOf(node);
  const parameters = self === undefined ? all : all.slice(1);
  const body = part(node, 'body');
  if (body === undefined) return '() {}';
  const bindings = new Map(bindingsOf(body));
  const own = new Set(bindings.keys());
  for (const { name } of all) bindings.set(name, 2);
  const inside = within(context, 'function', bindings);
  const declared = [...own].filter((name) => !all.some((parameter) => parameter.name === name));
  const first = self === undefined ? '' : `const ${ownName(self.name)} = ${self.code}; `;
  return ['(', parametersCode(context, parameters), ') { ', first, bodyCode(inside, body, declared), ' }'];
}

/** The word or words that a function begins with. */
export function functionWords(node: SyntaxNode): string {
  return `${isAsync(node) ? 'async ' : ''}function${isGenerator(node) ? '*' : ''}`;
}
