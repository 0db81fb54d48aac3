import { ts } from 'ts-morph';

/**
 * What becomes of it where a call fails, as far as the function tells that the call stands in. `survived`: something else
 * takes the place of what it would have given, and the program goes on. `passes`: whoever called the function finds the
 * failure. `open`: anything else, such as an end of the program.
 */
export type Failing = 'survived' | 'passes' | 'open';

const known = new WeakMap<ts.Node, Failing>();

/** Reads the source alone, and errs to one side: what is not plain is open. */
export function failingOf(call: ts.Node): Failing {
  const before = known.get(call);
  if (before !== undefined) return before;
  const failing = followPromise(call);
  known.set(call, failing);
  return failing;
}

/** From a call outwards to where its promise is waited for, or its failure handled. */
function followPromise(node: ts.Node): Failing {
  const { parent } = node;
  if (parent === undefined) return 'open';
  if (ts.isAwaitExpression(parent)) return followThrow(parent);
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) return 'passes';
  if (isWrapping(parent) || isBranch(parent, node) || ts.isArrayLiteralExpression(parent)) return followPromise(parent);
  if (ts.isCallExpression(parent)) return isJoining(parent) ? followPromise(parent) : 'open';
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return 'open';
  const method = parent.parent;
  if (!ts.isCallExpression(method) || method.expression !== parent) return 'open';
  const handler = handlerOf(method, parent);
  if (handler === undefined) return followPromise(method);
  return isReplacement(handler) ? 'survived' : 'open';
}

function isWrapping(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSpreadElement(node)
  );
}

function isBranch(node: ts.Node, part: ts.Node): boolean {
  if (ts.isConditionalExpression(node)) return node.condition !== part;
  return ts.isBinaryExpression(node) && node.right === part && !isAssignment(node);
}

// Promise.all([…]), which fails as soon as one of them does
function isJoining({ expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === 'Promise' &&
    /^(?:all|race)$/.test(expression.name.text)
  );
}

/** What a promise's method is given for the case that it fails. */
function handlerOf(call: ts.CallExpression, { name }: ts.PropertyAccessExpression): ts.Expression | undefined {
  if (name.text === 'catch') return call.arguments[0];
  return name.text === 'then' ? call.arguments[1] : undefined;
}

// .catch(() => [])
function isReplacement(handler: ts.Expression): boolean {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return false;
  const [parameter] = handler.parameters;
  const error = parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
  if (parameter !== undefined && error === undefined) return false;
  if (!ts.isBlock(handler.body)) return isDefault(handler.body, error);
  return isQuiet(handler.body, error) && returnsDefault(handler.body, error);
}

/** From where something is thrown outwards to what catches it. */
function followThrow(node: ts.Node): Failing {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (ts.isFunctionLike(parent) || ts.isSourceFile(parent)) return 'passes';
    if (!ts.isTryStatement(parent) || parent.tryBlock !== at || parent.catchClause === undefined) continue;
    const { block } = parent.catchClause;
    // What throws again passes on.
    if (block.statements.every(ts.isThrowStatement) && block.statements.length > 0) continue;
    return isSurvived(parent, parent.catchClause) ? 'survived' : 'open';
  }
  return 'passes';
}

// try { fields = await describe() } catch { fields = [] }
function isSurvived({ tryBlock }: ts.TryStatement, { block, variableDeclaration }: ts.CatchClause): boolean {
  const name = variableDeclaration?.name;
  if (name !== undefined && !ts.isIdentifier(name)) return false;
  const error = name?.text;
  if (!isQuiet(block, error)) return false;
  return returnsDefault(block, error) || block.statements.some(isReplacing) || keepsValue(tryBlock);
}

/** Whether a block tells nobody but a log that something has failed, and leaves nothing undone that would end the program. */
function isQuiet(node: ts.Node, error: string | undefined): boolean {
  let isLoud = false;
  const visit = (part: ts.Node): void => {
    if (isLoud || (ts.isCallExpression(part) && isLogging(part.expression))) return;
    isLoud =
      loud.has(part.kind) ||
      (ts.isNewExpression(part) && !isEmptyCollection(part)) ||
      (ts.isIdentifier(part) && part.text === error) ||
      (ts.isBinaryExpression(part) && isAssignment(part) && !isReplacingValue(part, error));
    ts.forEachChild(part, visit);
  };
  ts.forEachChild(node, visit);
  return !isLoud;
}

const loud = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.YieldExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.DeleteExpression,
]);

// console.warn, this.logger.error
function isLogging(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const owner = callee.expression;
  const name = ts.isPropertyAccessExpression(owner) ? owner.name.text : ts.isIdentifier(owner) ? owner.text : '';
  return (
    /^_?(?:console|log|logger)$/i.test(name) &&
    /^(?:log|warn|warning|error|debug|info|trace|verbose)$/.test(callee.name.text)
  );
}

function isAssignment({ operatorToken }: ts.BinaryExpression): boolean {
  return operatorToken.kind >= ts.SyntaxKind.FirstAssignment && operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

function isReplacingValue({ left, right, operatorToken }: ts.BinaryExpression, error: string | undefined): boolean {
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left) && isDefault(right, error);
}

function isReplacing(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isBinaryExpression(statement.expression) &&
    isReplacingValue(statement.expression, undefined)
  );
}

// let fields = []; try { fields = await describe() } catch {}
function keepsValue({ statements }: ts.Block): boolean {
  const [only, ...more] = statements;
  if (only === undefined || more.length > 0 || !ts.isExpressionStatement(only)) return false;
  const { expression } = only;
  return ts.isBinaryExpression(expression) && isAssignment(expression) && ts.isIdentifier(expression.left);
}

function returnsDefault({ statements }: ts.Block, error: string | undefined): boolean {
  const last = statements.at(-1);
  return (
    last !== undefined &&
    ts.isReturnStatement(last) &&
    last.expression !== undefined &&
    isDefault(last.expression, error)
  );
}

/** Names by which a result says that something has failed. */
const verdicts = /^(?:ok|success|successful|error|errors|status|failed|failure|code)$/i;

/** A value that stands for what was not found; a yes or no, or a verdict, tells whoever called that it failed. */
function isDefault(node: ts.Expression, error: string | undefined): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return isDefault(node.expression, error);
  if (ts.isIdentifier(node)) return node.text !== error && node.text !== 'undefined';
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isDefault(element, error));
  if (ts.isNewExpression(node)) return isEmptyCollection(node);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        !verdicts.test(property.name.getText()) &&
        isDefault(property.initializer, error),
    );
  }
  if (ts.isPropertyAccessExpression(node)) return isDefault(node.expression, error);
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.ThisKeyword ||
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node)
  );
}

function isEmptyCollection({ expression, arguments: given }: ts.NewExpression): boolean {
  return (
    ts.isIdentifier(expression) && /^(?:Map|Set|WeakMap|Array)$/.test(expression.text) && (given ?? []).length === 0
  );
}
