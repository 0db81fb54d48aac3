import { iteratorIn } from '../heap/iterator.ts';
import { byIndex } from '../heap/list.ts';
import { arrayOf, nativeFunction, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { spreadSlots } from '../heap/spread.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isAbsent, type Single, undefinedValue } from '../value/value.ts';
import { joinLists } from './array-parts.ts';
import { assign } from './assign.ts';

type Place = NativeArguments['node'];

// __read(o, n), slicedToArray(o, n)  ⇒  [...o], as far as it is asked for
export const readList: NativeCall = (m, { args: [iterated = undefinedValue, count], node }) => {
  const limit = count?.kind === 'constant' && typeof count.value === 'number' ? count.value : undefined;
  return mapValue(iterated, (single) => (isNothing(single) ? single : listed(m, single, node, limit)));
};

function listed(m: Machine, single: Single, node: Place, limit?: number): HeapObject {
  const { slots, more } = spreadSlots(m, single, node);
  const isEnough = limit !== undefined && slots.length >= limit;
  return arrayOf(m, node, limit === undefined ? slots : slots.slice(0, limit), isEnough ? undefined : more);
}

function isNothing(single: Single): boolean {
  return isAbsent(single) || (single.kind === 'constant' && (single.value ?? undefined) === undefined);
}

// __spreadArray(a, b)  ⇒  [...a, ...b]
export const spreadArray: NativeCall = (m, { args: [to = undefinedValue, from = undefinedValue], node }) => {
  const parts = [to, from].map((part) => {
    const { slots, more } = spreadSlots(m, part, node);
    return byIndex(slots, more);
  });
  return joinLists(m, parts, node);
};

// __values(o)  ⇒  an iterator over o; one over a list is a list of what is left
export const valuesOf: NativeCall = (m, { args: [iterated = undefinedValue], node }) =>
  mapValue(iterated, (single) => {
    if (single.kind === 'object' && single.brand?.kind === 'generator') return single;
    return iteratorIn(m, single, node, false) ?? listed(m, single, node);
  });

// __assign(o, a, b), objectSpread(o, a, b)  ⇒  o with what a and b have
export const assignAll: NativeCall = (m, { args: [target = undefinedValue, ...sources], node }) =>
  assign(m, target, sources, node);

// createForOfIteratorHelper(o)  ⇒  s() starts, n() gives { value, done }, e(error) notes an error, f() ends
export const forOfHelper: NativeCall = (m, call) => {
  const iterator = valuesOf(m, call);
  const ask: NativeCall = (machine, { node }) =>
    mapValue(iterator, (single) =>
      machine.call(getProperty(machine, single, 'next', node), { self: single, args: [], node }),
    );
  const nothing: NativeCall = () => undefinedValue;
  return objectOf(m, call.node, {
    s: nativeFunction(m, 's', nothing),
    n: nativeFunction(m, 'n', ask),
    e: nativeFunction(m, 'e', nothing),
    f: nativeFunction(m, 'f', nothing),
  });
};
