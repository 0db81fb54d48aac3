import { alg, type Graph } from '@dagrejs/graphlib';
import { InputError } from '../model/input-error.ts';
import type { Locate } from '../schema/index.ts';
import type { PlacedRow } from './list-rows.ts';

/**
 * The cycles of implications and needs, taken together: whoever needs what implies it can never be ticked first.
 * One error for each knot of permissions, naming the shortest way round from the knot's first row.
 */
export function checkCycles(edges: Graph, rows: readonly PlacedRow[], locate: Locate): readonly InputError[] {
  return alg.findCycles(edges).map((knot) => {
    const first = rows.find(({ row }) => knot.includes(row.name));
    if (first === undefined) throw new Error('a cycle runs through no row');
    const round = [...wayBack(edges, first.row.name), first.row.name].map((name) => `"${name}"`).join(' → ');
    return new InputError(`the permissions go round in a cycle: ${round}`, {
      at: locate(first.path),
      next: 'remove one of these implications or needs; a permission cannot lead back to itself',
    });
  });
}

/** The shortest cycle through a permission, starting with it and without returning to it. */
function wayBack(edges: Graph, start: string): readonly string[] {
  const ways = (edges.successors(start) ?? []).flatMap((next) => {
    const steps = alg.dijkstra(edges, next);
    if (steps[start]?.distance === Number.POSITIVE_INFINITY) return [];
    const backwards: string[] = [];
    // Each step knows the one before it; the first, where the search began, has none: graphlib writes ''.
    for (let at = steps[start]?.predecessor; at; at = steps[at]?.predecessor) backwards.push(at);
    return [[start, ...backwards.reverse()]];
  });
  return ways.toSorted((a, b) => a.length - b.length)[0] ?? [start];
}
