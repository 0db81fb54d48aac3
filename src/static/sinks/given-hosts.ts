import type { ts } from 'ts-morph';
import { entriesOf } from '../heap/objects.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { saysMarketo } from '../syntax/names-marketo.ts';
import { optionsOf } from '../value/choice.ts';
import { isGap, type Single, type Value } from '../value/value.ts';

const maxNesting = 3;
const maxEntries = 50;

/**
 * Notes which hosts of Marketo's a call of code outside the program gets, by themselves or in an object, and what it is
 * made on: so that a host belongs to the calls of the client that was made with it.
 */
export function noteGivenHosts(m: Machine, callee: Single, { args, node }: CallRequest): void {
  const maker = callee.kind === 'unknown' ? callee.gap.at : undefined;
  if (maker !== undefined && maker !== node) m.recorder.madeOf.set(node, maker);
  const found = args.flatMap((arg) => hostsIn(m, arg, 0));
  if (found.length === 0) return;
  const known = m.recorder.given.get(node) ?? new Set();
  m.recorder.given.set(node, known);
  for (const text of found) known.add(text);
}

function hostsIn(m: Machine, value: Value, depth: number): ts.Node[] {
  return optionsOf(value).flatMap(({ value: single }) => {
    if (single.kind === 'text')
      return single.pieces.flatMap((piece) =>
        isGap(piece) || piece.at === undefined || !saysMarketo(piece.text) ? [] : [piece.at],
      );
    if (single.kind !== 'object' || single.brand !== undefined || depth === maxNesting) return [];
    return entriesOf(m, single)
      .slice(0, maxEntries)
      .flatMap(([, part]) => hostsIn(m, part, depth + 1));
  });
}
