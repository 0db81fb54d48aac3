import { subscribe } from 'node:diagnostics_channel';
import { quietly } from './quietly.ts';
import { rawHeader } from './raw-header.ts';
import { type Recorder, remembered } from './recorder.ts';
import { WatchedCall } from './watched-call.ts';

/** As much of undici's own request as is looked at; every version that Node has had or that programs bring along has it. */
interface UndiciRequest {
  readonly origin: string | URL | undefined;
  readonly path: string;
  readonly method: string;
  readonly headers: string | readonly unknown[];
  readonly contentType?: unknown;
}

/** What undici calls on a request as it goes on, in its versions. */
const moments = {
  bodySent: ['onBodySent'],
  sent: ['onRequestSent'],
  headers: ['onHeaders', 'onResponseStart'],
  data: ['onData', 'onResponseData'],
  complete: ['onComplete', 'onResponseEnd'],
  failed: ['onError', 'onResponseError'],
} as const;

/** Watches `fetch` and undici, the one within Node and those that programs bring along. */
export function watchUndici(recorder: Recorder): void {
  const requests = new RequestWatch();
  const asOrigin = remembered((given) => {
    const host = /^https?:\/\/([^/]+)\/?$/i.exec(given)?.[1];
    return host === undefined ? undefined : recorder.originOf(host);
  });
  subscribe(
    'undici:request:create',
    quietly((message) => {
      const { request } = message as { readonly request: UndiciRequest };
      const origin = asOrigin(String(request.origin ?? ''));
      if (origin !== undefined) requests.watch(request, new WatchedCall(recorder, origin));
    }),
  );
}

/** Where it stands on a request of undici what is watched of it. */
const underWay = Symbol('rolefit');

/** A call whose request is under way. */
interface UnderWay {
  readonly watched: WatchedCall;
  readonly sent: () => void;
}

interface Marked {
  [underWay]?: UnderWay;
}

/**
 * What is watched of a request, by the methods that undici calls on it. They are put before those of its class, once: undici
 * goes through them for each part of each answer, and does so slower with objects that differ.
 */
const looks: readonly (readonly [keyof typeof moments, (call: UnderWay, given: readonly unknown[]) => void])[] = [
  ['bodySent', ({ watched }, [chunk]) => watched.addBody(chunk)],
  ['sent', ({ sent }) => sent()],
  // Nobody was there to send it to: it was meant for Marketo all the same.
  ['failed', ({ sent }) => sent()],
  [
    'headers',
    ({ watched, sent }, [status, headers]) => {
      sent();
      if (typeof status !== 'number' || status < 200) return;
      const raw = Array.isArray(headers) ? headers : [];
      watched.answerBegins(status, rawHeader(raw, 'content-type'), rawHeader(raw, 'content-encoding'));
    },
  ],
  ['data', ({ watched }, [chunk]) => watched.addAnswer(chunk)],
  ['complete', ({ watched }) => watched.answered()],
];

class RequestWatch {
  readonly #classes = new WeakSet<object>();

  watch(request: UndiciRequest & Marked, watched: WatchedCall): void {
    const { method, path: target } = request;
    const sent = () => watched.sent({ method, target }, (name) => headerOf(request, name));
    request[underWay] = { watched, sent };
    const shared: object = Object.getPrototypeOf(request);
    if (this.#classes.has(shared)) return;
    this.#classes.add(shared);
    for (const [moment, look] of looks) for (const name of moments[moment]) this.#before(shared, name, look);
  }

  /** Looks at what a method is called with, and then calls it. */
  #before(shared: object, name: string, look: (call: UnderWay, given: readonly unknown[]) => void): void {
    const method: unknown = Reflect.get(shared, name);
    if (typeof method !== 'function') return;
    const quiet = quietly((call: UnderWay, given: readonly unknown[]) => look(call, given));
    Object.defineProperty(shared, name, {
      configurable: true,
      writable: true,
      enumerable: false,
      value(this: Marked, ...given: unknown[]): unknown {
        const call = this[underWay];
        if (call !== undefined) quiet(call, given);
        return Reflect.apply(method, this, given);
      },
    });
  }
}

/** Names and values one after the other, or one text with a line for each. */
function headerOf({ headers, contentType }: UndiciRequest, name: string): string | undefined {
  if (name === 'content-type' && typeof contentType === 'string') return contentType;
  if (typeof headers === 'string') {
    const line = headers.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim();
  }
  return rawHeader(headers, name) || undefined;
}
