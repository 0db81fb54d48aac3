import { nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';

/**
 * The markup of a file: what it is called with, it shows, and its renderer calls when it is shown or used. It can be
 * called again with more.
 */
export function markupFunction(m: Machine): HeapObject {
  const made = nativeFunction(m, 'markup', (machine, { args }) => {
    for (const value of args) machine.recorder.escapes(value, machine.live);
    return made;
  });
  return made;
}
