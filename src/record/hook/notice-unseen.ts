import { subscribe } from 'node:diagnostics_channel';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { quietly } from './quietly.ts';
import type { Recorder } from './recorder.ts';

type Call = (...given: unknown[]) => unknown;

/**
 * Notices ways to Marketo on which calls are not seen: a session of `http2`, and an encrypted socket that the program writes
 * to itself. What `http` and undici write to is theirs, and watched there.
 */
export function noticeUnseen(recorder: Recorder): void {
  const ofUndici = new WeakSet<object>();
  subscribe(
    'undici:client:connected',
    quietly((message) => {
      ofUndici.add((message as { readonly socket: object }).socket);
    }),
  );
  const isMarketo = (host: unknown): boolean => typeof host === 'string' && recorder.originOf(host) !== undefined;
  after(http2, 'connect', ([authority, options]) => {
    // Undici hands over a connection of its own, and tells of its calls itself.
    const isHandedOver = typeof options === 'object' && options !== null && 'createConnection' in options;
    if (!isHandedOver && isMarketo(new URL(String(authority)).host)) recorder.spool.noticed();
  });
  after(tls, 'connect', (given, made) => {
    const options = given.find((one) => typeof one === 'object' && one !== null) as tls.ConnectionOptions | undefined;
    const host = options?.servername || options?.host || given.find((one) => typeof one === 'string');
    if (isMarketo(host)) noticeOwnWrites(made as Socket, () => !ofUndici.has(made as Socket), recorder);
  });
  syncBuiltinESMExports();
}

/** Looks at what a function was called with and gave, which is handed on. */
function after(owner: object, name: string, look: (given: readonly unknown[], made: unknown) => void): void {
  const act = Reflect.get(owner, name) as Call;
  const quiet = quietly(look);
  const value: Call = (...given) => {
    const made = Reflect.apply(act, owner, given);
    quiet(given, made);
    return made;
  };
  Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
}

/** The first write tells whose socket it is: that of a request of `http` says so. */
function noticeOwnWrites(socket: Socket, isOwn: () => boolean, { spool }: Recorder): void {
  const { write } = socket;
  const look = quietly(() => {
    Reflect.deleteProperty(socket, 'write');
    if (!('_httpMessage' in socket && socket._httpMessage) && isOwn()) spool.noticed();
  });
  Object.defineProperty(socket, 'write', {
    configurable: true,
    writable: true,
    enumerable: false,
    value: (...given: unknown[]): unknown => {
      look();
      return Reflect.apply(write, socket, given);
    },
  });
}
