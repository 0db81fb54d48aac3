import type { ts } from 'ts-morph';
import { slotsOf } from '../heap/list.ts';
import { entriesOf, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isAbsent, literal, undefinedValue, unknown, type Value } from '../value/value.ts';

/** What a reviver makes of a parsed value: it is asked about every member, the innermost first. */
export function revive(m: Machine, value: Value, reviver: Value, node: ts.Node): Value {
  const holder = objectOf(m, node, { '': value });
  return reviveMember(m, holder, '', reviver, node);
}

function reviveMember(m: Machine, holder: HeapObject, key: string, reviver: Value, node: ts.Node): Value {
  m.step();
  const value = getProperty(m, holder, key, node);
  for (const { value: single } of optionsOf(value)) {
    if (single.kind === 'object') reviveAll(m, single, reviver, node);
    else if (single.kind === 'unknown') reviveUnknown(m, holder, single, reviver, node);
  }
  return m.call(reviver, { self: holder, args: [literal(key, node), value], node });
}

function reviveAll(m: Machine, object: HeapObject, reviver: Value, node: ts.Node): void {
  for (const [key] of entriesOf(m, object)) {
    const revived = reviveMember(m, object, key, reviver, node);
    const cell = object.elements === undefined ? undefined : object.elements[Number(key)];
    if (object.elements === undefined) setOwn(m, object, key, revived);
    else if (cell !== undefined && slotsOf(m, object).length === object.elements.length) m.store.write(cell, revived);
  }
  const more = object.more === undefined ? undefined : m.store.read(object.more);
  if (more !== undefined && object.more !== undefined && !isAbsent(more))
    m.store.write(object.more, anyOf([more, reviveUnknown(m, object, more, reviver, node)]));
}

/** What is not known may have any members: the reviver may be asked about each, by any name, or about none. */
function reviveUnknown(m: Machine, holder: HeapObject, value: Value, reviver: Value, node: ts.Node): Value {
  const key = unknown('unknown-key', node);
  const [revived = undefinedValue] = branchValues(m, m.point(node), [
    () => m.call(reviver, { self: holder, args: [key, value], node }),
    () => value,
  ]);
  return anyOf([revived, value]);
}
