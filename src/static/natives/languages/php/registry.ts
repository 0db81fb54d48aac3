import type { Machine } from '../../../machine/machine.ts';
import { anyOf } from '../../../value/choice.ts';
import type { Value } from '../../../value/value.ts';

/** Classes, functions and constants that files have told: PHP knows them everywhere by their names. */
const told = new WeakMap<Machine, Map<string, Value[]>>();

export type SharedKind = 'class' | 'function' | 'const';

/** Names of classes and functions are the same in capitals. */
function keyOf(kind: string, name: string): string {
  return `${kind} ${kind === 'const' ? name : name.toLowerCase().replace(/^\\/, '')}`;
}

export function share(m: Machine, kind: string, name: string, value: Value): void {
  const all = told.get(m) ?? new Map<string, Value[]>();
  told.set(m, all);
  const key = keyOf(kind, name);
  const known = all.get(key) ?? [];
  if (!known.includes(value)) all.set(key, [...known, value]);
}

/** What some file has told under a name. */
export function shared(m: Machine, kind: SharedKind, name: string): Value | undefined {
  const known = told.get(m)?.get(keyOf(kind, name));
  return known === undefined ? undefined : anyOf(known);
}

/** The name of a class that some file has told. */
export function nameOfClass(m: Machine, type: Value): string | undefined {
  for (const [key, values] of told.get(m) ?? [])
    if (key.startsWith('class ') && values.includes(type)) return key.slice('class '.length);
  return undefined;
}
