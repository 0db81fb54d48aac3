import { ts } from 'ts-morph';

/** A call or a `new`, with what it calls. */
export type Made = ts.CallExpression | ts.NewExpression;

/** What becomes of what an expression gives: it is dropped, another call is made of it, or something else. */
export type ResultUse = 'nothing' | 'anything' | { readonly call: Made; readonly as: 'argument' | 'receiver' };

/** What the source does with what an expression gives. */
export function resultUse(node: ts.Expression): ResultUse {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return 'nothing';
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))
    return resultUse(parent);
  if (ts.isVariableDeclaration(parent)) return isUnread(parent) ? 'nothing' : 'anything';
  if (isMade(parent) && parent.expression !== node) return { call: parent, as: 'argument' };
  if (!ts.isPropertyAccessExpression(parent)) return 'anything';
  const call = parent.parent;
  return isMade(call) && call.expression === parent ? { call, as: 'receiver' } : 'anything';
}

export function isMade(node: ts.Node): node is Made {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** Whether a name is declared at one place of its file only, so that nothing hides it. */
export function isDeclaredOnce(name: ts.Identifier): boolean {
  return namesOf(name.getSourceFile()).declared.get(name.text) === 1;
}

// const x = made();  where x stands nowhere else
function isUnread({ name, parent }: ts.VariableDeclaration): boolean {
  const file = name.getSourceFile();
  // What `using` declares is used when its block ends, and the top level of a script belongs to every script.
  if (!ts.isIdentifier(name) || (parent.flags & ts.NodeFlags.Using) !== 0 || !ts.isExternalModule(file)) return false;
  const statement = parent.parent;
  const isExported =
    ts.isVariableStatement(statement) &&
    (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const { written } = namesOf(file);
  return !isExported && written.get(name.text) === 1 && !written.has('eval');
}

interface Names {
  readonly written: Map<string, number>;
  readonly declared: Map<string, number>;
}

const known = new WeakMap<ts.SourceFile, Names>();

/** How often each name is written in a file, and how often as that of a declaration. */
function namesOf(file: ts.SourceFile): Names {
  const found = known.get(file);
  if (found !== undefined) return found;
  const names: Names = { written: new Map(), declared: new Map() };
  const count = (counts: Map<string, number>, text: string) => counts.set(text, (counts.get(text) ?? 0) + 1);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      count(names.written, node.text);
      if ('name' in node.parent && node.parent.name === node && !namesMember(node.parent))
        count(names.declared, node.text);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  known.set(file, names);
  return names;
}

/** A member's name hides no variable, and the short form of a property is a use of one. */
function namesMember(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) || ts.isObjectLiteralElement(node) || ts.isExportSpecifier(node);
}
