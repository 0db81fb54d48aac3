import { ts } from 'ts-morph';
import { moduleRequired } from './import-of.ts';

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

/**
 * The methods that are called of what an expression gives, where nothing else is done with it than to keep it under a
 * name of its own: `on` and `start` of `const task = made(); task.on('end', log); task.start();`. What such a call gives
 * must be dropped, too.
 */
export function methodsCalled(node: ts.Expression): readonly string[] | undefined {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return methodsCalled(parent);
  if (ts.isPropertyAccessExpression(parent)) return calledOn(node);
  if (!ts.isVariableDeclaration(parent) || !isInner(parent) || !ts.isIdentifier(parent.name)) return undefined;
  const { name } = parent;
  if (!isDeclaredOnce(name)) return undefined;
  const uses = (namesOf(name.getSourceFile()).found.get(name.text) ?? []).filter((use) => use !== name);
  const called = uses.map((use) => calledOn(use));
  return called.every((methods) => methods !== undefined) ? called.flat() : undefined;
}

// x.on('end', log)  and what is called of that
function calledOn(node: ts.Expression): readonly string[] | undefined {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  const call = parent.parent;
  if (!ts.isCallExpression(call) || call.expression !== parent) return undefined;
  const rest = isDropped(call) ? [] : calledOn(call);
  return rest && [parent.name.text, ...rest];
}

function isDropped(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isVoidExpression(parent)) return isDropped(parent);
  return ts.isExpressionStatement(parent);
}

// const x = made();  where x stands nowhere else
function isUnread(declaration: ts.VariableDeclaration): boolean {
  const { name } = declaration;
  return isInner(declaration) && ts.isIdentifier(name) && namesOf(name.getSourceFile()).written.get(name.text) === 1;
}

/** Whether only its own file can name what a declaration declares. */
function isInner({ name, parent }: ts.VariableDeclaration): boolean {
  const file = name.getSourceFile();
  // What `using` declares is used when its block ends, and the top level of a script belongs to every script.
  if (!ts.isIdentifier(name) || (parent.flags & ts.NodeFlags.Using) !== 0) return false;
  const statement = parent.parent;
  const isExported =
    ts.isVariableStatement(statement) &&
    (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const isModule = ts.isExternalModule(file) || loadsModules(file);
  return !isExported && isModule && !namesOf(file).written.has('eval');
}

/** A script that loads others the older way is a module as well: nothing of a page can. */
function loadsModules(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ initializer }) => initializer !== undefined && moduleRequired(initializer) !== undefined,
      ),
  );
}

interface Names {
  /** Where each name is written, but for those of members: `a.name`. */
  readonly found: Map<string, ts.Identifier[]>;
  readonly written: Map<string, number>;
  readonly declared: Map<string, number>;
}

const known = new WeakMap<ts.SourceFile, Names>();

/** How often each name is written in a file, and how often as that of a declaration. */
function namesOf(file: ts.SourceFile): Names {
  const found = known.get(file);
  if (found !== undefined) return found;
  const names: Names = { found: new Map(), written: new Map(), declared: new Map() };
  const count = (counts: Map<string, number>, text: string) => counts.set(text, (counts.get(text) ?? 0) + 1);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      count(names.written, node.text);
      if (!isMemberName(node)) names.found.set(node.text, [...(names.found.get(node.text) ?? []), node]);
      if ('name' in node.parent && node.parent.name === node && !namesNothing(node.parent))
        count(names.declared, node.text);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  known.set(file, names);
  return names;
}

/** A member's name hides no variable, and the short form of a property or an export is a use of one. */
function namesNothing(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isExportSpecifier(node) ||
    ts.isEnumMember(node)
  );
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}
