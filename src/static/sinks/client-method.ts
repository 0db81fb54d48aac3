import type { KindRules, RequestShape } from '../contract/client-rules.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { literal, type Single, unknown, type Value } from '../value/value.ts';
import { isUnset, optionValue } from './client-options.ts';

/** The method of a request; `undefined` where the client's default applies. */
export function methodOf(
  m: Machine,
  rules: KindRules,
  options: readonly Value[],
  shape: RequestShape,
  call: NativeArguments,
): Value | undefined {
  if (typeof shape.method === 'string') return literal(shape.method);
  const positional = typeof shape.method === 'number' ? call.args[shape.method] : undefined;
  if (positional !== undefined && !isUnset(positional)) return positional;
  const named = optionValue(m, rules.options.method, options, call.node);
  if (named !== undefined) return named;
  const usual = usualMethod(m, rules, options, shape, call);
  // The options of the client are read for a method only where something can be in them.
  if (rules.options.method.length === 0 || !options.some(isOpen)) return usual;
  return shape.preset === undefined
    ? unknownMethod(options, call)
    : anyOf([literal(shape.preset), unknownMethod(options, call)]);
}

/** The method where nothing names one: a body makes it another one with some clients. */
function usualMethod(
  m: Machine,
  rules: KindRules,
  options: readonly Value[],
  shape: RequestShape,
  call: NativeArguments,
): Value | undefined {
  if (shape.preset !== undefined) return literal(shape.preset);
  for (const { options: names, method } of rules.methodWith ?? []) {
    const body =
      shape.body === undefined || !names.includes(rules.options.body[0] ?? '') ? undefined : call.args[shape.body];
    const given = body ?? optionValue(m, names, options, call.node);
    if (given === undefined || isUnset(given)) continue;
    const isSure = optionsOf(given).every(({ value }) => isThere(value));
    return isSure ? literal(method) : anyOf([literal(method), literal(rules.defaultMethod)]);
  }
  return undefined;
}

/** Whether a value is a body for certain: what `JSON.stringify` gives of something is one. */
function isThere(value: Single): boolean {
  return value.kind === 'unknown' ? value.gap.json !== undefined : value.kind !== 'constant' || value.value === true;
}

function isOpen(value: Value): boolean {
  return optionsOf(value).some(({ value: single }) => gapOf(single) !== undefined);
}

function gapOf(single: Single) {
  return single.kind === 'unknown' ? single.gap : single.kind === 'object' ? single.open : undefined;
}

/** Options that come from outside may name a method: whether they do is not known. */
function unknownMethod(options: readonly Value[], call: NativeArguments): Value {
  for (const value of options) {
    for (const { value: single } of optionsOf(value)) {
      const gap = gapOf(single);
      if (gap !== undefined)
        return { kind: 'unknown', gap: { ...gap, name: gap.name === undefined ? 'method' : `${gap.name}.method` } };
    }
  }
  return unknown('unknown-property', call.node, 'method');
}
