import type { LoggedRequest } from './logged-request.ts';
import { type CallResult, isShortened, type LogContext, startOf, toLoggedCall } from './to-logged-call.ts';

/** So many kinds of requests are remembered. */
const mostKnown = 10_000;
const longestTarget = 2_000;
/** Parameters of which the value matters; a name in escapes may be any. */
const telling = /[?&;](?:_?(?:method|access_token|client_secret)|[^=&;]*%[^=&;]*)=/;

type Known = Exclude<CallResult, string>;

/**
 * Remembers what requests came to that are alike in all but their time and the values of their parameters. Only those of
 * which the host is said where a host stands: for others, any word of their line may decide.
 */
export class KnownRequests {
  readonly #context: LogContext;
  readonly #known = new Map<string, Known>();

  constructor(context: LogContext) {
    this.#context = context;
  }

  toCall(line: number, request: LoggedRequest): CallResult {
    const key = keyOf(request);
    if (key === undefined) return toLoggedCall(line, request, this.#context);
    const known = this.#known.get(key);
    if (known !== undefined)
      return { seen: known.seen, like: known, call: { ...known.call, line, ...startOf(request) } };
    const result = toLoggedCall(line, request, this.#context);
    if (typeof result !== 'string' && this.#known.size < mostKnown && this.#namesHost(request)) {
      const { startedAt: _, ...call } = result.call;
      this.#known.set(key, { call, seen: result.seen });
    }
    return result;
  }

  #namesHost({ hosts, target }: LoggedRequest): boolean {
    const [, host] = /^https?:\/\/([^/?#@]+)/i.exec(target) ?? [];
    return (host === undefined ? hosts : [host]).some((name) => this.#context.hostFamily(name) !== undefined);
  }
}

/** `undefined` for a request that is not remembered. */
function keyOf({ method, target, hosts, user, status, ...rest }: LoggedRequest): string | undefined {
  const { isCut, queryIsOpen, hostIsCut, times, isRefused } = rest;
  if (isCut === true || queryIsOpen === true || hostIsCut === true || times !== undefined) return undefined;
  if (target.length > longestTarget || telling.test(target) || isShortened(target)) return undefined;
  if (/[^\w&/=%-]$/.test(target)) return undefined;
  const query = target.indexOf('?') + 1;
  const names = query === 0 ? target : target.slice(0, query) + target.slice(query).replace(/=[^&]*/g, '=');
  return `${method}\0${names}\0${hosts.join()}\0${user}\0${(status ?? 0) >= 400}${isRefused === true}`;
}
