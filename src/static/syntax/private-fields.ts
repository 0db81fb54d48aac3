import { ts } from 'ts-morph';

const known = new WeakMap<ts.ClassLikeDeclaration, ReadonlySet<string>>();

/**
 * The fields that TypeScript keeps to a class: `private readonly client`, also as a parameter of the constructor. A field
 * with a decorator is handed out by it.
 */
export function privateFields(node: ts.ClassLikeDeclaration): ReadonlySet<string> {
  const found = known.get(node);
  if (found !== undefined) return found;
  const parameters = node.members.flatMap((member) =>
    ts.isConstructorDeclaration(member) ? [...member.parameters] : [],
  );
  const fields = [...node.members.filter((member) => ts.isPropertyDeclaration(member)), ...parameters];
  const names = new Set(
    fields.flatMap((field) => (isPrivate(field) && ts.isIdentifier(field.name) ? [field.name.text] : [])),
  );
  known.set(node, names);
  return names;
}

/** Whether a member of a class has the word for it, and no decorator that has it as well. */
export function isPrivate(node: ts.Node): boolean {
  if (ts.canHaveDecorators(node) && ts.getDecorators(node) !== undefined) return false;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
}
