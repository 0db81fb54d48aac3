import { ts } from 'ts-morph';
import type { HostFamily } from '../../model/operation.ts';
import type { NoRequestReason } from '../../model/text-account.ts';
import type { NotCalls } from '../contract/sdk-rules.ts';
import { callAround, carrierOf, lastName, rootName } from './carrier.ts';
import { fileNames } from './file-names.ts';
import type { ProgramText } from './find-texts.ts';
import { isForPeople } from './for-people.ts';
import { isLabelName } from './label-names.ts';

export interface SyntaxRules {
  readonly notCalls: NotCalls;
  readonly hostFamily: (host: string) => HostFamily | undefined;
}

/**
 * Why a text is no request, where the syntax around it alone proves that; `undefined` in every doubt. Only asked of
 * texts that no call accounts for.
 */
export function noRequestBySyntax(text: ProgramText, rules: SyntaxRules): NoRequestReason | undefined {
  if (isOfTest(text.node, rules.notCalls)) return 'test';
  if (isCompared(text.node)) return 'compared';
  if (isLabel(text.node)) return 'label';
  if (isServed(text.node, rules.notCalls)) return 'servedRoute';
  if (isElsewhere(text, rules)) return 'otherVendor';
  return isForPeople(text, rules.notCalls) ? 'log' : undefined;
}

/** Inside a call of a test's or a mock's function, be it in a callback that the call gets. */
function isOfTest(text: ts.Node, { modules, globals, mocks, functions }: NotCalls): boolean {
  const names = fileNames(text.getSourceFile());
  for (let node = text; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) continue;
    const root = rootName(parent.expression);
    const module = root === undefined ? undefined : names.modules.get(root);
    if (module !== undefined && modules.includes(module) && mocks.includes(module)) return true;
    const isGlobal = root !== undefined && !names.declared.has(root);
    if (isGlobal && globals.includes(root) && mocks.includes(root)) return true;
    const last = lastName(parent.expression) ?? '';
    const isArgument = parent.expression !== node && callAround(text) === parent;
    if (isArgument && functions.includes(last) && mocks.includes(last)) return true;
  }
  return false;
}

const comparing = new Set(
  'startsWith endsWith includes indexOf lastIndexOf localeCompare match matchAll search test split replace replaceAll'.split(
    ' ',
  ),
);
const equalities = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** `url === text`, `case text:`, `url.startsWith(text)`, `[text].includes(url)`, `new RegExp(text)`, `table[text]`. */
function isCompared(text: ts.Node): boolean {
  const value = carrierOf(text);
  const { parent } = value;
  if (ts.isBinaryExpression(parent)) return equalities.has(parent.operatorToken.kind);
  if (ts.isCaseClause(parent)) return parent.expression === value;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === value;
  if (isReceiver(value)) return true;
  if (ts.isArrayLiteralExpression(parent)) return isReceiver(parent);
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  if (parent.arguments?.[0] !== value) return false;
  const { expression } = parent;
  if (ts.isIdentifier(expression)) return expression.text === 'RegExp';
  return ts.isPropertyAccessExpression(expression) && comparing.has(expression.name.text);
}

/** Whether something is only asked whether it holds something. */
function isReceiver(value: ts.Node): boolean {
  const access = value.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== value) return false;
  const isCalled = ts.isCallExpression(access.parent) && access.parent.expression === access;
  return isCalled && /^(?:startsWith|endsWith|includes|indexOf|localeCompare)$/.test(access.name.text);
}

/** Shown in a page, or the value of a property that says what something is. */
function isLabel(text: ts.Node): boolean {
  if (ts.isJsxText(text)) return true;
  let value = carrierOf(text);
  if (ts.isArrayLiteralExpression(value.parent)) value = value.parent;
  const holder = ts.isJsxExpression(value.parent) ? value.parent.parent : value.parent;
  if (ts.isJsxAttribute(holder)) return isLabelName(holder.name.getText());
  if (!ts.isPropertyAssignment(holder) || holder.initializer !== value) return false;
  const { name } = holder;
  return (ts.isIdentifier(name) || ts.isStringLiteral(name)) && isLabelName(name.text);
}

const server = /^(?:app|api|router|server|fastify|express|routes?|[a-z]\w*(?:App|Router|Server|Routes?))$/;

/** `app.get('/rest/v1/leads.json', (request, response) => …)`. */
function isServed(text: ts.Node, { routes }: NotCalls): boolean {
  const call = carrierOf(text).parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== text || !ts.isPropertyAccessExpression(call.expression))
    return false;
  const { name, expression } = call.expression;
  const receiver = lastName(expression);
  if (!routes.includes(name.text) || receiver === undefined || !server.test(receiver)) return false;
  return call.arguments.some((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
}

/** An address whose host is written out and is not Marketo's. */
function isElsewhere({ pattern, marketo }: ProgramText, { hostFamily }: SyntaxRules): boolean {
  if (marketo.hasHost) return false;
  const [start] = pattern;
  const host = typeof start === 'string' ? /^\s*(?:https?:)?\/\/(?:[^/@]*@)?([^/?#]+)\//i.exec(start)?.[1] : undefined;
  return host !== undefined && hostFamily(host) === undefined;
}
