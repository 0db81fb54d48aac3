import type { Exchange } from './exchange.ts';
import { field } from './raw.ts';
import type { RawEntry } from './scan/index.ts';

/** So many calls are waited for at a time; a recording with more of them counts the rest twice. */
const mostOpen = 1_000;

/** A call that a page made, and that its service worker made for it. */
interface OpenCall {
  readonly key: string;
  /** Milliseconds; not a number where the entry says no time. */
  readonly from: number;
  readonly to: number;
}

/**
 * Browsers record a call that goes through a service worker twice: as the page's, which says so, and as the worker's,
 * which follows while the page's goes on. What the worker changed, such as a token that it added, makes it a call of its
 * own.
 */
export class WorkerCalls {
  #open: OpenCall[] = [];

  /** Whether an exchange is what a worker sent for one that was there before. Asked of each once, in their order. */
  isRepeated(raw: RawEntry, exchange: Exchange): boolean {
    const isOfPage = workerAnswer(raw) === 'sent';
    if (!isOfPage && this.#open.length === 0) return false;
    const { entry: _, startedAt, ...rest } = exchange;
    const key = JSON.stringify(rest);
    const from = Date.parse(startedAt ?? '');
    if (!isOfPage) return this.#take(key, from);
    if (this.#open.length >= mostOpen) this.#open.shift();
    this.#open.push({ key, from, to: from + durationOf(raw) });
    return false;
  }

  #take(key: string, at: number): boolean {
    const index = this.#open.findIndex((one) => one.key === key && !(at < one.from) && !(at > one.to));
    if (index !== -1) this.#open.splice(index, 1);
    return index !== -1;
  }
}

/**
 * What browsers say of an answer that a service worker gave: that the worker sent the call on, or that it had the answer
 * from another time. `undefined` for calls without one.
 */
export function workerAnswer(raw: RawEntry): 'sent' | 'cached' | undefined {
  const response = raw.kind === 'whole' ? field(raw.value, 'response') : undefined;
  if (field(response, '_fetchedViaServiceWorker') !== true) return undefined;
  const source = field(response, '_serviceWorkerResponseSource');
  if (source === 'cache-storage' || source === 'http-cache') return 'cached';
  return source === undefined || source === null || source === 'network' ? 'sent' : undefined;
}

/** How long an entry went on, in milliseconds; without an end where it does not say. */
export function durationOf(raw: RawEntry): number {
  const time = raw.kind === 'whole' ? field(raw.value, 'time') : undefined;
  return typeof time === 'number' && time > 0 ? time : Number.POSITIVE_INFINITY;
}
