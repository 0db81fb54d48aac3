import { addMore } from '../heap/list.ts';
import type { Machine } from '../machine/machine.ts';
import type { Writes } from '../machine/store.ts';
import type { Cell } from '../value/cell.ts';
import { choiceOf, optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';

/** So many lists of one place of the program are told apart where a place may hold any of them. */
const maxApart = 2;

/**
 * What a root wrote, with the lists that one place of the program makes anew in each of its turns folded into one:
 * `(all[name] ??= []).push(f)` would leave another list each time, none of the length of those before it.
 */
export function foldLists(m: Machine, writes: Writes): Writes {
  return new Map([...writes].map(([cell, value]) => [cell, foldIn(m, value, writes)]));
}

function foldIn(m: Machine, value: Value, writes: Writes): Value {
  const options = optionsOf(value);
  const lists = options.flatMap(({ value: list }) => (list.kind === 'object' && isMere(list) ? [list] : []));
  const apart = new Map<HeapObject['at'], HeapObject[]>();
  const folded = new Map<Value, HeapObject>();
  for (const list of lists.toSorted((a, b) => a.id - b.id)) {
    const known = apart.get(list.at) ?? [];
    const last = known.at(-1);
    apart.set(list.at, known);
    if (known.length < maxApart || last === undefined) known.push(list);
    else {
      pour(m, list, last, writes);
      folded.set(list, last);
    }
  }
  if (folded.size === 0) return value;
  return choiceOf(options.map((option) => ({ ...option, value: folded.get(option.value) ?? option.value })));
}

/** Whether a list is nothing but its elements. */
function isMere({ at, brand, elements, properties }: HeapObject): boolean {
  return at !== undefined && brand === undefined && elements !== undefined && properties.size === 0;
}

function pour(m: Machine, list: HeapObject, into: HeapObject, writes: Writes): void {
  const held = (cell: Cell): Value => writes.get(cell) ?? m.store.peek(cell);
  for (const cell of [...(list.elements ?? []), ...(list.more === undefined ? [] : [list.more])]) {
    const element = presentPart(held(cell));
    if (element !== undefined) addMore(m, into, element);
  }
  list.join(into);
}
