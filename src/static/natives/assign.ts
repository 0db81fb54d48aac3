import type { ts } from 'ts-morph';
import { copyProperties } from '../heap/copy-properties.ts';
import { takenApart } from '../heap/objects.ts';
import { setProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';

// Object.assign(o, a, b)  ⇒  o, with the properties of a set, then those of b
export function assign(m: Machine, target: Value, sources: readonly Value[], node: ts.Node): Value {
  for (const source of sources) {
    if (target.kind === 'object' && isPlain(target)) copyProperties(m, target, source);
    else setAll(m, target, source, node);
  }
  return target;
}

/** Whether setting a property of it only puts a value there. */
function isPlain(object: HeapObject): boolean {
  for (let at: HeapObject | undefined = object; at !== undefined; at = at.prototype === at ? undefined : at.prototype) {
    if (at.accessors.size > 0) return false;
    if (at.brand?.kind === 'url' || at.brand?.kind === 'proxy') return false;
  }
  return object.elements === undefined;
}

/** Sets one property after the other, as an assignment does: setters run, and code outside gets what is set on its own. */
function setAll(m: Machine, target: Value, source: Value, node: ts.Node): void {
  for (const { value } of optionsOf(source)) {
    if (value.kind === 'unknown') for (const object of objectsIn(target)) object.open ??= value.gap;
    if (value.kind !== 'object') continue;
    for (const [key, slot] of takenApart(m, value)) {
      const present = presentPart(slot);
      if (present !== undefined) setProperty(m, target, key, present ?? undefinedValue, node);
    }
    if (value.open !== undefined) for (const object of objectsIn(target)) object.open ??= value.open;
  }
}

function objectsIn(value: Value): HeapObject[] {
  return optionsOf(value).flatMap((option) => (option.value.kind === 'object' ? [option.value] : []));
}
