import { inner, part, type SyntaxNode } from '../tree.ts';

/** Names that a body binds: how often, and where first. */
export interface Binding {
  times: number;
  readonly first: number;
}
export type Bindings = Map<string, Binding>;

/** Where local names are looked up: a block sees those around it, a method and a class body do not. */
export interface Scope {
  readonly bindings: Bindings;
  /** Of a block: the scope that it stands in. */
  readonly outer: Scope | undefined;
}

const closed: ReadonlySet<string> = new Set(['method', 'singleton_method', 'class', 'module', 'singleton_class']);
const blocks: ReadonlySet<string> = new Set(['block', 'do_block', 'lambda']);

/** Whether a name is a local variable where it stands; before it is first set it is a method. */
export function isLocal(scope: Scope | undefined, name: string, place: number): boolean {
  for (let at = scope; at !== undefined; at = at.outer) {
    const found = at.bindings.get(name);
    if (found !== undefined) return found.first <= place;
  }
  return false;
}

/** What the statements of a body bind that is not bound around it. */
export function bindingsOf(roots: readonly SyntaxNode[], outer: Scope | undefined): Bindings {
  const found: Bindings = new Map();
  const isOuter = (name: string): boolean => {
    for (let at = outer; at !== undefined; at = at.outer) if (at.bindings.has(name)) return true;
    return false;
  };
  const open = [...roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (closed.has(node.type) || blocks.has(node.type)) continue;
    for (const { name, times } of boundBy(node)) {
      if (isOuter(name)) continue;
      const known = found.get(name);
      if (known === undefined) found.set(name, { times, first: node.startIndex });
      else known.times += times;
    }
    open.push(...inner(node).reverse());
  }
  return found;
}

function boundBy(node: SyntaxNode): { name: string; times: number }[] {
  const all = (names: readonly string[], times: number) => names.map((name) => ({ name, times }));
  switch (node.type) {
    case 'assignment':
      return all(targetNames(part(node, 'left')), part(node, 'left')?.type === 'identifier' ? 1 : 2);
    case 'operator_assignment':
      return all(targetNames(part(node, 'left')), 2);
    case 'for':
      return all(targetNames(part(node, 'pattern')), 2);
    case 'exception_variable':
      return all(inner(node).flatMap(targetNames), 2);
    case 'in_clause':
    case 'match_pattern':
    case 'test_pattern':
      return all(patternNames(part(node, 'pattern')), 2);
    default:
      return [];
  }
}

export function targetNames(target: SyntaxNode | undefined): string[] {
  if (target === undefined) return [];
  if (target.type === 'identifier') return [target.text];
  const isList = /^(?:left_assignment_list|destructured_left_assignment|rest_assignment|destructured_parameter)$/;
  return isList.test(target.type) ? inner(target).flatMap(targetNames) : [];
}

/** Names that a pattern may bind. */
export function patternNames(pattern: SyntaxNode | undefined): string[] {
  if (pattern === undefined) return [];
  if (pattern.type === 'identifier') return [pattern.text];
  if (pattern.type === 'keyword_pattern' && part(pattern, 'value') === undefined)
    return [part(pattern, 'key')?.text ?? ''];
  return inner(pattern).flatMap(patternNames);
}

/** Names that a loop sets again and again. */
export function boundInLoops(statements: readonly SyntaxNode[]): Set<string> {
  const loops = statements.filter(({ type }) => /^(?:while|until|for)/.test(type));
  return new Set(bindingsOf(loops, undefined).keys());
}
