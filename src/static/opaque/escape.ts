import type { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { choiceOf, optionsOf } from '../value/choice.ts';
import { type Gap, type Holder, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { type Reach, reachOf } from './reach.ts';

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
    m.recorder.escapes(value, request.node, m.live, { holder });
    const reach = reachOf(m, value, { holder, seen });
    expose(reach, unknown('external-call', request.node).gap);
    callAtOnce(m, reach, request.node);
  }
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
    for (const { callee, self } of reach.functions) m.recorder.escapes(callee, node, m.live, { self });
    callAtOnce(m, reach, node);
  }
}

/** `axios($, options)` on a platform: the object that the platform itself made, and calls by its own rules. */
function isContext(value: Single): boolean {
  return value.kind === 'object' && value.open?.hole === 'input' && value.open.name === 'this';
}

/** How many functions are called at once; of the rest only what they do later is seen. */
const maxAtOnce = 200;

/** Opaque code may call any of these now, or none. */
function callAtOnce(m: Machine, { functions }: Reach, node: ts.Node): void {
  for (const { callee, self, takesValue } of functions.slice(0, maxAtOnce)) {
    const args = takesValue ? [unknown('external-call', node)] : [];
    branchValues(m, m.point(node), [() => m.call(callee, { self, args, node, external: true }), () => undefinedValue]);
  }
}
