/** One way that a decision can go: its number, or the name of the member that a key means. */
export type Way = number | string;

/**
 * Some of the ways of one decision: those named, or all but those named. How many ways there are need not be known:
 * what an unknown key may mean besides the members that are there now is "none of these".
 */
export interface Ways {
  readonly named: ReadonlySet<Way>;
  readonly areLeftOut: boolean;
}

/** The ways of a branch, by number: they are asked for all the time. */
const single = Array.from({ length: 32 }, (_, way) => oneWay(way));
const lastOf = Array.from({ length: 32 }, (_, count) => allBut(Array.from({ length: count }, (_item, way) => way)));

/** One way by number, of so many: the last is all that the others are not, so that all of them together say nothing. */
export function nthWay(way: number, count: number): Ways {
  if (way < count - 1) return single[way] ?? oneWay(way);
  return lastOf[way] ?? allBut(Array.from({ length: way }, (_, other) => other));
}

export function oneWay(way: Way): Ways {
  return { named: new Set([way]), areLeftOut: false };
}

export function allBut(ways: Iterable<Way>): Ways {
  return { named: new Set(ways), areLeftOut: true };
}

/** The ways that are in both; `undefined` where none is. */
export function bothWays(a: Ways, b: Ways): Ways | undefined {
  if (a === b) return a;
  if (a.areLeftOut && b.areLeftOut) return allBut([...a.named, ...b.named]);
  const [some, rest] = a.areLeftOut ? [b, a] : [a, b];
  const kept = [...some.named].filter((way) => rest.named.has(way) !== rest.areLeftOut);
  if (kept.length === 0) return undefined;
  return kept.length === some.named.size ? some : { named: new Set(kept), areLeftOut: false };
}

/** The ways that are in either; `undefined` where that is every way. */
export function eitherWay(a: Ways, b: Ways): Ways | undefined {
  if (a === b) return a;
  if (!a.areLeftOut && !b.areLeftOut) return { named: new Set([...a.named, ...b.named]), areLeftOut: false };
  const [most, other] = a.areLeftOut ? [a, b] : [b, a];
  const left = [...most.named].filter((way) => other.named.has(way) === other.areLeftOut);
  return left.length === 0 ? undefined : allBut(left);
}

/** Whether each of these ways is one of the others. */
export function areAmong(ways: Ways, others: Ways): boolean {
  if (ways === others) return true;
  if (ways.areLeftOut) return others.areLeftOut && [...others.named].every((way) => ways.named.has(way));
  return [...ways.named].every((way) => others.named.has(way) !== others.areLeftOut);
}

export function areSameWays(a: Ways, b: Ways): boolean {
  if (a === b) return true;
  return (
    a.areLeftOut === b.areLeftOut && a.named.size === b.named.size && [...a.named].every((way) => b.named.has(way))
  );
}
