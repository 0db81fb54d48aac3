import type { ts } from 'ts-morph';
import { combineValues } from './choice.ts';
import { keyOf } from './key-of.ts';
import { type Constant, constant, plainText, type Single, unknown, type Value } from './value.ts';

interface Comparison {
  /** `==` rather than `===`. */
  readonly loose: boolean;
  /** `==` rather than `!=`. */
  readonly equal: boolean;
}

// a === b  ⇒  known when both are known texts or constants
export function compare(left: Value, right: Value, node: ts.Node, { loose, equal }: Comparison): Value {
  return combineValues(left, right, (a, b) => {
    const isEqual = areEqual(a, b, loose);
    return isEqual === undefined ? unknown('not-text', node) : constant(isEqual === equal);
  });
}

function areEqual(a: Single, b: Single, loose: boolean): boolean | undefined {
  const x = plainOf(a);
  const y = plainOf(b);
  // biome-ignore lint/suspicious/noDoubleEquals: the program's own loose comparison.
  if (x !== undefined && y !== undefined) return loose ? x.value == y.value : x.value === y.value;
  if (a.kind === 'object' && b.kind === 'object') {
    const isOne = keyOf(a) === keyOf(b);
    if (isOne) return a.isShared ? undefined : true;
    // `globalThis`, `window` and `self` are names of one object, where they are there.
    return a.brand?.kind === 'global' && b.brand?.kind === 'global' ? undefined : false;
  }
  const isDefined = (single: Single) => single.kind === 'unknown' && single.gap.defined === true;
  const differ = (s: Single, t: Single) =>
    // An object is never `undefined`, and strictly never a text; nor is what is known to be something nothing.
    (s.kind === 'object' && (isNothing(t) || (!loose && t.kind !== 'unknown'))) || (isDefined(s) && isNothing(t));
  return differ(a, b) || differ(b, a) ? false : undefined;
}

function isNothing(value: Single): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}

/** The value itself, when it is known whole. */
export function plainOf(value: Single): { readonly value: string | Constant['value'] } | undefined {
  if (value.kind === 'constant') return { value: value.value };
  const text = plainText(value);
  return text === undefined ? undefined : { value: text };
}
