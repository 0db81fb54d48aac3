import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import { type Reroute, sharedKeyCiphers } from '../settings.ts';

type IsMarketo = (host: string) => boolean;
type Connect = (...given: unknown[]) => unknown;
/** What Node understands and its types do not say: the end on this machine. */
type ConnectionOptions = tls.ConnectionOptions & { readonly localAddress?: string; readonly localPort?: number };

/**
 * Sends every connection to one of Marketo's hosts to a port of this machine instead. The program keeps its addresses.
 * Where it asks for an encrypted connection it gets a real one; that it ends here is proved by a secret that both ends
 * know, so no certificate has to be made up or trusted.
 */
export function reroute(way: Reroute, isMarketo: IsMarketo): void {
  rerouteEncrypted(way, isMarketo);
  rerouteOthers(way, isMarketo);
  syncBuiltinESMExports();
}

function rerouteEncrypted({ port, sharedKey }: Reroute, isMarketo: IsMarketo): void {
  const psk = Buffer.from(sharedKey, 'base64');
  const connect = tls.connect as Connect;
  const rerouted: Connect = (...given) => {
    const options = optionsOf(given);
    const name = options.servername || options.host || '';
    if (!isMarketo(name)) return Reflect.apply(connect, tls, given);
    const {
      path: _path,
      lookup: _lookup,
      socket: _socket,
      session: _session,
      secureContext: _context,
      localAddress: _address,
      localPort: _port,
      ...rest
    } = options;
    const here: ConnectionOptions = {
      ...rest,
      host: '127.0.0.1',
      port,
      servername: name,
      ciphers: sharedKeyCiphers,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      pskCallback: () => ({ identity: 'rolefit', psk }),
      checkServerIdentity: () => undefined,
    };
    return Reflect.apply(connect, tls, [here, ...listenerOf(given)]);
  };
  Object.defineProperty(tls, 'connect', { value: rerouted, configurable: true, writable: true, enumerable: true });
}

/** Whatever reaches a host in another way goes through this: `http` without the s, and sockets of one's own. */
function rerouteOthers({ plainPort }: Reroute, isMarketo: IsMarketo): void {
  const { prototype } = net.Socket;
  const connect = prototype.connect as Connect;
  const rerouted = function (this: net.Socket, ...given: unknown[]): unknown {
    // Node hands over what it has put into order already as one list.
    const [first] = given;
    const own: readonly unknown[] = Array.isArray(first) ? first : given;
    const { host = '' } = optionsOf(own);
    if (!isMarketo(host)) return Reflect.apply(connect, this, given);
    return Reflect.apply(connect, this, [{ host: '127.0.0.1', port: plainPort }, ...listenerOf(own)]);
  };
  Object.defineProperty(prototype, 'connect', {
    value: rerouted,
    configurable: true,
    writable: true,
    enumerable: true,
  });
}

function listenerOf(given: readonly unknown[]): readonly unknown[] {
  return given.filter((one) => typeof one === 'function').slice(0, 1);
}

/** The ways to call it: with options, with a port, or with a port and a host. */
function optionsOf(given: readonly unknown[]): ConnectionOptions {
  const [first, second, third] = given;
  if (typeof first === 'object' && first !== null) return first as ConnectionOptions;
  const host = typeof second === 'string' ? { host: second } : {};
  const more = [second, third].find((one) => typeof one === 'object' && one !== null);
  return { port: Number(first), ...host, ...(more as ConnectionOptions | undefined) };
}
