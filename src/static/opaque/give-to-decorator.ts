import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Library, Value } from '../value/value.ts';
import { rowsOfDecorator } from './framework-rows.ts';

/**
 * A decorator from outside the program gets a class, by the class itself, a member or a parameter. One of a framework
 * only takes a note, or makes the framework use the class, as its rules say; of any other, nobody knows.
 */
export function giveToDecorator(m: Machine, type: Value | HeapObject, callee: Value): void {
  const { frameworks } = m.sinks;
  for (const { value } of optionsOf(callee)) {
    const library = value.kind === 'unknown' ? value.gap.library : undefined;
    const rows = library === undefined ? [] : rowsOfDecorator(frameworks, maker(library));
    if (rows.length === 0) m.recorder.escapes(type, m.live, { holder: library });
    else if (rows.some(({ row }) => row.made === 'decorated'))
      m.recorder.escapes(type, m.live, { holder: 'framework' });
  }
}

/** `Get()` is what makes the decorator of `@Get()`. */
function maker({ module, path }: Library): Library {
  return { module, path: path.replace(/(\(\))+$/, '') };
}
