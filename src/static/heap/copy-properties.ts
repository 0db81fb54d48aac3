import type { Machine } from '../machine/machine.ts';
import { choiceOf, optionsOf, within } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, isAbsent, type Option, type Value } from '../value/value.ts';
import { addMore } from './list.ts';
import { setOwn, takenApart } from './objects.ts';

/**
 * Copies what a spread or `Object.assign` copies. Where the source is one of several, each property is what the
 * alternative brings, or what it was before where that brings nothing.
 */
export function copyProperties(m: Machine, target: HeapObject, source: Value): void {
  const options = optionsOf(source);
  const sources = options.map((option) => ({ option, properties: propertiesOf(m, option) }));
  for (const { value } of options) copyUnknown(m, target, value);
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

/** What the source may have beside what was seen, the target may then have as well. */
function copyUnknown(m: Machine, target: HeapObject, value: Value): void {
  if (value.kind === 'unknown') target.open ??= value.gap;
  if (value.kind !== 'object') return;
  if (value.open !== undefined) target.open ??= value.open;
  if (value.more !== undefined) addMore(m, target, m.store.read(value.more));
}
