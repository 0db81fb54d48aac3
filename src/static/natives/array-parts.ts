import type { ts } from 'ts-morph';
import { listOf } from '../heap/list.ts';
import { arrayOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';

/** What one list contributes to another. */
interface Part {
  readonly known: readonly Value[];
  readonly more: Value | undefined;
}

/** What a value contributes when lists are put together. */
export function partsOf(m: Machine, value: Value): Part {
  if (value.kind === 'object' && value.elements !== undefined) return listOf(m, value);
  // Whether something unknown is a list or an element is not known either.
  return value.kind === 'unknown' || value.kind === 'choice'
    ? { known: [], more: value }
    : { known: [value], more: undefined };
}

/** The lists one after the other. From the first of unknown length on nothing has a known place. */
export function joinLists(m: Machine, lists: readonly Part[], node: ts.Node): Value {
  const firstOpen = lists.findIndex(({ more }) => more !== undefined);
  const before = firstOpen === -1 ? lists : lists.slice(0, firstOpen);
  const open = firstOpen === -1 ? [] : lists.slice(firstOpen);
  const known = [...before.flatMap((list) => list.known), ...(open[0]?.known ?? [])];
  const rest = open.flatMap((list, index) => [
    ...(index === 0 ? [] : list.known),
    ...(list.more === undefined ? [] : [list.more]),
  ]);
  return arrayOf(m, node, known, rest.length === 0 ? undefined : anyOf(rest));
}

/** Levels of lists inside lists that are taken apart. */
export const maxDepth = 100;

/** Lists inside a list taken apart, so many levels deep. */
export function flatten(m: Machine, self: HeapObject, depth: number, node: ts.Node): Value {
  const { known, more } = listOf(m, self);
  const parts = known.map((element) => flatPart(m, element, depth, node));
  const rest = more === undefined ? [] : [flatPart(m, more, depth, node)].map(asOpen);
  return joinLists(m, [...parts, ...rest], node);
}

function flatPart(m: Machine, element: Value, depth: number, node: ts.Node): Part {
  const isList = element.kind === 'object' && element.elements !== undefined;
  if (!isList || depth < 1) return isList ? { known: [element], more: undefined } : partsOf(m, element);
  const inner = depth === 1 ? element : flatten(m, element, Math.min(depth, maxDepth) - 1, node);
  return partsOf(m, inner);
}

/** Something that may come any number of times. */
function asOpen({ known, more }: Part): Part {
  const all = [...known, ...(more === undefined ? [] : [more])];
  return { known: [], more: all.length === 0 ? undefined : anyOf(all) };
}
