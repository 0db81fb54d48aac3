import { subscribe } from 'node:diagnostics_channel';
import { quietly } from './quietly.ts';
import type { Recorder } from './recorder.ts';
import { WatchedCall } from './watched-call.ts';

/** As much of undici's own request as is looked at; every version that Node has had or that programs bring along has it. */
interface UndiciRequest {
  readonly origin: string | URL | undefined;
  readonly path: string;
  readonly method: string;
  readonly headers: string | readonly unknown[];
  readonly contentType?: unknown;
  [method: string]: unknown;
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
  subscribe(
    'undici:request:create',
    quietly((message) => {
      const { request } = message as { readonly request: UndiciRequest };
      const origin = String(request.origin ?? '').replace(/\/$/, '');
      const host = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
      if (host === undefined || recorder.hostFamily(host) === undefined) return;
      watchRequest(request, host, new WatchedCall(recorder));
    }),
  );
}

function watchRequest(request: UndiciRequest, host: string, watched: WatchedCall): void {
  const { method, path: target } = request;
  const sent = () => watched.sent({ method, host, target }, (name) => headerOf(request, name));
  before(request, moments.bodySent, (chunk) => watched.addBody(chunk));
  before(request, moments.sent, sent);
  // Nobody was there to send it to: it was meant for Marketo all the same.
  before(request, moments.failed, sent);
  before(request, moments.headers, (status, headers) => {
    sent();
    if (typeof status !== 'number' || status < 200) return;
    const raw = Array.isArray(headers) ? headers : [];
    watched.answerBegins(status, rawHeader(raw, 'content-type'), rawHeader(raw, 'content-encoding'));
  });
  before(request, moments.data, (chunk) => watched.addAnswer(chunk));
  before(request, moments.complete, () => watched.answered());
}

/** Looks at what a method is called with, and then calls it. */
function before(request: UndiciRequest, names: readonly string[], look: (...given: readonly unknown[]) => void): void {
  const quiet = quietly(look as (...given: unknown[]) => void);
  for (const name of names) {
    const method = request[name];
    if (typeof method !== 'function') continue;
    Object.defineProperty(request, name, {
      configurable: true,
      writable: true,
      enumerable: false,
      value(this: unknown, ...given: unknown[]): unknown {
        quiet(...given);
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

function rawHeader(list: readonly unknown[], name: string): string {
  for (let at = 0; at + 1 < list.length; at += 2) {
    const own = list[at];
    if (String(own).toLowerCase() === name) return String(list[at + 1]);
  }
  return '';
}
