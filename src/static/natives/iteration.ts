import { iterationOf } from '../heap/iteration.ts';
import { byIndex } from '../heap/list.ts';
import { arrayOf, nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { constant, missingValue, unknown, type Value } from '../value/value.ts';

const iteratorKey = wellKnownKey('iterator');

/** Members of lists and maps by which they are iterated over by hand. An iterator over one is a list of its own. */
export function isIteration(key: string): boolean {
  return key === iteratorKey || key === 'next';
}

export function iterationMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  if (key === iteratorKey)
    return nativeFunction(m, 'iterator', (machine, { node }) => {
      const { known, more } = listIn(machine, self);
      return arrayOf(machine, node, known, more);
    });
  return self.elements === undefined ? undefined : nativeFunction(m, key, (machine, call) => next(machine, self, call));
}

function listIn(m: Machine, self: HeapObject) {
  const found = iterationOf(m, self);
  return byIndex(found?.slots ?? [], found?.more);
}

// list[Symbol.iterator]().next()  ⇒  { value, done }: any of the elements, since how many were asked for is not known
function next(m: Machine, self: HeapObject, { node }: NativeArguments): Value {
  const { known, more } = listIn(m, self);
  const all = more === undefined ? known : [...known, more];
  const done = all.length === 0 ? constant(true) : unknown('not-text', node);
  return objectOf(m, node, { value: anyOf([...all, missingValue]), done });
}
