import { ts } from 'ts-morph';
import type { MemberRules } from '../../contract/client-rules.ts';
import { listOf } from '../../heap/list.ts';
import { defineOwn, freshObject, objectOf } from '../../heap/objects.ts';
import type { Machine } from '../../machine/machine.ts';
import { mapValue } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../../value/value.ts';

/** On what stands for a block among the arguments of a call: the function. No program has it among its names. */
const mark = '#block';

/** `f(a) { … }`: the block, as the last argument. */
export function blockArgument(m: Machine, value: Value, node: ts.Node): HeapObject {
  const made = freshObject(m, node);
  defineOwn(m, made, mark, value);
  return made;
}

export function isBlock(value: Value | undefined): value is HeapObject {
  return value?.kind === 'object' && value.properties.has(mark);
}

/** The arguments without their block, and the block, where one is given. */
export function apartFromBlock(
  m: Machine,
  args: readonly Value[],
): { args: readonly Value[]; block: Value | undefined } {
  const last = args.at(-1);
  if (!isBlock(last)) return { args, block: undefined };
  const cell = last.properties.get(mark);
  const value = cell === undefined ? undefinedValue : m.store.read(cell);
  const isNothing = value.kind === 'constant';
  return { args: args.slice(0, -1), block: isNothing ? undefined : value };
}

/** Where a client's description finds the block of a call: as the option `block` of the last argument that there can be. */
const blockPlace = 9;

export function blockPlaced(
  m: Machine,
  args: readonly Value[],
  block: Value,
  { request }: MemberRules,
  node: ts.Node,
): readonly Value[] {
  if (request === undefined) return args;
  const options = objectOf(m, node, { block });
  return Array.from({ length: blockPlace + 1 }, (_, place) =>
    place === blockPlace ? options : (args[place] ?? undefinedValue),
  );
}

/** The arguments of a call of a client without the block that was placed among them. */
export function withoutPlacedBlock(args: readonly Value[]): readonly Value[] {
  return args.slice(0, blockPlace);
}

/** What a block is called with: one list alone is taken apart by a block that takes several. */
export function elementsFor(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  placed: readonly Value[],
  places: number,
): readonly Value[] {
  const [only] = placed;
  const isSeveral = places > 1 || (places === 1 && node.parameters.at(-1)?.dotDotDotToken !== undefined);
  if (!ts.isArrowFunction(node) || placed.length !== 1 || only === undefined || !isSeveral) return placed;
  if (only.kind === 'object' && only.elements !== undefined) {
    const { known, more } = listOf(m, only);
    const rest = Math.max(0, places - known.length);
    return more === undefined ? known : [...known, ...Array.from({ length: rest }, () => more)];
  }
  if (only.kind === 'unknown') return Array.from({ length: places }, () => only);
  if (only.kind !== 'choice') return placed;
  return Array.from({ length: places }, (_, index) =>
    mapValue(only, (single) => {
      if (single.kind === 'object' && single.elements !== undefined)
        return listOf(m, single).known[index] ?? unknown('unknown-key', node);
      return single.kind === 'unknown' ? single : index === 0 ? single : undefinedValue;
    }),
  );
}
