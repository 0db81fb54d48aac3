import type { ts } from 'ts-morph';
import { globalCell, setGlobal } from '../heap/global-cell.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import { missingValue, undefinedValue, type Value } from '../value/value.ts';

/** Global names that every platform has had for years. What else there is differs from platform to platform. */
const everywhere = new Set(
  `undefined NaN Infinity globalThis Object Function Array Number Boolean String Symbol BigInt Date Promise RegExp Error
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl Reflect Proxy
  Map Set WeakMap WeakSet WeakRef FinalizationRegistry ArrayBuffer DataView Uint8Array Int8Array Uint8ClampedArray
  Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array BigInt64Array BigUint64Array
  parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval
  console URL URLSearchParams setTimeout clearTimeout setInterval clearInterval`.split(/\s+/),
);

/** Whether a program finds a global name wherever it runs: only then the name being there decides anything. */
export function isEverywhere(name: string): boolean {
  return everywhere.has(name);
}

/**
 * `globalThis.x`; `undefined` for what nobody has set and rolefit does not know. Where only some platforms have it, a
 * program may find nothing.
 */
export function globalMember(m: Machine, key: string): Value | undefined {
  const cell = m.globals.names.get(key);
  if (cell !== undefined) return m.store.read(cell);
  const value = m.sinks.globalValue(m, key);
  // Who sets it later changes what was found here.
  if (value === undefined) m.store.read(globalCell(m, key));
  return value === undefined || isEverywhere(key) ? value : anyOf([value, missingValue]);
}

/** `globalThis.x = v`: every part of the program may find it there, and code outside as well. */
export function setGlobalMember(m: Machine, key: string, value: Value, node: ts.Node): void {
  setGlobal(m, key, anyOf([m.store.read(globalCell(m, key)), value]));
  m.giveAway([value], { self: undefinedValue, args: [], node });
}
