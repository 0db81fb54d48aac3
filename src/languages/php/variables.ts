import { childrenOf, inner, nodesIn, part, type SyntaxNode } from '../tree.ts';

const ownScopes: ReadonlySet<string> = new Set([
  ...['function_definition', 'method_declaration', 'anonymous_function', 'arrow_function'],
  ...['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration', 'anonymous_class'],
]);

/** What a function's body says of its variables. */
export interface Variables {
  /** Those that something in it gives a value. */
  readonly assigned: ReadonlySet<string>;
  /** Those of them that one place gives one. */
  readonly once: ReadonlySet<string>;
  /** Those of the file that it shares: `global $x`. */
  readonly shared: ReadonlySet<string>;
  /** Those that are filled by key: `$x['k'] = …`. */
  readonly keyed: ReadonlySet<string>;
}

export function variablesOf(body: SyntaxNode): Variables {
  const assigned = new Set<string>();
  const once = new Set<string>();
  const shared = new Set<string>();
  const keyed = new Set<string>();
  for (const node of nodesIn(body, ({ type }) => !ownScopes.has(type))) {
    for (const name of assignedBy(node)) {
      if (assigned.has(name)) once.delete(name);
      else once.add(name);
      assigned.add(name);
    }
    const filled = keyedBy(node);
    if (filled !== undefined) keyed.add(filled);
    if (node.type === 'global_declaration') for (const { text } of inner(node)) shared.add(text);
  }
  for (const name of shared) assigned.delete(name) && once.delete(name);
  assigned.delete('$this');
  return { assigned, once, shared, keyed };
}

function assignedBy(node: SyntaxNode): string[] {
  switch (node.type) {
    case 'assignment_expression':
    case 'reference_assignment_expression':
    case 'augmented_assignment_expression':
      return targetNames(part(node, 'left'));
    case 'update_expression':
      return targetNames(part(node, 'argument'));
    case 'foreach_statement':
      return inner(node).slice(1, 2).flatMap(targetNames);
    case 'static_variable_declaration':
    case 'catch_clause':
      return [part(node, 'name')?.text ?? ''].filter(Boolean);
    default:
      return [];
  }
}

/** The variables among the targets of an assignment. */
export function targetNames(target: SyntaxNode | undefined): string[] {
  if (target === undefined) return [];
  if (target.type === 'variable_name') return [target.text];
  if (target.type === 'subscript_expression') return inner(target).slice(0, 1).flatMap(targetNames);
  if (/^(?:list_literal|array_creation_expression|array_element_initializer|pair|by_ref)$/.test(target.type))
    return inner(target).flatMap(targetNames);
  return [];
}

/** What an assignment fills by key: a variable, or a property of `$this`. */
function keyedBy(node: SyntaxNode): string | undefined {
  if (node.type !== 'assignment_expression' && node.type !== 'reference_assignment_expression') return undefined;
  const left = part(node, 'left');
  if (left?.type !== 'subscript_expression') return undefined;
  const [of, key] = inner(left);
  return of === undefined || key === undefined ? undefined : of.text;
}

/** Properties of `$this` that methods of a class fill by key, as `$this->x`. */
export function keyedProperties(body: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesIn(body)) {
    const filled = keyedBy(node);
    if (filled !== undefined) found.add(filled);
  }
  return found;
}

/** Names of functions and methods that take an argument by reference and set it, with the places. */
export function byReferenceIn(root: SyntaxNode): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>(
    Object.entries({
      preg_match: [2],
      preg_match_all: [2],
      parse_str: [1],
      exec: [1],
      curl_multi_exec: [1],
      settype: [0],
    }).map(([name, places]) => [name, new Set(places)]),
  );
  for (const node of nodesIn(root)) {
    if (node.type !== 'function_definition' && node.type !== 'method_declaration') continue;
    const body = part(node, 'body');
    const list = part(node, 'parameters');
    if (body === undefined || list === undefined) continue;
    const set = new Set([...nodesIn(body)].flatMap((one) => (keyedBy(one) === undefined ? assignedBy(one) : [])));
    inner(list).forEach((parameter, place) => {
      const isReference = childrenOf(parameter).some(({ type }) => type === 'reference_modifier');
      if (!isReference || !set.has(part(parameter, 'name')?.text ?? '')) return;
      const name = (part(node, 'name')?.text ?? '').toLowerCase();
      found.set(name, new Set([...(found.get(name) ?? []), place]));
    });
  }
  return found;
}
