import { hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { childrenOf, inner, nodesIn, part, type SyntaxNode } from '../tree.ts';
import { type Context, importClass } from './context.ts';
import { expression } from './expressions.ts';
import { fullName } from './language.ts';
import { baseNames } from './names.ts';
import { statements } from './statements.ts';
import { type Variables, variablesOf } from './variables.ts';

/** A parameter: `promoted` also is a property. */
export interface Parameter {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly isPromoted: boolean;
  readonly isRest: boolean;
  readonly isReference: boolean;
}

export function parametersOf(node: SyntaxNode): Parameter[] {
  const list = part(node, 'parameters');
  return (list === undefined ? [] : inner(list)).flatMap((child) => {
    const written = part(child, 'name');
    const name = written?.type === 'by_ref' ? inner(written)[0] : written;
    if (name === undefined) return [];
    return [
      {
        node: child,
        name: name.text,
        isPromoted: child.type === 'property_promotion_parameter',
        isRest: child.type === 'variadic_parameter',
        isReference: written?.type === 'by_ref' || childrenOf(child).some(({ type }) => type === 'reference_modifier'),
      },
    ];
  });
}

export function parametersCode(context: Context, parameters: readonly Parameter[], more = ''): Code {
  const codes = parameters.map(({ node, name, isRest }): Code => {
    const fallback = part(node, 'default_value');
    const value = fallback === undefined ? '' : [' = ', expression(context, fallback)];
    return at(node, isRest ? '...' : '', name, isRest ? '' : typeCode(context, part(node, 'type')), value);
  });
  const all = more === '' ? codes : [...codes, more];
  return joined(all, ', ');
}

/** The classes that a type names: of what only code outside the program hands in, they say what it is. */
function typeCode(context: Context, type: SyntaxNode | undefined): Code {
  const { file } = context;
  if (type === undefined) return '';
  const named = type.type === 'named_type' ? [type] : [...nodesIn(type)].filter((node) => node.type === 'named_type');
  const names = named.flatMap((node): string[] => {
    const whole = fullName(node.text, file.namespace, file.uses);
    if (/^(?:self|static|parent)$/i.test(node.text)) return context.type === undefined ? [] : [context.type.name];
    if (baseNames.has(whole)) return [];
    return [file.classes.get(whole) ?? importClass(context, node, whole)];
  });
  return names.length === 0 ? '' : `: ${names.join(' | ')}`;
}

/** The inside of a function, with its own variables. */
export function inside(
  context: Context,
  parameters: readonly Parameter[],
  variables: Variables,
  name: string,
): Context {
  const names = parameters.map((parameter) => parameter.name);
  return {
    ...context,
    known: new Set([...names, ...variables.assigned, ...variables.shared]),
    keyed: variables.keyed,
    once: onceOf(variables, names),
    declared: new Set(),
    extra: [],
    functionName: name,
    parameters: names,
  };
}

function onceOf({ once }: Variables, parameters: readonly string[]): ReadonlySet<string> {
  return new Set([...once].filter((name) => !parameters.includes(name)));
}

/** The body: its variables, copies of arrays that it changes, its statements. */
export function bodyCode(
  context: Context,
  body: SyntaxNode,
  parameters: readonly Parameter[],
  variables: Variables,
): Code {
  const given = new Set(parameters.map(({ name }) => name));
  const code = statements(context, inner(body));
  const declared = [...variables.assigned].filter((name) => !given.has(name) && !context.declared.has(name));
  const names = [...declared, ...context.extra];
  const changed = parameters.filter(({ name, isReference }) => !isReference && variables.assigned.has(name));
  return [
    names.length === 0 ? '' : `var ${names.join(', ')};\n`,
    changed.map(({ name }) => `${name} = ${helper('copiedArray')}(${name});\n`),
    code,
  ];
}

export function isGenerator(body: SyntaxNode): boolean {
  const enters = ({ type }: SyntaxNode) =>
    !/^(?:function_definition|anonymous_function|arrow_function|anonymous_class)$/.test(type);
  for (const { type } of nodesIn(body, enters)) if (type === 'yield_expression') return true;
  return false;
}

// function f($a) { … }  ⇒  ($a) { … }
export function functionTail(context: Context, node: SyntaxNode, name: string, before: Code = ''): Code {
  const parameters = parametersOf(node);
  const body = part(node, 'body');
  if (body === undefined) return ['(', parametersCode(context, parameters), ') {}'];
  const variables = variablesOf(body);
  const own = inside(context, parameters, variables, name);
  const usesAll = /\bfunc_(?:get_args?|num_args)\b/.test(body.text) && !parameters.some(({ isRest }) => isRest);
  const more = usesAll ? `...${helper('more')}` : '';
  return ['(', parametersCode(own, parameters, more), ') { ', before, bodyCode(own, body, parameters, variables), ' }'];
}

// function ($a) use ($b, &$c) { … }  ⇒  (($b) => ($a) => { … })($b)
export function closureCode(context: Context, node: SyntaxNode): Code {
  const body = part(node, 'body');
  if (body === undefined) return hole('closure', node, []);
  const clause = inner(node).find(({ type }) => type === 'anonymous_function_use_clause');
  const used = clause === undefined ? [] : inner(clause);
  const parameters = parametersOf(node);
  const variables = variablesOf(body);
  const references = used.filter(({ type }) => type === 'by_ref').map(({ text }) => text.replace(/^&\s*/, ''));
  const values = used.filter(({ type }) => type === 'variable_name').map(({ text }) => text);
  const given = new Set([...references, ...values]);
  const own = {
    ...variables,
    assigned: new Set([...variables.assigned].filter((name) => !given.has(name))),
  };
  const made = inside(context, parameters, own, context.functionName || '{closure}');
  const within = { ...made, known: new Set([...made.known, ...given]) };
  const head = ['(', parametersCode(within, parameters), ')'];
  const block = ['{ ', bodyCode(within, body, parameters, own), ' }'];
  const closure = isGenerator(body)
    ? ['(function* ', head, ' ', block, ').bind(', context.receiver === 'none' ? 'undefined' : 'this', ')']
    : [head, ' => ', block];
  if (values.length === 0) return at(node, '(', ...closure, ')');
  const now = values.map((name) => (context.known.has(name) ? name : 'undefined'));
  return at(node, `((${values.join(', ')}) => `, ...closure, `)(${now.join(', ')})`);
}

// fn($x) => e  ⇒  (($x) => (e))
export function arrowCode(context: Context, node: SyntaxNode): Code {
  const body = part(node, 'body');
  const parameters = parametersOf(node);
  if (body === undefined) return hole('closure', node, []);
  const known = new Set([...context.known, ...parameters.map(({ name }) => name), ...variablesOf(node).assigned]);
  const within = { ...context, known };
  return at(node, '((', parametersCode(within, parameters), ') => (', expression(within, body), '))');
}
