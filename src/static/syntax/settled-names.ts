import { ts } from 'ts-morph';

/**
 * Whether what a name holds can change only by the statements around it, in their order: a constant, a parameter, a
 * local variable that no closure writes. What another call, a callback or another module may write in between is not
 * settled, and neither is what no declaration of the file makes.
 */
export function isSettled(name: ts.Identifier): boolean {
  const scope = declaringScope(name, name.text);
  if (scope === undefined) return false;
  const writers = writersIn(name.getSourceFile()).get(scope)?.get(name.text);
  if (writers === undefined) return true;
  const owner = functionAround(scope);
  return functionAround(name) === owner && [...writers].every((writer) => writer === owner);
}

/** The node that declares a name, as seen from where it stands; nothing for imports and names of other files. */
export function scopeOf(name: ts.Identifier): ts.Node | undefined {
  return declaringScope(name, name.text);
}

/** Whether a name is written to anywhere but where it is declared. */
export function writtenAfter(scope: ts.Node, { text }: ts.Identifier): boolean {
  return writersIn(scope.getSourceFile()).get(scope)?.has(text) ?? false;
}

/** Whether the file itself says what a name is. */
export function isDeclared(name: ts.Identifier): boolean {
  for (let at = name.parent; at !== undefined; at = at.parent) if (namesOf(at).has(name.text)) return true;
  return false;
}

/** The nearest scope around a node that declares the name; nothing for imports, which others may write, and globals. */
function declaringScope(node: ts.Node, name: string): ts.Node | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const declared = namesOf(at).get(name);
    if (declared !== undefined) return declared === 'imported' ? undefined : at;
  }
  return undefined;
}

type Declared = 'own' | 'imported';
const declared = new WeakMap<ts.Node, ReadonlyMap<string, Declared>>();
const none: ReadonlyMap<string, Declared> = new Map();

/** The names that a scope declares, `var` at the function that it belongs to. */
function namesOf(node: ts.Node): ReadonlyMap<string, Declared> {
  if (!mayDeclare(node)) return none;
  const known = declared.get(node);
  if (known !== undefined) return known;
  const names = new Map<string, Declared>();
  if (ts.isFunctionLike(node)) {
    for (const { name } of node.parameters) addNames(name, names);
    if ('body' in node && node.body !== undefined) addVars(node.body, names);
    if (ts.isFunctionExpression(node) && node.name !== undefined) names.set(node.name.text, 'own');
  } else if (ts.isSourceFile(node)) {
    addStatements(node.statements, names);
    addVars(node, names);
  } else if (ts.isBlock(node) || ts.isModuleBlock(node)) addStatements(node.statements, names);
  else if (ts.isCaseBlock(node)) for (const clause of node.clauses) addStatements(clause.statements, names);
  else if (ts.isCatchClause(node) && node.variableDeclaration !== undefined)
    addNames(node.variableDeclaration.name, names);
  else if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node;
    if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) addList(initializer, names);
  } else if (ts.isClassExpression(node) && node.name !== undefined) names.set(node.name.text, 'own');
  const found = names.size === 0 ? none : names;
  declared.set(node, found);
  return found;
}

/** Most nodes are no scopes: they are told apart before anything is kept of them. */
function mayDeclare(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || scopes.has(node.kind);
}

const scopes: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ClassExpression,
]);

function addNames(name: ts.BindingName, names: Map<string, Declared>): void {
  if (ts.isIdentifier(name)) names.set(name.text, 'own');
  else for (const element of name.elements) if (!ts.isOmittedExpression(element)) addNames(element.name, names);
}

function addList(list: ts.VariableDeclarationList, names: Map<string, Declared>): void {
  for (const declaration of list.declarations) addNames(declaration.name, names);
}

function addStatements(statements: readonly ts.Statement[], names: Map<string, Declared>): void {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) addList(statement.declarationList, names);
    else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement)
    ) {
      if (statement.name !== undefined) names.set(statement.name.text, 'own');
    } else if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement))
      addImports(statement, names);
  }
}

function addImports(statement: ts.ImportDeclaration | ts.ImportEqualsDeclaration, names: Map<string, Declared>): void {
  if (ts.isImportEqualsDeclaration(statement)) {
    names.set(statement.name.text, 'imported');
    return;
  }
  const { name, namedBindings } = statement.importClause ?? {};
  if (name !== undefined) names.set(name.text, 'imported');
  if (namedBindings === undefined) return;
  if (ts.isNamespaceImport(namedBindings)) names.set(namedBindings.name.text, 'imported');
  else for (const element of namedBindings.elements) names.set(element.name.text, 'imported');
}

/** `var` of a function's body, wherever in it; not those of functions inside. */
function addVars(body: ts.Node, names: Map<string, Declared>): void {
  for (const node of below(body, (child) => !ts.isFunctionLike(child))) {
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) addList(node, names);
  }
}

/** A node and what is below it, as far as one goes into it. A tower of nodes is no recursion. */
function* below(top: ts.Node, goesInto: (node: ts.Node) => boolean): Generator<ts.Node> {
  const open = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    ts.forEachChild(node, (child) => {
      if (goesInto(child)) open.push(child);
    });
  }
}

type Writers = Map<ts.Node, Map<string, Set<ts.Node>>>;
const written = new WeakMap<ts.SourceFile, Writers>();

/** By declaring scope and name: the functions in which the name is written to after its declaration. */
function writersIn(file: ts.SourceFile): Writers {
  const known = written.get(file);
  if (known !== undefined) return known;
  const writers: Writers = new Map();
  for (const node of below(file, () => true)) for (const target of targetsOf(node)) noteWriter(target, writers);
  written.set(file, writers);
  return writers;
}

function noteWriter(target: ts.Identifier, writers: Writers): void {
  const scope = declaringScope(target, target.text);
  if (scope === undefined) return;
  const names = writers.get(scope) ?? new Map<string, Set<ts.Node>>();
  const functions = names.get(target.text) ?? new Set();
  functions.add(functionAround(target));
  writers.set(scope, names.set(target.text, functions));
}

const { SyntaxKind } = ts;

/** The names that a node writes to: `x = e`, `x += e`, `x++`, `[x] = e`, `for (x of e)`. */
function targetsOf(node: ts.Node): ts.Identifier[] {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment ? identifiersIn(node.left) : [];
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const isCount = node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
    return isCount ? identifiersIn(node.operand) : [];
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node))
    return ts.isVariableDeclarationList(node.initializer) ? [] : identifiersIn(node.initializer);
  return [];
}

/** Every name in an assignment's target; those it only reads count too, which is on the safe side. */
function identifiersIn(target: ts.Node): ts.Identifier[] {
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) return [];
  const isMember = (node: ts.Node) => ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return [...below(target, (node) => !isMember(node))].filter(ts.isIdentifier);
}

function functionAround(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at) && at.parent !== undefined) at = at.parent;
  return at;
}
