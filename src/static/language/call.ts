import { ts } from 'ts-morph';
import { yieldedValue } from '../heap/generator.ts';
import { arrayOf } from '../heap/objects.ts';
import { show } from '../heap/shown.ts';
import { awaited } from '../heap/thenable.ts';
import { branchValues } from '../machine/branch.ts';
import type { Footprint } from '../machine/footprint.ts';
import type { Frame } from '../machine/frame.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { Given } from '../machine/memory.ts';
import { nodeId } from '../machine/node-id.ts';
import { scopeSignature, signature } from '../machine/signature.ts';
import { helperMeaning } from '../natives/helper-meaning.ts';
import { callProxy } from '../natives/proxy.ts';
import { callClient } from '../sinks/call-client.ts';
import { callSdk } from '../sinks/call-sdk.ts';
import { callUnknown } from '../sinks/call-unknown.ts';
import { functionName } from '../syntax/function-name.ts';
import type { Coroutine, FunctionBrand, NativeBrand } from '../value/brand.ts';
import { choiceOf, decide, narrowTo, optionsOf, withoutInterference } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { throughCall } from '../value/text.ts';
import { type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { mergeWorlds } from '../value/world.ts';
import { bindParameters } from './bind.ts';
import { isGenerator, makeGenerator, yieldedIn } from './generator.ts';
import { hoistFunctionBody } from './hoist.ts';
import { runMachine } from './label-machine.ts';
import { hasModifier } from './method.ts';
import { runStatements } from './statements.ts';
import { takeTurn } from './take-turn.ts';
import { valueOfType } from './type-value.ts';

// f(a)  ⇒  the value of f's body with its parameters bound to a, for each function that f may be
export function call(m: Machine, callee: Value, request: CallRequest): Value {
  const options = optionsOf(withoutInterference(callee));
  const [only] = options;
  if (options.length === 1 && only !== undefined) return callSingle(m, only.value, request);
  const ways = options.map(
    (option) => () =>
      callSingle(m, option.value, { ...request, args: request.args.map((arg) => narrowTo(option.world, arg)) }),
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

function callSingle(m: Machine, callee: Single, request: CallRequest): Value {
  m.step();
  if (callee.kind !== 'object') return callUnknown(m, callee, request);
  const { brand } = callee;
  switch (brand?.kind) {
    case 'function':
      return endsLater(m, brand, request)
        ? callForLater(m, callee, brand, request)
        : callFunction(m, callee, brand, request);
    case 'native':
      return callNative(m, brand, request);
    case 'client':
      return callClient(m, callee, brand, request);
    case 'sdk':
      return callSdk(m, brand, request);
    case 'ignored':
      show(m, request.args, request.node);
      return callee;
    case 'proxy':
      return callProxy(m, brand, request);
    default:
      return callUnknown(m, callee, request);
  }
}

/**
 * Whether what a call does may only be done when other code has run: a timer's callback, or an async function that waits
 * while its caller goes on.
 */
function endsLater(m: Machine, brand: FunctionBrand, { later, node: call }: CallRequest): boolean {
  if (later === true) return true;
  if (brand.coroutine?.drivenBy === 'awaiter') return !isWaitedThrough(m, call);
  return mayWait(brand) && !isWaitedFor(call);
}

/** What a function starts and returns is waited for where the function is. */
function isWaitedThrough(m: Machine, start: ts.Node): boolean {
  let call: ts.Node | undefined = start;
  for (const frame of m.frames.toReversed()) {
    if (call === undefined || !isWaitedFor(call)) return call === undefined;
    if (!isReturned(call)) return true;
    call = frame.call;
  }
  return call === undefined || isWaitedFor(call);
}

function isReturned(node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isReturnStatement(parent)) return true;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  const isPassedOn = ts.isParenthesizedExpression(parent) || ts.isBinaryExpression(parent);
  return isPassedOn && isReturned(parent);
}

/** Whether the code around a call goes on when that has ended, or gives what it gives. */
function isWaitedFor(call: ts.Node): boolean {
  const { parent } = call;
  if (parent === undefined) return true;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) return isWaitedFor(parent);
  // `main().catch(report)` is waited for where that is.
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)) return isWaitedFor(parent.parent);
  return !ts.isExpressionStatement(parent) && !ts.isVoidExpression(parent);
}

/** What follows the call sees the state before it as well: it need not have come to anything yet. */
function callForLater(m: Machine, callee: HeapObject, brand: FunctionBrand, request: CallRequest): Value {
  const ways = [() => callFunction(m, callee, brand, request), () => undefinedValue];
  const [value = undefinedValue] = branchValues(m, m.point(request.node), ways);
  return value;
}

/** What a spread of unknown length brings to a function of the platform: nothing, or something that nobody knows. */
function callNative(m: Machine, brand: NativeBrand, request: CallRequest): Value {
  if (request.openArguments !== true) return brand.call(m, request);
  const more = unknown('unknown-key', request.node);
  const ways = [request.args, [...request.args, more]].map((args) => () => brand.call(m, { ...request, args }));
  const point = m.point(request.node);
  return decide(point, branchValues(m, point, ways));
}

