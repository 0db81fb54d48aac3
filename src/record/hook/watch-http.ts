import { subscribe } from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { quietly } from './quietly.ts';
import type { Recorder } from './recorder.ts';
import { WatchedCall } from './watched-call.ts';

/** `undefined` for a request that goes elsewhere: of such nothing but the host was looked at. */
type Watched = WatchedCall | undefined;

/**
 * Watches `http` and `https`, and every client that is built on them. Node tells when a request is out and when an answer
 * begins; the bodies are seen where they pass through the request and the answer themselves.
 */
export function watchHttp(recorder: Recorder): void {
  const calls = new WeakMap<ClientRequest, { readonly watched: Watched }>();
  const callOf = (request: ClientRequest): Watched => {
    const known = calls.get(request);
    if (known !== undefined) return known.watched;
    const watched = recorder.hostFamily(hostOf(request)) === undefined ? undefined : new WatchedCall(recorder);
    calls.set(request, { watched });
    return watched;
  };
  watchBodies((request, chunk, encoding) => callOf(request)?.addBody(chunk, encoding));
  subscribe(
    'http.client.request.start',
    quietly((message) => {
      const { request } = message as { readonly request: ClientRequest };
      callOf(request)?.sent({ method: request.method, host: hostOf(request), target: targetOf(request) }, (name) => {
        const value = request.getHeader(name);
        return value === undefined ? undefined : String(value);
      });
    }),
  );
  subscribe(
    'http.client.response.finish',
    quietly((message) => {
      const { request, response } = message as { readonly request: ClientRequest; readonly response: IncomingMessage };
      const watched = calls.get(request)?.watched;
      if (watched !== undefined) watchAnswer(watched, response);
    }),
  );
}

type BodySink = (request: ClientRequest, chunk: unknown, encoding: unknown) => void;

/** The older lines of Node do not tell when a request is made, so what is written is seen on all of them. */
function watchBodies(add: BodySink): void {
  const { prototype } = http.ClientRequest;
  const quiet = quietly(add);
  const { write, end } = prototype;
  const watching = {
    write(this: ClientRequest, ...given: unknown[]): unknown {
      quiet(this, given[0], given[1]);
      return Reflect.apply(write, this, given);
    },
    end(this: ClientRequest, ...given: unknown[]): unknown {
      if (typeof given[0] !== 'function') quiet(this, given[0], given[1]);
      return Reflect.apply(end, this, given);
    },
  };
  for (const [name, value] of Object.entries(watching)) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true, enumerable: false });
  }
}

function watchAnswer(watched: WatchedCall, response: IncomingMessage): void {
  const { statusCode = 0, headers } = response;
  watched.answerBegins(statusCode, headers['content-type'] ?? '', String(headers['content-encoding'] ?? ''));
  const push = response.push;
  const look = quietly((chunk: unknown, encoding: unknown) => {
    if (chunk === null) watched.answered();
    else watched.addAnswer(chunk, encoding);
  });
  response.push = (chunk: unknown, encoding?: BufferEncoding) => {
    look(chunk, encoding);
    return Reflect.apply(push, response, encoding === undefined ? [chunk] : [chunk, encoding]);
  };
}

/** The header, because a request can go through a proxy: its own host is whom it asks. */
function hostOf(request: ClientRequest): string {
  const header = request.getHeader('host');
  return typeof header === 'string' ? header : (request.host ?? '');
}

/** Through a proxy the whole address is asked for. */
function targetOf({ path }: ClientRequest): string {
  return path.replace(/^https?:\/\/[^/?#]*/i, '');
}
