import type { Operation } from '../../src/model/operation.ts';
import type { Spelling } from '../../src/model/operation-use.ts';
import type { CallTarget } from '../../src/rules/match.ts';

/** A template with nothing clever about it: a regular expression for each letter case rule, and a rank. */
interface Row {
  readonly operation: Operation;
  readonly alias: boolean;
  readonly exact: RegExp;
  readonly folded: RegExp;
  /** For each segment: -1000 for a literal, else minus the length of what follows the parameter. Smaller is better. */
  readonly rank: readonly number[];
}

/** What the reference says of a concrete path: the operations at the best place, and the deviations. */
export interface Answer {
  readonly operations: readonly Operation[];
  readonly spellings: readonly Spelling[];
}

/** Tries every template on the path, one leniency after the other, and sorts what fits by the documented order. */
export function referenceMatcher(operations: readonly Operation[]): (call: CallTarget) => Answer | undefined {
  const rows = operations.flatMap((operation) => [
    toRow(operation, operation.path, false),
    ...operation.aliases.map(({ path }) => toRow(operation, path, true)),
  ]);
  return ({ method, host, path }) => {
    const written = path.join('');
    const clean = `/${written.split('/').filter(Boolean).join('/')}`;
    const slashes: Spelling[] = [];
    if (/[^/]\/+$/.test(written)) slashes.push('trailing-slash');
    if (/\/\//.test(written) && clean !== '/') slashes.push('doubled-slash');
    const candidates: [string, Spelling[]][] = [[clean, []]];
    if (/^\/(v1|asset)(\/|$)/.test(clean)) candidates.push([`/rest${clean}`, ['missing-rest']]);
    for (const [candidate, base] of candidates) {
      for (const fold of [false, true]) {
        const fits = rows.filter((row) => host === undefined || row.operation.host === host);
        const covering = fits.filter((row) => (fold ? row.folded : row.exact).test(candidate));
        const own = best(covering.filter((row) => !row.alias));
        const place = own ? covering.filter((row) => String(row.rank) === String(own.rank)) : [];
        const hasMethod = (row: Row): boolean => method === undefined || row.operation.method === method;
        const aliases = covering.filter((row) => row.alias && hasMethod(row));
        const bestAlias = best(aliases);
        const chosen = place.some(hasMethod)
          ? place.filter(hasMethod)
          : aliases.filter((row) => String(row.rank) === String(bestAlias?.rank));
        if (chosen.length === 0) continue;
        const isAlias = chosen.every((row) => row.alias);
        const spellings: Spelling[] = [...(isAlias ? ['alias' as const] : []), ...(fold ? ['case' as const] : [])];
        return {
          operations: [...new Set(chosen.map((row) => row.operation))],
          spellings: [...spellings, ...slashes, ...base],
        };
      }
    }
    return undefined;
  };
}

function best(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => compareRanks(a.rank, b.rank))[0];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((rank, place) => rank !== b[place]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function toRow(operation: Operation, path: string, alias: boolean): Row {
  const segments = path.slice(1).split('/');
  const source = segments.map((segment) => {
    const suffix = segment.replace(/^\{[^}]*\}/, '');
    const isParameter = suffix !== segment;
    const literal = suffix.replace(/[.]/g, '\\.');
    return `/${isParameter ? '(?!\\.{1,2}(?:/|$))[^/]+' : ''}${literal}`;
  });
  return {
    operation,
    alias,
    exact: new RegExp(`^${source.join('')}$`),
    folded: new RegExp(`^${source.join('')}$`, 'i'),
    rank: segments.map((segment) => (segment.startsWith('{') ? -segment.replace(/^\{[^}]*\}/, '').length : -1000)),
  };
}
