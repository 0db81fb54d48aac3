import { ts } from 'ts-morph';
import { yieldedValue } from '../heap/generator.ts';
import { arrayOf } from '../heap/objects.ts';
import { show } from '../heap/shown.ts';
import { awaited } from '../heap/thenable.ts';
import { survive } from '../machine/attempt.ts';
import { branchValues } from '../machine/branch.ts';
import type { Footprint } from '../machine/footprint.ts';
import type { Frame } from '../machine/frame.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { Given } from '../machine/memory.ts';
import { nodeId } from '../machine/node-id.ts';
import { scopeSignature, signature } from '../machine/signature.ts';
import { helperMeaning } from '../natives/helper-meaning.ts';
import { methodOf as instanceMethod } from '../natives/languages/collections.ts';
import { callProxy } from '../natives/proxy.ts';
import { aside } from '../relevance/aside.ts';
import { callClient } from '../sinks/call-client.ts';
import { callSdk } from '../sinks/call-sdk.ts';
import { callUnknown } from '../sinks/call-unknown.ts';
import { functionName } from '../syntax/function-name.ts';
import { isLowered } from '../syntax/original.ts';
import type { Coroutine, FunctionBrand, NativeBrand } from '../value/brand.ts';
import { choiceOf, decide, narrowTo, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { throughCall } from '../value/text.ts';
import { type Option, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { mergeWorlds } from '../value/world.ts';
import { bindParameters } from './bind.ts';
import { isGenerator, makeGenerator, yieldedIn } from './generator.ts';
import { hoistFunctionBody, varNames } from './hoist.ts';
import { runMachine } from './label-machine.ts';
import { hasModifier } from './method.ts';
import { runStatements } from './statements.ts';
import { takeTurn } from './take-turn.ts';
import { valueOfType } from './type-value.ts';
import { isWaitedFor, mayWaitAs, runForLater } from './waiting.ts';

// f(a)  ⇒  the value of f's body with its parameters bound to a, for each function that f may be
export function call(m: Machine, callee: Value, request: CallRequest): Value {
  const options = optionsOf(callee).filter(isCalled);
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

/** What nobody knows is called where nothing is known; a function of the program wherever it may be meant. */
function isCalled({ value, interference }: Option, _: number, all: readonly Option[]): boolean {
  return interference === undefined || value.kind === 'object' || all.every((option) => option.interference === true);
}

function callSingle(m: Machine, callee: Single, request: CallRequest): Value {
  m.step();
  if (callee.kind !== 'object') return callUnknown(m, callee, request);
  const { brand } = callee;
  switch (brand?.kind) {
    case 'function':
      return callProgram(m, callee, brand, {
        ...request,
        isWaitedFor: request.awaited === true || isWaitedFor(m, brand, request),
      });
    case 'class':
      return isLowered(brand.node) ? m.construct(callee, request) : callUnknown(m, callee, request);
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
      return callInstance(m, callee, request) ?? callUnknown(m, callee, request);
  }
}

/** `instance(a)` in languages whose classes say what that means. */
function callInstance(m: Machine, callee: HeapObject, request: CallRequest): Value | undefined {
  const method = isLowered(request.node) ? instanceMethod(m, callee, '__call__', request.node) : undefined;
  return method === undefined ? undefined : m.call(method, { ...request, self: callee });
}

/** A function of the program, which may be at work yet when the code around its call goes on. */
function callProgram(m: Machine, callee: HeapObject, brand: FunctionBrand, request: CallRequest): Value {
  const run = () => callFunction(m, callee, brand, request);
  const endsLater = request.later === true || (request.isWaitedFor !== true && mayWaitAs(brand));
  return endsLater ? runForLater(m, run) : run();
}

function callNative(m: Machine, brand: NativeBrand, request: CallRequest): Value {
  const within = m.native;
  m.native = brand.name;
  try {
    return callWithSpread(m, brand, request);
  } finally {
    m.native = within;
  }
}

/** What a spread of unknown length brings to a function of the platform: nothing, or something that nobody knows. */
function callWithSpread(m: Machine, brand: NativeBrand, request: CallRequest): Value {
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
  const mayRunLater = request.later === true || mayWaitAs(brand);
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
  const turn = {
    ...{ node, scope, self: seen, args, callee, request },
    run: (taken: readonly Value[]) => runFunction(m, brand, { ...request, self, args: taken }),
    ended: (footprint: Footprint, value: Value) => {
      note(footprint);
      m.memory.remember(m, key, given, start, footprint, value);
    },
  };
  return aside(m, { callee, self, args, node: request.node }, () => takeTurn(m, turn));
}

/** `function run(this: Context)` called from outside: what the type says of `this`. */
function typedThis(m: Machine, { node, scope }: FunctionBrand, request: CallRequest): Value | undefined {
  const [first] = node.parameters;
  if (request.external !== true || first === undefined || !ts.isIdentifier(first.name) || first.name.text !== 'this') {
    return undefined;
  }
  return valueOfType(m, first.type, scope);
}

/** Activations that look the same go on as one. */
function laterKey(m: Machine, key: string, { scope }: FunctionBrand, { self, args, sent }: Given): string {
  const seen = [self, ...args, sent].map((value) => (value === undefined ? '' : signature(m, value)));
  return `${key}[${scopeSignature(m, scope)}](${seen.join()})`;
}

/** The code, the closure and the place of a call, and how it comes about. */
function callKey(m: Machine, { node, scope, coroutine }: FunctionBrand, request: CallRequest): string {
  const { external = false, unread = false, openArguments = false, isWaitedFor: isWaited = false } = request;
  const how = coroutine === undefined ? '' : (coroutine.drivenBy ?? 'itself');
  const code = [nodeId(node), scope.id, nodeId(request.node)];
  return [...code, m.live, external, unread, openArguments, isWaited, how].join(':');
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
  const isDriven = brand.coroutine?.drivenBy === 'awaiter';
  const isAsync = isDriven || (hasModifier(node, ts.SyntaxKind.AsyncKeyword) && !isGenerator(node));
  const run = (): Value => runBody(m, node, scope, request, brand.coroutine);
  const mayFail = isAsync || request.later === true || request.mayFail === true;
  const result = mayFail || request.external === true ? survive(m, request.external === true, run) : run();
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
    native: m.native,
    args: request.args,
    returns: [],
    exits: [],
    depth: m.store.depth,
    yields: [],
    sent: request.sent,
    isWaitedFor: request.isWaitedFor === true,
    drivenBy: coroutine?.drivenBy,
    isMachine: coroutine?.machine !== undefined,
  };
  m.frames.push(frame);
  const within = m.native;
  m.native = undefined;
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
    m.native = within;
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
  const inner = bodyScope(m, node, body, scope);
  hoistFunctionBody(m, body, inner);
  const machine = coroutine?.machine;
  const { result: completion, writes } = m.store.fork(() =>
    machine === undefined
      ? runStatements(m, body.statements, inner)
      : runMachine(m, body, { scope: inner, frame, machine }),
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

/**
 * With defaults among its parameters, what the body declares under their names are variables of its own, which begin with
 * what the parameters hold: a function among the defaults goes on seeing the parameters.
 */
function bodyScope(m: Machine, node: ts.FunctionLikeDeclaration, body: ts.Block, scope: Scope): Scope {
  if (!node.parameters.some(({ initializer }) => initializer !== undefined)) return scope;
  const again = varNames(body).filter((name) => scope.names.has(name));
  if (again.length === 0) return scope;
  const inner = m.scope(scope);
  for (const name of again) {
    const cell = scope.names.get(name);
    if (cell !== undefined) inner.names.set(name, m.store.cell(m.store.read(cell)));
  }
  return inner;
}
