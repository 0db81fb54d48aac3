import type { ts } from 'ts-morph';
import { nativeFunction, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { ClassField } from '../value/brand.ts';
import { anyOf, mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, undefinedValue, type Value } from '../value/value.ts';
import { contextOf, type Decorated, type Decorator, keyValue, standardsOf } from './decorator.ts';

/** A member of a class, or its constructor, whose `name` is `undefined`. */
export interface Member {
  readonly node: ts.ClassElement;
  readonly name: string | undefined;
  readonly home: HeapObject;
  readonly field?: ClassField;
}

/** What a member is worth: what its property descriptor holds. */
export interface Held {
  readonly value: Value | undefined;
  readonly get: Value | undefined;
  readonly set: Value | undefined;
  /** Whether the decorator's answer only makes sense under the other standard. */
  readonly isMisfit?: boolean;
}

/** What a decorator makes of a member, under each standard that it may be written for. */
export function applyDecorator(
  m: Machine,
  member: Member,
  decorated: Decorated,
  decorator: Decorator,
  before: Held,
): Held {
  const standards = standardsOf(decorator.callee, decorated.kind, member.node);
  const isSure = standards.length === 1;
  const results: Held[] = [];
  const ways = standards.map((standard) => () => {
    results.push(
      standard === 'legacy'
        ? legacy(m, member, decorator, before)
        : standardized(m, member, decorator, decorated, before),
    );
    return undefinedValue;
  });
  if (isSure) ways[0]?.();
  else branchValues(m, m.point(decorator.node), ways);
  const fitting = results.filter(({ isMisfit }) => isMisfit !== true);
  return joined(fitting.length === 0 ? [before] : fitting);
}

function joined(results: readonly Held[]): Held {
  const [only] = results;
  if (results.length === 1 && only !== undefined) return only;
  const any = (values: (Value | undefined)[]) => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : anyOf(known);
  };
  return {
    value: any(results.map(({ value }) => value)),
    get: any(results.map(({ get }) => get)),
    set: any(results.map(({ set }) => set)),
  };
}

// d(target, key, descriptor)  ⇒  the descriptor as it then is, or the one that d returns
function legacy(m: Machine, { node, name, home, field }: Member, decorator: Decorator, before: Held): Held {
  const slots = Object.entries({ value: before.value, get: before.get, set: before.set });
  const known = slots.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const descriptor = objectOf(m, node, {
    ...Object.fromEntries(known),
    ...{ writable: constant(true), enumerable: constant(false), configurable: constant(true) },
  });
  const args = [home, keyValue(m, name, node), ...(field === undefined ? [descriptor] : [])];
  const result = m.call(decorator.callee, { self: undefinedValue, args, node: decorator.node });
  if (optionsOf(result).some(({ value }) => isFunction(value))) return { ...before, isMisfit: true };
  const isDescribed = optionsOf(result).some(({ value }) => isPlainObject(value));
  if (field !== undefined && !isDescribed) return before;
  const after = mapValue(result, (single) => (isPlainObject(single) ? single : descriptor));
  const slot = (key: string) => {
    const value = getProperty(m, after, key, decorator.node);
    return value.kind === 'constant' ? undefined : value;
  };
  return { value: slot('value'), get: slot('get'), set: slot('set') };
}

// d(value, context)  ⇒  what d returns, in the value's place
function standardized(
  m: Machine,
  { node, field }: Member,
  decorator: Decorator,
  decorated: Decorated,
  before: Held,
): Held {
  const { kind } = decorated;
  const context = contextOf(m, decorator.node, decorated);
  const input = kind === 'getter' ? before.get : kind === 'setter' ? before.set : before.value;
  const pair = objectOf(m, node, { get: before.get ?? undefinedValue, set: before.set ?? undefinedValue });
  const args = [kind === 'accessor' ? pair : (input ?? undefinedValue), context];
  const result = m.call(decorator.callee, { self: undefinedValue, args, node: decorator.node });
  if (kind === 'accessor') return accessorResult(m, field, decorator, before, result);
  if (optionsOf(result).some(({ value }) => isPlainObject(value))) return { ...before, isMisfit: true };
  const after = mapValue(result, (single) => (isNothing(single) ? (input ?? undefinedValue) : single));
  if (kind !== 'field') return { ...before, [kind === 'getter' ? 'get' : kind === 'setter' ? 'set' : 'value']: after };
  const isChange = optionsOf(result).some(({ value }) => isFunction(value));
  if (isChange) field?.changes.push(result.kind === 'object' ? result : maybe(m, result));
  return before;
}

/** The change, or none. */
function maybe(m: Machine, change: Value): Value {
  return nativeFunction(m, 'change', (machine, call) => {
    const [value = undefinedValue] = call.args;
    const [changed = value] = branchValues(machine, machine.point(call.node), [
      () => machine.call(change, call),
      () => undefinedValue,
    ]);
    return anyOf([value, changed]);
  });
}

// { get, set, init }  ⇒  what is not given stays as it is
function accessorResult(
  m: Machine,
  field: ClassField | undefined,
  { node }: Decorator,
  before: Held,
  result: Value,
): Held {
  const pick = (key: string) =>
    optionsOf(result).some(({ value }) => isPlainObject(value)) ? getProperty(m, result, key, node) : undefinedValue;
  const init = pick('init');
  if (optionsOf(init).some(({ value }) => isFunction(value))) field?.changes.push(init);
  const [get, set] = [pick('get'), pick('set')];
  return {
    value: before.value,
    get: isNothing(get) ? before.get : get,
    set: isNothing(set) ? before.set : set,
  };
}

function isFunction(value: Value): boolean {
  return value.kind === 'object' && (value.brand?.kind === 'function' || value.brand?.kind === 'native');
}

function isPlainObject(value: Value): boolean {
  return value.kind === 'object' && value.brand === undefined;
}

function isNothing(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}
