import { inner, nodesIn, part, parts, type SyntaxNode } from '../tree.ts';

/** How often each name is bound in a body, by whatever statement; a name that is somebody else's is not there. */
export type Bindings = ReadonlyMap<string, number>;

/** Where names are looked up. What a class binds only its own body sees. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'expression';
  readonly bindings: Bindings;
  readonly outer: Scope | undefined;
  /** What the class is called in the lowered code. */
  readonly className?: string | undefined;
}

/** The scope that says what a name is, as seen from another. */
export function findScope(scope: Scope, name: string): Scope | undefined {
  for (let at: Scope | undefined = scope, isFirst = true; at !== undefined; at = at.outer, isFirst = false) {
    if (at.bindings.has(name) && (at.kind !== 'class' || isFirst)) return at;
  }
  return undefined;
}

const ownScopes: ReadonlySet<string> = new Set(['function_definition', 'class_definition', 'lambda']);

/** What the statements of a body bind. */
export function bindingsOf(body: SyntaxNode): Bindings {
  const found = new Map<string, number>();
  const foreign = new Set<string>();
  const add = (name: string, times = 1): void => void found.set(name, (found.get(name) ?? 0) + times);
  for (const node of nodesIn(body, ({ type }) => !ownScopes.has(type))) {
    for (const name of boundBy(node)) add(name);
    // What a loop binds it binds again and again.
    if (node.type === 'for_statement') for (const name of targetNames(part(node, 'left'))) add(name);
    if (node.type === 'global_statement' || node.type === 'nonlocal_statement')
      for (const { text } of inner(node)) foreign.add(text);
  }
  if (body.type === 'module')
    for (const name of globalsIn(body))
      if (found.has(name)) add(name, 2);
      else found.set(name, 2);
  else for (const name of foreign) found.delete(name);
  return found;
}

/** Names of the module that functions say they set. */
function* globalsIn(module: SyntaxNode): Generator<string> {
  for (const node of nodesIn(module)) {
    if (node.type === 'global_statement') for (const { text } of inner(node)) yield text;
  }
}

function boundBy(node: SyntaxNode): string[] {
  switch (node.type) {
    case 'assignment':
    case 'for_statement':
      return targetNames(part(node, 'left'));
    case 'augmented_assignment':
      return [...targetNames(part(node, 'left')), ...targetNames(part(node, 'left'))];
    case 'named_expression':
    case 'function_definition':
    case 'class_definition':
      return [part(node, 'name')?.text ?? ''];
    case 'as_pattern_target':
      return inner(node).flatMap(targetNames);
    case 'case_pattern':
      return captured(node);
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      return parts(node, 'name').map(importedAs);
    default:
      return [];
  }
}

/** The name that an import binds. */
export function importedAs(name: SyntaxNode): string {
  const alias = part(name, 'alias');
  return alias?.text ?? name.text.split('.')[0] ?? '';
}

/** The names among the targets of an assignment. */
export function targetNames(target: SyntaxNode | undefined): string[] {
  if (target === undefined) return [];
  if (target.type === 'identifier') return [target.text];
  const isPattern = /pattern|^tuple|^list|expression_list|parenthesized/.test(target.type);
  return isPattern ? inner(target).flatMap(targetNames) : [];
}

function captured(pattern: SyntaxNode): string[] {
  return inner(pattern).flatMap((node) => {
    if (node.type === 'dotted_name') return node.text.includes('.') ? [] : [node.text];
    return node.type === 'string' ? [] : captured(node);
  });
}
