import type { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { makeHole, orAbsent } from '../heap/list.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, type Value } from '../value/value.ts';
import { proxyOf, trapped } from './proxy.ts';

/**
 * `delete o[k]`: afterwards the property is not there; where it is not known which one or of what, it may still be.
 *
 * @param node where it is written
 */
export function removeProperty(m: Machine, object: Value, key: Value, node: ts.Node): void {
  const isSure = object.kind === 'object' && key.kind !== 'choice';
  for (const { value: single } of optionsOf(object)) {
    if (single.kind !== 'object') continue;
    const proxy = proxyOf(single);
    if (proxy !== undefined) {
      const removed = trapped(m, proxy, 'deleteProperty', [proxy.target, key], node);
      if (removed === undefined) removeProperty(m, proxy.target, key, node);
      continue;
    }
    for (const { value: part } of optionsOf(key)) removeOne(m, single, keyText(part), isSure);
  }
}

function removeOne(m: Machine, object: HeapObject, name: string | undefined, isSure: boolean): void {
  if (name !== undefined && isSure) object.accessors.delete(name);
  if (object.elements !== undefined && (name === undefined || /^\d+$/.test(name))) makeHole(m, object);
  const cells = name === undefined ? [...object.properties.values()] : [object.properties.get(name)];
  for (const cell of cells) {
    if (cell === undefined) continue;
    const gone = isSure && name !== undefined ? absentValue : orAbsent(m.store.read(cell));
    m.store.write(cell, gone);
  }
}
