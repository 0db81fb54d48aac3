import { ts } from 'ts-morph';

/** The whole value that a text is a part of: `H + '/rest'`, a template around a template, `(x as const)`, `a ? x : y`. */
export function carrierOf(text: ts.Node): ts.Node {
  let node = text;
  while (isPartOf(node, node.parent)) node = ts.isTemplateSpan(node.parent) ? node.parent.parent : node.parent;
  return node;
}

function isPartOf(node: ts.Node, parent: ts.Node | undefined): boolean {
  if (parent === undefined) return false;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return kind === ts.SyntaxKind.PlusToken || isChoice(kind);
  }
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  return (
    ts.isTemplateSpan(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent)
  );
}

function isChoice(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

/** The call or `new` whose argument a value is, by itself or inside objects and lists that are written there. */
export function callAround(text: ts.Node): ts.CallExpression | ts.NewExpression | undefined {
  let node = carrierOf(text);
  while (isMember(node.parent)) node = carrierOf(node.parent);
  const call: ts.Node | undefined = node.parent;
  if (call === undefined || !(ts.isCallExpression(call) || ts.isNewExpression(call))) return undefined;
  return call.expression === node ? undefined : call;
}

function isMember(parent: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent) || ts.isArrayLiteralExpression(parent);
}

/** The name that a chain of members and calls begins with: `nock` of `nock(host).get(path).reply(200)`. */
export function rootName(expression: ts.Expression): string | undefined {
  let node: ts.Node = expression;
  while (!ts.isIdentifier(node)) {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) node = node.expression;
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) node = node.expression;
    else if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) node = node.expression;
    else return undefined;
  }
  return node.text;
}

/** The last name of what is called: `info` of `this.logger.info`. */
export function lastName(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
