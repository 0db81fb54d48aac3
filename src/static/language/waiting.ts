import { ts } from 'ts-morph';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { FunctionBrand } from '../value/brand.ts';
import type { Value } from '../value/value.ts';

const waiting = new WeakMap<ts.Node, boolean>();

/** Whether an activation may stop in the middle and go on when other code has run: an async function with an `await`. */
export function mayWait(node: ts.FunctionLikeDeclaration): boolean {
  const isAsync =
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  if (!isAsync || node.body === undefined) return false;
  const known = waiting.get(node);
  if (known !== undefined) return known;
  const holds = (at: ts.Node): boolean =>
    ts.isAwaitExpression(at) ||
    (ts.isForOfStatement(at) && at.awaitModifier !== undefined) ||
    (!ts.isFunctionLike(at) && ts.forEachChild(at, holds) === true);
  const answer = holds(node.body);
  waiting.set(node, answer);
  return answer;
}

/** Functions of the language that give what the function gives which they call. */
const passingOn = new Set(['call', 'apply', 'bound', 'try']);

/** The same, for a function that says how it is driven. */
export function mayWaitAs({ node, coroutine }: FunctionBrand): boolean {
  return coroutine?.drivenBy === 'awaiter' || mayWait(node);
}

/**
 * Whether the code around a call only goes on when that has ended. A promise that is kept, put in a list or handed to a
 * function is waited for later, if at all: what stands in between runs first.
 */
export function isWaitedFor(m: Machine, { coroutine }: FunctionBrand, request: CallRequest): boolean {
  if (request.external === true) return true;
  // `await list.map(async (item) => …)` waits for the list.
  // What drives a coroutine gives a promise of all that it does.
  const isDriven = coroutine?.drivenBy === 'awaiter';
  if (!isDriven && m.native !== undefined && !passingOn.has(m.native)) return false;
  return isAwaited(m, request.node);
}

function isAwaited(m: Machine, node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined || ts.isAwaitExpression(parent)) return true;
  // `yield f()` and `return [4, f()]` are what `await f()` was compiled to.
  if (m.frames.at(-1)?.drivenBy === 'awaiter' && isHandedToDriver(node)) return true;
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) return isPassedOn(m);
  if (ts.isForOfStatement(parent)) return parent.awaitModifier !== undefined && parent.expression === node;
  // `await main().catch(report)`
  if (ts.isPropertyAccessExpression(parent))
    return ts.isCallExpression(parent.parent) && parent.parent.expression === parent && isAwaited(m, parent.parent);
  return isResultOf(node, parent) && isAwaited(m, parent);
}

function isHandedToDriver({ parent }: ts.Node): boolean {
  return (
    ts.isYieldExpression(parent) || ts.isReturnStatement(ts.isArrayLiteralExpression(parent) ? parent.parent : parent)
  );
}

/** Whether what an expression gives may be what a part of it gives. */
function isResultOf(part: ts.Node, whole: ts.Node): boolean {
  if (ts.isConditionalExpression(whole)) return whole.condition !== part;
  if (ts.isBinaryExpression(whole)) return passingOperators.has(whole.operatorToken.kind);
  return (
    ts.isParenthesizedExpression(whole) ||
    ts.isAsExpression(whole) ||
    ts.isSatisfiesExpression(whole) ||
    ts.isNonNullExpression(whole)
  );
}

const passingOperators = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.CommaToken,
]);

/** A promise that a function gives is waited for where the function is called; so is all that an async function does. */
function isPassedOn(m: Machine): boolean {
  const frame = m.frames.at(-1);
  if (frame?.callee === undefined) return false;
  return frame.isWaitedFor || (ts.isFunctionLike(frame.callee) && mayWait(frame.callee as ts.FunctionLikeDeclaration));
}

/**
 * What follows sees each place as it was, as it is in between, and as it is in the end: of what was started nothing need
 * have come yet, and one thing may have when another has not.
 */
export function runForLater(m: Machine, run: () => Value): Value {
  const bornBefore = m.store.now;
  const { result, journal } = m.store.journaling(() => m.store.fork(run));
  m.store.applyPerhaps(result.writes, new Map(journal.between()), bornBefore);
  return result.result;
}
