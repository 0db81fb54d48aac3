import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Single, Value } from '../value/value.ts';
import { defineOwn, freshObject } from './objects.ts';

/** Where a mark of our own keeps what is to be awaited. */
const markKey = '[Symbol(awaiting)]';

/** The names under which the helpers of compilers keep what is to be awaited, the whole set of each (TypeScript, Babel, esbuild). */
const markNames = ['v', 'v,k', '0,1', 'wrapped'];

/** What a compiled async generator gives to have it awaited, instead of giving it to whoever iterates. */
export function awaitingMark(m: Machine, node: ts.Node, value: Value): HeapObject {
  const made = freshObject(m, node);
  defineOwn(m, made, markKey, value);
  return made;
}

/** What is marked in a value, and the rest of it; `undefined` where nothing is. */
export function markedPart(m: Machine, value: Value): { awaited: Value; rest: Value | undefined } | undefined {
  const inside: Value[] = [];
  const rest: Single[] = [];
  for (const { value: single } of optionsOf(value)) {
    const held = heldByMark(m, single);
    if (held === undefined) rest.push(single);
    else inside.push(held);
  }
  if (inside.length === 0) return undefined;
  return { awaited: anyOf(inside), rest: rest.length === 0 ? undefined : anyOf(rest) };
}

function heldByMark(m: Machine, single: Single): Value | undefined {
  if (single.kind !== 'object' || single.brand !== undefined || single.elements !== undefined) return undefined;
  const names = [...single.properties.keys()];
  const [first = ''] = names;
  const isMark = first === markKey || (markNames.includes(names.join()) && isMadeByMarker(m, single));
  const cell = isMark ? single.properties.get(first) : undefined;
  return cell === undefined ? undefined : m.store.read(cell);
}

/** Whether a function made it that only keeps what it is given, and whose instances have no methods. */
function isMadeByMarker(m: Machine, { prototype }: HeapObject): boolean {
  const cell = prototype?.properties.size === 1 ? prototype.properties.get('constructor') : undefined;
  const maker = cell === undefined ? undefined : m.store.read(cell);
  return maker?.kind === 'object' && maker.brand?.kind === 'function' && ts.isFunctionLike(maker.brand.node);
}
