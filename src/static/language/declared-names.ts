import { ts } from 'ts-morph';
import { hasModifier } from './method.ts';

/** Names that a statement declares in the block that it stands in; those of what exists elsewhere are left out. */
export function namesDeclared(statement: ts.Statement): string[] {
  if (isAmbient(statement)) return [];
  if (ts.isVariableStatement(statement)) return declaredNames(statement.declarationList);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return [statement.name?.text ?? 'default'];
  if (ts.isEnumDeclaration(statement)) return [statement.name.text];
  if (ts.isImportEqualsDeclaration(statement)) return [statement.name.text];
  return ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name) && isInstantiated(statement)
    ? [statement.name.text]
    : [];
}

export function declaredNames(list: ts.VariableDeclarationList): string[] {
  return list.declarations.flatMap((declaration) => namesOf(declaration.name));
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

/** `declare const x`: x is made elsewhere. */
export function isAmbient(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

/** Whether a namespace is there when the program runs: one of types alone is not. */
export function isInstantiated({ body }: ts.ModuleDeclaration): boolean {
  if (body === undefined || ts.isIdentifier(body)) return false;
  if (ts.isModuleDeclaration(body)) return isInstantiated(body);
  return body.statements.some((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
    return ts.isModuleDeclaration(statement) ? isInstantiated(statement) : !isAmbient(statement);
  });
}
