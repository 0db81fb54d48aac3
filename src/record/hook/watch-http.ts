import { subscribe } from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { quietly } from './quietly.ts';
import { rawHeader } from './raw-header.ts';
import type { Recorder } from './recorder.ts';
import { WatchedCall } from './watched-call.ts';

/**
 * Where it stands on a request or an answer what is watched of it; `null` for one that goes elsewhere, of which nothing but
 * the host was looked at. A map of all that is under way would be gone through whenever memory is tidied up.
 */
const watching = Symbol('rolefit');

interface Marked {
  [watching]?: WatchedCall | null;
}

/**
 * Watches `http` and `https`, and every client that is built on them. Node tells when a request is out and when an answer
 * begins; the bodies are seen where they pass through the request and the answer themselves.
 */
export function watchHttp(recorder: Recorder): void {
  const callOf = (request: ClientRequest & Marked): WatchedCall | null => {
    const known = request[watching];
    if (known !== undefined) return known;
    const origin = recorder.originOf(hostOf(request));
    const watched = origin === undefined ? null : new WatchedCall(recorder, origin);
    request[watching] = watched;
    return watched;
  };
  watchBodies((request, chunk, encoding) => callOf(request)?.addBody(chunk, encoding));
  watchAnswers();
  subscribe(
    'http.client.request.start',
    quietly((message) => {
      const { request } = message as { readonly request: ClientRequest };
      callOf(request)?.sent({ method: request.method, target: targetOf(request) }, (name) => {
        const value = request.getHeader(name);
        return value === undefined ? undefined : String(value);
      });
    }),
  );
  subscribe(
    'http.client.response.finish',
    quietly((message) => {
      const { request, response } = message as {
        readonly request: Marked;
        readonly response: IncomingMessage & Marked;
      };
      const watched = request[watching];
      if (watched === undefined || watched === null) return;
      const { statusCode = 0, rawHeaders } = response;
      watched.answerBegins(
        statusCode,
        rawHeader(rawHeaders, 'content-type'),
        rawHeader(rawHeaders, 'content-encoding'),
      );
      response[watching] = watched;
    }),
  );
}

type BodySink = (request: ClientRequest, chunk: unknown, encoding: unknown) => void;

/** The older lines of Node do not tell when a request is made, so what is written is seen on all of them. */
function watchBodies(add: BodySink): void {
  const { prototype } = http.ClientRequest;
  const quiet = quietly(add);
  const write = prototype.write as Method<ClientRequest>;
  const end = prototype.end as Method<ClientRequest>;
  replace<ClientRequest>(prototype, 'write', function (chunk, encoding, done) {
    quiet(this, chunk, encoding);
    return write.call(this, chunk, encoding, done);
  });
  replace<ClientRequest>(prototype, 'end', function (chunk, encoding, done) {
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') quiet(this, chunk, encoding);
    return end.call(this, chunk, encoding, done);
  });
}

/** Node pushes each part of an answer into it, and then nothing. */
function watchAnswers(): void {
  const { prototype } = http.IncomingMessage;
  const push = prototype.push as Method<IncomingMessage>;
  const look = quietly((watched: WatchedCall, chunk: unknown, encoding: unknown) => {
    if (chunk === null) watched.answered();
    else watched.addAnswer(chunk, encoding);
  });
  replace<IncomingMessage & Marked>(prototype, 'push', function (chunk, encoding) {
    const watched = this[watching];
    if (watched !== undefined && watched !== null) look(watched, chunk, encoding);
    return push.call(this, chunk, encoding);
  });
}

/** None of them takes more; handed on one by one, they cost a program that makes many calls less than as a list. */
type Method<Self> = (this: Self, chunk: unknown, encoding?: unknown, done?: unknown) => unknown;

function replace<Self>(prototype: object, name: string, value: Method<Self>): void {
  Object.defineProperty(prototype, name, { value, configurable: true, writable: true, enumerable: false });
}

/** The header, because a request can go through a proxy: its own host is whom it asks. */
function hostOf(request: ClientRequest): string {
  const header = request.getHeader('host');
  return typeof header === 'string' ? header : (request.host ?? '');
}

/** Through a proxy the whole address is asked for. */
function targetOf({ path }: ClientRequest): string {
  return path.startsWith('/') ? path : path.replace(/^https?:\/\/[^/?#]*/i, '');
}