/** Runs a function of the program. A call that can do nothing else than an earlier one did is answered from memory. */
function callFunction(m: Machine, callee: HeapObject, brand: FunctionBrand, request: CallRequest): Value {
  const { node, scope, home } = brand;
  if (isGenerator(node) && brand.resumes !== true && node.body !== undefined) return makeGenerator(m, brand, request);
  const meant = helperMeaning(m, brand, request);
  if (meant !== undefined) return meant;
  if (request.external !== true && m.called.get(node) !== true) m.called.set(node, m.live);
  if (m.executed.get(node) !== true) m.executed.set(node, m.live);
  if (node.body === undefined) return unknown('external-call', node, functionName(node));
  const self = brand.boundThis ?? typedThis(m, brand, request) ?? request.self;
  const args = [...(brand.boundArguments ?? []), ...request.args].map((arg) => throughCall(arg, request.node));
  const seen = ts.isArrowFunction(node) ? undefined : self;
  const given = { self: seen, args, sent: request.sent, home };
  const key = callKey(m, brand, request);
  const mayRunLater = request.later === true || mayWait(brand);
  const note = (footprint: Footprint) => {
    if (!mayRunLater) return;
    footprint.close(m.clock.now);
    m.later.set(laterKey(m, key, brand, given), {
      brand,
      request,
      footprint,
      live: m.live,
      repeats: request.later === true,
    });
  };
  const known = m.memory.recall(m, key, given);
  if (known !== undefined) {
    note(known.footprint);
    return known.value;
  }
  const start = m.memory.begin(m);
  return takeTurn(m, {
    node,
    scope,
    self: seen,
    args,
    callee,
    request,
    run: (taken) => runFunction(m, brand, { ...request, self, args: taken }),
    ended: (footprint, value) => {
      note(footprint);
      m.memory.remember(m, key, given, start, footprint, value);
    },
  });
}

/** `function run(this: Context)` called from outside: what the type says of `this`. */
function typedThis(m: Machine, { node, scope }: FunctionBrand, request: CallRequest): Value | undefined {
  const [first] = node.parameters;
  if (request.external !== true || first === undefined || !ts.isIdentifier(first.name) || first.name.text !== 'this') {
    return undefined;
  }
  return valueOfType(m, first.type, scope);
}

const waiting = new WeakMap<ts.Node, boolean>();

/** Whether an activation may stop in the middle and go on when other code has run: an async function with an `await`. */
function mayWait({ node, coroutine }: FunctionBrand): boolean {
  if (coroutine?.drivenBy === 'awaiter') return true;
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

/** Activations that look the same go on as one. */
function laterKey(m: Machine, key: string, { scope }: FunctionBrand, { self, args, sent }: Given): string {
  const seen = [self, ...args, sent].map((value) => (value === undefined ? '' : signature(m, value)));
  return `${key}[${scopeSignature(m, scope)}](${seen.join()})`;
}

/** The code, the closure and the place of a call, and how it comes about. */
function callKey(m: Machine, { node, scope, coroutine }: FunctionBrand, request: CallRequest): string {
  const { external = false, unread = false, openArguments = false } = request;
  const how = coroutine === undefined ? '' : (coroutine.drivenBy ?? 'itself');
  return [nodeId(node), scope.id, nodeId(request.node), m.live, external, unread, openArguments, how].join(':');
}

function runFunction(m: Machine, brand: FunctionBrand, request: CallRequest): Value {
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
  const result = runBody(m, node, scope, request, brand.coroutine);
  const isDriven = brand.coroutine?.drivenBy === 'awaiter';
  const isAsync = isDriven || (hasModifier(node, ts.SyntaxKind.AsyncKeyword) && !isGenerator(node));
  return isAsync ? awaited(m, result, request.node) : result;
}

/** Binds the parameters, runs the body and meets all its returns. */
export function runBody(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  scope: Scope,
  request: CallRequest,
  coroutine?: Coroutine,
): Value {
  const frame: Frame = {
    call: request.external === true ? undefined : request.node,
    callee: node,
    args: request.args,
    returns: [],
    exits: [],
    depth: m.store.depth,
    yields: [],
    sent: request.sent,
    drivenBy: coroutine?.drivenBy,
  };
  m.frames.push(frame);
  const turn = m.turns.at(-1);
  if (turn !== undefined) turn.frame = frame;
  const targets = m.targets.splice(0);
  const doubts = m.recorder.doubts.length;
  try {
    return m.store.apart(() => {
      bindParameters(m, node, scope, request);
      const { body } = node;
      if (body === undefined) return undefinedValue;
      if (!ts.isBlock(body)) return m.evaluate(body, scope);
      return runBlock(m, { node, body, scope, frame, coroutine });
    });
  } finally {
    m.frames.pop();
    m.recorder.doubts.length = doubts;
    m.targets.push(...targets);
  }
}

interface Activation {
  readonly node: ts.FunctionLikeDeclaration;
  readonly body: ts.Block;
  readonly scope: Scope;
  readonly frame: Frame;
  readonly coroutine: Coroutine | undefined;
}

function runBlock(m: Machine, { node, body, scope, frame, coroutine }: Activation): Value {
  const bornBefore = m.store.now;
  hoistFunctionBody(m, body, scope);
  const machine = coroutine?.machine;
  const { result: completion, writes } = m.store.fork(() =>
    machine === undefined ? runStatements(m, body.statements, scope) : runMachine(m, body, { scope, frame, machine }),
  );
  const left = [...frame.exits, ...frame.yields.map(({ state }) => state)];
  const states = completion === 'normal' ? [...left, writes] : left;
  const values = completion === 'normal' ? [...frame.returns, undefinedValue] : frame.returns;
  const point = m.point(node);
  if (states.length > 0) m.store.join(point, states, bornBefore);
  const isIterated = (isGenerator(node) || machine !== undefined) && coroutine?.drivenBy !== 'awaiter';
  if (isIterated) return yieldedValue(m, node, yieldedIn(frame, values));
  return values.length === 0 ? undefinedValue : decide(point, values);
}
