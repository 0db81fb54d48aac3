import { ts } from 'ts-morph';
import { yieldedValue } from '../heap/generator.ts';
import { arrayOf } from '../heap/objects.ts';
import { awaited } from '../heap/thenable.ts';
import { branchValues } from '../machine/branch.ts';
import type { Footprint } from '../machine/footprint.ts';
import type { Frame } from '../machine/frame.ts';
import { looksKnown, looksSame } from '../machine/look.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { nodeId, outline, scopeSignature, signature } from '../machine/signature.ts';
import { callClient } from '../sinks/call-client.ts';
import { callSdk } from '../sinks/call-sdk.ts';
import { callUnknown } from '../sinks/call-unknown.ts';
import { functionName } from '../syntax/function-name.ts';
import type { FunctionBrand } from '../value/brand.ts';
import { choiceOf, decide, optionsOf, withoutInterference } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { throughCall } from '../value/text.ts';
import { type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { mergeWorlds } from '../value/world.ts';
import { bindParameters } from './bind.ts';
import { isGenerator, makeGenerator, yieldedIn } from './generator.ts';
import { hoistFunctionBody } from './hoist.ts';
import { hasModifier } from './method.ts';
import { runStatements } from './statements.ts';
import { valueOfType } from './type-value.ts';

// f(a)  ⇒  the value of f's body with its parameters bound to a, for each function that f may be
export function call(m: Machine, callee: Value, request: CallRequest): Value {
  const options = optionsOf(withoutInterference(callee));
  const [only] = options;
  if (options.length === 1 && only !== undefined) return callSingle(m, only.value, request);
  const ways = options.map(
    (option) => () =>
      callSingle(m, option.value, { ...request, args: request.args.map((arg) => narrow(arg, option.world)) }),
  );
  const results = branchValues(m, m.point(request.node), ways);
  return choiceOf(
    results.flatMap((result, index) =>
      optionsOf(result).flatMap(({ value, world }) => {
        const merged = mergeWorlds(world, options[index]?.world ?? world);
        return merged === undefined ? [] : [{ value, world: merged }];
      }),
    ),
  );
}

function narrow(value: Value, world: ReadonlyMap<string, number>): Value {
  if (value.kind !== 'choice' || world.size === 0) return value;
  const kept = value.options.filter((option) => mergeWorlds(option.world, world) !== undefined);
  return kept.length === 0 ? value : choiceOf(kept);
}

function callSingle(m: Machine, callee: Single, request: CallRequest): Value {
  m.step();
  if (callee.kind !== 'object') return callUnknown(m, callee, request);
  const { brand } = callee;
  switch (brand?.kind) {
    case 'function':
      return callFunction(m, brand, request);
    case 'native':
      return brand.call(m, request);
    case 'client':
      return callClient(m, callee, brand, request);
    case 'sdk':
      return callSdk(m, brand, request);
    case 'ignored':
      return callee;
    default:
      return callUnknown(m, callee, request);
  }
}

/** Runs a function of the program. Equal calls are answered from memory, deep or endless ones with a hole. */
export function callFunction(m: Machine, brand: FunctionBrand, request: CallRequest): Value {
  const { node } = brand;
  if (isGenerator(node) && brand.resumes !== true && node.body !== undefined) return makeGenerator(m, brand, request);
  if (request.external !== true && m.called.get(node) !== true) m.called.set(node, m.live);
  if (m.executed.get(node) !== true) m.executed.set(node, m.live);
  if (node.body === undefined) return unknown('external-call', node, functionName(node));
  if (m.frames.length >= m.limits.depth) return cut(m, 'too-deep', request, node);
  const self = brand.boundThis ?? typedThis(m, brand, request) ?? request.self;
  const args = [...(brand.boundArguments ?? []), ...request.args].map((arg) => throughCall(arg, request.node));
  const shape = outline(args);
  const active = m.frames.filter((frame) => frame.callee === node);
  if (active.length >= m.limits.recursion || active.some((frame) => frame.outline === shape)) {
    return cut(m, 'recursive', request, node);
  }
  const key = memoKey(m, brand, self, args, request);
  const seen = m.memo.get(key);
  if (seen !== undefined && isRepeated(m, seen.footprint)) {
    m.recorder.meetAgain(seen.recorded);
    if (request.later === true)
      m.later.set(key, { brand, request: { ...request, self, args }, footprint: seen.footprint, live: m.live });
    return seen.value;
  }
  const from = m.recorder.mark;
  const run = { ...request, self, args };
  const { result: value, footprint } = m.store.noting(() => runFunction(m, brand, run, shape));
  m.memo.set(key, { value, footprint, recorded: { from, to: m.recorder.mark } });
  if (request.later === true || mayWait(node)) m.later.set(key, { brand, request: run, footprint, live: m.live });
  return value;
}

/** `function run(this: Context)` called from outside: what the type says of `this`. */
function typedThis(m: Machine, { node, scope }: FunctionBrand, request: CallRequest): Value | undefined {
  const [first] = node.parameters;
  if (request.external !== true || first === undefined || !ts.isIdentifier(first.name) || first.name.text !== 'this') {
    return undefined;
  }
  return valueOfType(m, first.type, scope);
}

function isRepeated(m: Machine, footprint: Footprint): boolean {
  return m.store.repeats(
    footprint,
    (before, now) => looksKnown(m, before, now),
    (before, now) => looksSame(m, before, now),
  );
}

const waiting = new WeakMap<ts.Node, boolean>();

/** Whether an activation may stop in the middle and go on when other code has run: an async function with an `await`. */
function mayWait(node: ts.FunctionLikeDeclaration): boolean {
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

/** Gives up on a call. What the functions in progress do is not known whole: their own runs as roots still count. */
function cut(m: Machine, reason: 'too-deep' | 'recursive', request: CallRequest, node: ts.Node): Value {
  for (const { callee } of m.frames) if (callee !== undefined) m.cut.add(callee);
  return unknown(reason, request.node, functionName(node));
}

/** Calls with equal keys do the same: same code, same caller, and everything it sees looks the same. */
function memoKey(m: Machine, brand: FunctionBrand, self: Value, args: readonly Value[], request: CallRequest): string {
  const isArrow = ts.isArrowFunction(brand.node);
  const parts = [nodeId(brand.node), nodeId(request.node), m.live, request.external === true, request.unread === true];
  const seen = isArrow ? '' : signature(m, self);
  const sent = request.sent === undefined ? '' : `^${signature(m, request.sent)}`;
  return `${parts.join(':')}<${seen}>[${scopeSignature(m, brand.scope)}](${args.map((arg) => signature(m, arg)).join(',')})${sent}`;
}

function runFunction(m: Machine, brand: FunctionBrand, request: CallRequest, shape: string): Value {
  const { node } = brand;
  const isArrow = ts.isArrowFunction(node);
  const scope = isArrow
    ? m.scope(brand.scope)
    : m.scope(brand.scope, { node, self: request.self, home: brand.home, args: request.args });
  const more: Value | undefined =
    request.unread === true
      ? { kind: 'unknown', gap: { ...unknown('parameter', node).gap, parameterOf: node } }
      : undefined;
  if (!isArrow) scope.names.set('arguments', m.store.cell(arrayOf(m, node, request.args, more)));
  const result = runBody(m, node, scope, request, shape);
  const isAsync = hasModifier(node, ts.SyntaxKind.AsyncKeyword) && !isGenerator(node);
  return isAsync ? awaited(m, result, request.node) : result;
}

/** Binds the parameters, runs the body and meets all its returns. */
export function runBody(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  scope: Scope,
  request: CallRequest,
  shape = '',
): Value {
  const frame: Frame = {
    call: request.external === true ? undefined : request.node,
    callee: node,
    outline: shape,
    args: request.args,
    returns: [],
    exits: [],
    depth: m.store.depth,
    yields: [],
    sent: request.sent,
  };
  m.frames.push(frame);
  const targets = m.targets.splice(0);
  const doubts = m.recorder.doubts.length;
  try {
    bindParameters(m, node, scope, request);
    const { body } = node;
    if (body === undefined) return undefinedValue;
    if (!ts.isBlock(body)) return m.evaluate(body, scope);
    return runBlock(m, node, body, scope, frame);
  } finally {
    m.frames.pop();
    m.recorder.doubts.length = doubts;
    m.targets.push(...targets);
  }
}

function runBlock(m: Machine, node: ts.FunctionLikeDeclaration, body: ts.Block, scope: Scope, frame: Frame): Value {
  const bornBefore = m.store.now;
  hoistFunctionBody(m, body, scope);
  const { result: completion, writes } = m.store.fork(() => runStatements(m, body.statements, scope));
  const states = completion === 'normal' ? [...frame.exits, writes] : frame.exits;
  const values = completion === 'normal' ? [...frame.returns, undefinedValue] : frame.returns;
  const point = m.point(node);
  if (states.length > 0) m.store.join(point, states, bornBefore);
  if (isGenerator(node)) return yieldedValue(m, node, yieldedIn(frame, values));
  return values.length === 0 ? undefinedValue : decide(point, values);
}
