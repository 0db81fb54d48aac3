import { ts } from 'ts-morph';
import { generatorsIn, runGenerator } from '../heap/generator.ts';
import { listOf } from '../heap/list.ts';
import { branchValues } from '../machine/branch.ts';
import type { Footprint } from '../machine/footprint.ts';
import { interfere, noteLeft } from '../machine/interference.ts';
import { createIsKnown } from '../machine/known.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { isChoosing, isInert } from '../relevance/relevance.ts';
import { usesThis } from '../syntax/uses-this.ts';
import { anyOf, choiceOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Gap, type Holder, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { type Callable, type Reach, reachOf } from './reach.ts';

/**
 * Gives values to opaque code: code outside the program, or a part of it that is not followed. It may call what it can
 * reach, at once or later, any number of times and in any order; it may construct classes, and set members.
 *
 * What it may do later is done when the program has run (roots/). What it may do at once is done here, so that what
 * follows sees the state that this may have left.
 * @param holder whose code it is, where that is known
 */
export function giveAway(m: Machine, values: readonly Value[], request: CallRequest, holder?: Holder): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (value.kind !== 'object' && value.kind !== 'choice') continue;
    const self = thisFor(value, values, request.node);
    m.recorder.escapes(value, m.live, self === undefined ? { holder } : { holder, self });
    const reach = reachOf(m, value, { holder, seen, self });
    expose(reach, unknown('external-call', request.node).gap);
    const args = self === undefined ? [] : argumentsAmong(m, values, request.node);
    callAtOnce(m, reach, request.node, { given: args, holder });
  }
  // It may call what it was given before as well.
  interfere(m);
}

/**
 * What a function that says `this` may be called on by code that is given it alone: on what that code is given with it,
 * as a helper that drives a generator does, or on something of its own.
 */
function thisFor(given: Value, values: readonly Value[], node: ts.Node): Value | undefined {
  if (given.kind !== 'object' || given.brand?.kind !== 'function' || given.brand.boundThis !== undefined)
    return undefined;
  const { node: code } = given.brand;
  const isOwn = ts.isFunctionExpression(code) || ts.isFunctionDeclaration(code);
  if (!isOwn || !usesThis(code)) return undefined;
  const others = values.flatMap((value) => optionsOf(value).map((option) => option.value));
  const objects = others.filter(
    (other) => other.kind === 'object' && other.brand === undefined && other.elements === undefined,
  );
  return anyOf([...objects, unknown('external-call', node, 'this')]);
}

/** A list that a function is given away with may be what it is called with: `helper(this, arguments, function () { … })`. */
function argumentsAmong(m: Machine, values: readonly Value[], node: ts.Node): Value[] {
  const list = values.find((value) => value.kind === 'object' && value.elements !== undefined);
  if (list?.kind !== 'object') return [];
  return listOf(m, list).known.map((element) => anyOf([element, unknown('parameter', node)]));
}

/** The members of these objects may be set by code outside from now on. */
export function expose({ objects }: Reach, gap: Gap): void {
  for (const object of objects) object.exposed ??= gap;
}

/**
 * Gives a client that rolefit knows its arguments: it calls the functions among them and in their options, and leaves
 * everything else as it is.
 */
export function giveToClient(m: Machine, values: readonly Value[], node: ts.Node): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (value.kind !== 'object' && value.kind !== 'choice') continue;
    const given = optionsOf(value).filter((option) => !isContext(option.value));
    if (given.length === 0) continue;
    const reach = reachOf(m, choiceOf(given), { seen });
    for (const { callee, self } of reach.functions) m.recorder.escapes(callee, m.live, { self });
    callAtOnce(m, reach, node);
  }
}

/** `axios($, options)` on a platform: the object that the platform itself made, and calls by its own rules. */
function isContext(value: Single): boolean {
  return value.kind === 'object' && value.open?.hole === 'input' && value.open.name === 'this';
}

/** How many functions are called at once; of the rest only what they do later is seen. */
const maxAtOnce = 200;
/** Opaque code that is given something by what opaque code calls, and so on: so deep is followed what it does at once. */
const maxInside = 2;

/** How opaque code calls functions at once. */
interface AtOnce {
  /** What it calls them with, as far as that is known. */
  readonly given?: readonly Value[];
  /** Whose code it is, where that is known: it gets what they give. */
  readonly holder?: Holder;
}

/**
 * Opaque code may call any of these now, or none. What it calls may give it the same again: it has called that already.
 */
function callAtOnce(m: Machine, { functions }: Reach, node: ts.Node, { given = [], holder }: AtOnce = {}): void {
  // Of what never runs only the requests are of interest, not the state that it would leave.
  if (!m.live || m.atOnce.length >= maxInside) return;
  const isRunning = (callee: HeapObject): boolean => m.atOnce.some((running) => running.has(callee));
  const called = functions.filter(({ callee }) => !isRunning(callee)).slice(0, maxAtOnce);
  m.atOnce.push(new Set(called.map(({ callee }) => callee)));
  try {
    const tried = called.flatMap((callable) => tryAtOnce(m, callable, node, { given, holder }) ?? []);
    // The code of a module runs once: what they find in a second call nothing would show it later.
    if (!m.store.isLoading) return;
    const isKnown = createIsKnown();
    for (const { callable, footprint } of tried)
      if (footprint.isStale(isKnown)) tryAtOnce(m, callable, node, { given, holder });
  } finally {
    m.atOnce.pop();
  }
}

/** Calls one of them, or does not; `undefined` for one that nothing of interest can come of. */
function tryAtOnce(
  m: Machine,
  callable: Callable,
  node: ts.Node,
  { given = [], holder }: AtOnce,
): { readonly callable: Callable; readonly footprint: Footprint } | undefined {
  const { callee, self, takesValue } = callable;
  if (isChoosing(m) && isInert(m, callee, self)) return undefined;
  const args = takesValue ? [unknown('external-call', node)] : given;
  let tried: Footprint | undefined;
  const call = (): Value => {
    const run = m.store.noting(() => m.call(callee, { self, args, node, external: true }));
    tried = run.footprint;
    if (takesValue !== true) m.tried.set(callee, { self, ...run });
    for (const cell of run.footprint.written.keys()) noteLeft(m, cell, m.store.peek(cell));
    // What it gets it iterates over, and has in its hands.
    for (const { brand } of generatorsIn(run.result)) runGenerator(m, brand, undefined);
    const got = reachOf(m, run.result, { holder });
    expose(got, unknown('external-call', node).gap);
    // A function that it gets it may call right away; methods of what it gets are ways in like any other.
    const direct = got.functions.filter(({ callee: made }) => isAmong(run.result, made));
    callAtOnce(m, { ...got, functions: direct }, node, { holder });
    return run.result;
  };
  branchValues(m, m.point(node), [call, () => undefinedValue]);
  return tried === undefined ? undefined : { callable, footprint: tried };
}

function isAmong(value: Value, object: HeapObject): boolean {
  return optionsOf(value).some((option) => option.value === object);
}
