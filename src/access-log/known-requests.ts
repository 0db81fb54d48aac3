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
    const result = this.withoutTime(line, request);
    if (typeof result === 'string') return result;
    return { ...result, call: { ...result.call, line, ...startOf(request) } };
  }

  /** The same, but for when it began. */
  withoutTime(line: number, request: LoggedRequest): CallResult {
    const key = keyOf(request);
    if (key === undefined) return toLoggedCall(line, request, this.#context);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const result = toLoggedCall(line, request, this.#context);
    if (typeof result !== 'string' && this.#known.size < mostKnown && this.#namesHost(request))
      this.#known.set(key, { ...result, like: result });
    return result;
  }

  #namesHost({ hosts, target }: LoggedRequest): boolean {
    const [, host] = /^https?:\/\/([^/?#@]+)/i.exec(target) ?? [];
    return (host === undefined ? hosts : [host]).some((name) => this.#context.hostFamily(name) !== undefined);
  }
}

/** `undefined` for a request that is not remembered. */
function keyOf(request: LoggedRequest): string | undefined {
  const { method, target, hosts, user, status, isCut, queryIsOpen, hostIsCut, times, isRefused } = request;
  if (isCut === true || queryIsOpen === true || hostIsCut === true || times !== undefined) return undefined;
  if (target.length > longestTarget || telling.test(target) || isShortened(target)) return undefined;
  if (/[^\w&/=%-]$/.test(target)) return undefined;
  const query = target.indexOf('?') + 1;
  const names = query === 0 ? target : target.slice(0, query) + target.slice(query).replace(/=[^&]*/g, '=');
  return `${method}\0${names}\0${hosts.join()}\0${user === undefined ? '' : `:${user}`}\0${(status ?? 0) >= 400}${isRefused === true}`;
}
