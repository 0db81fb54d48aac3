import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Part } from '../value/part.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { partOf } from './bearing.ts';
import { doAnything, isChoosing, leadsNowhere } from './relevance.ts';

/** Steps for a call, before it is asked whether it leads to anything of Marketo's. */
const shareOfCall = 3000;

/** A call of a function of the program. */
export interface Aside {
  readonly callee: HeapObject;
  readonly self: Value;
  readonly args: readonly Value[];
  readonly node: ts.Node;
}

/**
 * Runs a call. One that takes more than a share of the steps, and leads to nothing of Marketo's with what it is given, is
 * left out: what it returns is not known, and what it can write may hold anything.
 */
export function aside(m: Machine, call: Aside, run: () => Value): Value {
  if (!isChoosing(m) || m.shareEnds !== Number.POSITIVE_INFINITY) return run();
  const code = call.callee.at;
  if (code === undefined || m.leading.has(code)) return run();
  const parts = partsOf(call);
  const key = parts.map((part) => part.key).join(' ');
  const known = m.leftOut.get(key);
  if (known === undefined && !m.leftCode.has(code)) {
    const value = m.withShare(shareOfCall, run);
    if (value !== undefined) return value;
  }
  // While one root runs, what a call leads to is taken to stay the same.
  if (known !== m.epoch) {
    if (!leadsNowhere(m, parts)) {
      m.leading.add(code);
      return run();
    }
    m.leftOut.set(key, m.epoch);
    m.leftCode.add(code);
    // Roots run again once what they rest on may be anything (roots/); a module does not.
    if (m.recorder.root === undefined) doAnything(m, parts);
    m.leftParts.push(...parts);
  }
  return unknown('too-many-values', call.node);
}

function partsOf({ callee, self, args }: Aside): Part[] {
  const given = args.flatMap(optionsOf).map(({ value }) => value);
  return [
    partOf(callee, self),
    ...given.flatMap((value) => (value.kind === 'object' ? [partOf(value, undefinedValue)] : [])),
  ];
}
