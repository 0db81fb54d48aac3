import type { Machine } from '../machine/machine.ts';
import { anyOf, choiceOf, optionsOf, within, withoutInterference } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, isAbsent, memberGap, type Option, type Value } from '../value/value.ts';
import { addMore } from './list.ts';
import { setOwn, takenApart } from './objects.ts';

/**
 * Copies what a spread or `Object.assign` copies. Where the source is one of several, each property is what the
 * alternative brings, or what it was before where that brings nothing.
 */
export function copyProperties(m: Machine, target: HeapObject, source: Value): void {
  const options = optionsOf(withoutInterference(source));
  const sources = options.map((option) => ({ option, properties: propertiesOf(m, option) }));
  for (const { option, properties } of sources) copyUnknown(m, target, option.value, new Set(properties.keys()));
  const keys = new Set(sources.flatMap(({ properties }) => [...properties.keys()]));
  for (const key of keys) {
    const cell = target.properties.get(key);
    const before = cell === undefined ? absentValue : m.store.read(cell);
    const ways = sources.flatMap(({ option, properties }) =>
      within(option.world, properties.get(key) ?? absentValue).flatMap((way) =>
        isAbsent(way.value) ? within(way.world, before) : [way],
      ),
    );
    setOwn(m, target, key, choiceOf(ways));
  }
}

function propertiesOf(m: Machine, { value }: Option): ReadonlyMap<string, Value> {
  if (value.kind !== 'object') return new Map();
  if (value.brand?.kind !== 'module') return new Map(takenApart(m, value));
  return new Map([...value.brand.module.exported].map(([key, cell]) => [key, m.store.read(cell)]));
}

/** What the source may have beside what was seen, the target may then have as well, also instead of what it had. */
function copyUnknown(m: Machine, target: HeapObject, value: Value, seen: ReadonlySet<string>): void {
  const gap = value.kind === 'unknown' ? value.gap : value.kind === 'object' ? value.open : undefined;
  if (gap !== undefined) {
    target.open ??= gap;
    for (const [key, cell] of target.properties) {
      if (!seen.has(key))
        m.store.write(cell, anyOf([m.store.read(cell), { kind: 'unknown', gap: memberGap(gap, key) }]));
    }
  }
  if (value.kind !== 'object' || value.more === undefined) return;
  const more = m.store.read(value.more);
  for (const [key, cell] of target.properties) {
    if (!seen.has(key)) m.store.write(cell, anyOf([m.store.read(cell), more]));
  }
  addMore(m, target, more);
}
