import { subscribe } from 'node:diagnostics_channel';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { quietly } from './quietly.ts';
import type { Recorder } from './recorder.ts';

type Call = (...given: unknown[]) => unknown;

/**
 * Notices ways to Marketo on which calls are not seen: an encrypted connection that speaks HTTP/2, and one that the program writes
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
  after(tls, 'connect', (given, made) => {
    const options = given.find((one) => typeof one === 'object' && one !== null) as tls.ConnectionOptions | undefined;
    const host = options?.servername || options?.host || given[1];
    if (typeof host !== 'string' || recorder.originOf(host) === undefined) return;
    noticeOnce(made as tls.TLSSocket, options?.ALPNProtocols, () => !ofUndici.has(made as object), recorder);
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

/** Tells of a connection at most once. @param isOwn whether nobody watched has taken it */
function noticeOnce(socket: tls.TLSSocket, offered: unknown, isOwn: () => boolean, { spool }: Recorder): void {
  let isTold = false;
  const notice = quietly(() => {
    if (!isTold && isOwn()) spool.noticed();
    isTold = true;
  });
  if (Array.isArray(offered) && offered.length === 1 && offered[0] === 'h2') notice();
  else {
    // Whoever made the connection hears of it after this, and tells whose it is.
    socket.once('secureConnect', () => {
      if (socket.alpnProtocol === 'h2') setImmediate(notice);
    });
    beforeFirstWrite(socket, () => {
      // A request of `http` says that it is its socket.
      if (!('_httpMessage' in socket && socket._httpMessage)) notice();
    });
  }
}

function beforeFirstWrite(socket: Socket, act: () => void): void {
  const { write } = socket;
  const look = quietly(() => {
    Reflect.deleteProperty(socket, 'write');
    act();
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
