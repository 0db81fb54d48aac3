import { choiceOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { Equality } from '../value/same.ts';
import type { Value } from '../value/value.ts';
import { isPlain } from './made-since.ts';

/** How many objects of one place that hold the same are told apart in one value. */
const maxApart = 2;

/**
 * A place that is filled anew again and again, as a cache is, would hold one more object with each call of the code that
 * fills it, and no call would ever find what an earlier one has found. Records of one place that hold the same and were
 * never changed are one from the third on.
 */
export function foldAlike(value: Value): Value {
  if (value.kind !== 'choice' || value.options.length <= maxApart) return value;
  const kept: HeapObject[] = [];
  let hasJoined = false;
  for (const { value: object } of value.options) {
    if (object.kind !== 'object' || !isUnchanged(object)) continue;
    const alike = kept.filter((other) => holdsTheSame(other, object));
    const last = alike.at(-1);
    if (alike.length < maxApart || last === undefined) kept.push(object);
    else {
      object.join(last);
      hasJoined = true;
    }
  }
  return hasJoined ? choiceOf(value.options) : value;
}

/** A record whose places hold what they were made with: in every branch that can see it, it is the same. */
function isUnchanged(object: HeapObject): boolean {
  if (!isPlain(object) || object.elements !== undefined || object.more !== undefined) return false;
  if (object.exposed !== undefined || object.properties.size === 0) return false;
  return [...object.properties.values()].every(({ isWritten }) => !isWritten);
}

function holdsTheSame(a: HeapObject, b: HeapObject): boolean {
  if (a.id === b.id || a.at === undefined || a.at !== b.at || a.properties.size !== b.properties.size) return false;
  const equality = new Equality();
  return [...a.properties].every(([name, cell]) => {
    const other = b.properties.get(name);
    return other !== undefined && equality.areEqual(cell.value, other.value);
  });
}
