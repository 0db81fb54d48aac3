/**
 * What a line of a log says about a request, in its own words: each part is a text from outside and may hold anything.
 * It never leaves the reader.
 */
export interface LoggedRequest {
  readonly method: string;
  /** What was asked for: an absolute URL, or path and query. */
  readonly target: string;
  /** Whether the target breaks off: the producer cuts its lines. */
  readonly isCut?: boolean | undefined;
  /** Whether the line says elsewhere that its query, or what stands for it, holds a `_method`. */
  readonly queryIsOpen?: boolean | undefined;
  /** Names of hosts, perhaps with their ports, that stand where a host stands, the most trusted first. */
  readonly hosts: readonly string[];
  /** Whether the line breaks off in the name of its host. */
  readonly hostIsCut?: boolean | undefined;
  /** Other texts of the line, any of which may name the host; asked for only where `hosts` names none of Marketo's. */
  readonly elsewhere?: (() => Iterable<string>) | undefined;
  /** Who sent it, in words of the proxy. */
  readonly user?: string | undefined;
  readonly status?: number | undefined;
  /** Read from a record only when it is asked for: nothing else about a request depends on it. */
  readonly time?: string | undefined;
  /** Whether the proxy answered by itself and asked nobody: the request never reached its host. */
  readonly isRefused?: boolean | undefined;
  /** How many requests the line stands for, where it is one of a condensed log; 1 when absent. */
  readonly times?: number | undefined;
}

/** States by which a proxy refuses, and the host may as well: they tell only where it is known that nobody was asked. */
const refusals = new Set([403, 407, 408, 414]);

/**
 * Whether the proxy refused a request itself. Marketo never answers 407, which is a proxy's own.
 * @param upstream whom the proxy asked; "" where the format says whom, and it was nobody; `undefined` where it is silent.
 */
export function isRefusedByProxy(status: number | undefined, upstream: string | undefined): boolean {
  if (status === 407) return true;
  if (status === undefined || upstream === undefined || !refusals.has(status)) return false;
  return upstream === '' || upstream === '-' || /<NOSRV>|\bNONE\b|_NONE\b/.test(upstream);
}
