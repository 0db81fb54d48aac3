/**
 * What a line of a log says about a request, in its own words: each part is a text from outside and may hold anything.
 * It never leaves the reader.
 */
export interface LoggedRequest {
  readonly method: string;
  /** What was asked for: an absolute URL, or path and query. */
  readonly target: string;
  /** With its port, where there is one; `undefined` where the line names none. */
  readonly host?: string | undefined;
  /** Who sent it, in words of the proxy; only where a field was named for it. */
  readonly user?: string | undefined;
  readonly status?: number | undefined;
  readonly time?: string | undefined;
}
