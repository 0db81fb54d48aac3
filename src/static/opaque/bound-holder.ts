import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Holder } from '../value/value.ts';
import { isOf } from './framework-rows.ts';

/**
 * Who gets what an object holds that a framework is handed: `{ provide: TranslateLoader, useClass: Loader }` passes the
 * class on to the library that the token is from.
 */
export function boundHolder(m: Machine, object: HeapObject, holder: Holder): Holder {
  if (holder === undefined || holder === 'framework') return holder;
  for (const rules of m.sinks.frameworks) {
    if (!isOf(rules, holder)) continue;
    for (const { token } of rules.bindings) {
      const cell = object.properties.get(token);
      const value = cell === undefined ? undefined : m.store.read(cell);
      if (value?.kind === 'unknown') return value.gap.library;
    }
  }
  return holder;
}
