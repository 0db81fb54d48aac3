import { syncBuiltinESMExports } from 'node:module';
import tls, { type ConnectionOptions } from 'node:tls';
import type { HostFamilyOf } from '../../har/index.ts';
import { type HookSettings, sharedKeyCiphers } from '../settings.ts';

type Connect = (...given: unknown[]) => unknown;

/**
 * Sends every encrypted connection to one of Marketo's hosts to a port of this machine instead. The program keeps its
 * addresses and gets a real encrypted connection; that it ends here is proved by a secret that both ends know, so
 * no certificate has to be made up or trusted.
 */
export function reroute({ port, sharedKey }: NonNullable<HookSettings['reroute']>, hostFamily: HostFamilyOf): void {
  const psk = Buffer.from(sharedKey, 'base64');
  const connect = tls.connect as Connect;
  const rerouted: Connect = (...given) => {
    const options = optionsOf(given);
    const name = options.servername || options.host || '';
    if (hostFamily(name) === undefined) return Reflect.apply(connect, tls, given);
    const {
      path: _path,
      lookup: _lookup,
      socket: _socket,
      session: _session,
      secureContext: _context,
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
    const listener = given.find((one) => typeof one === 'function');
    return Reflect.apply(connect, tls, listener === undefined ? [here] : [here, listener]);
  };
  Object.defineProperty(tls, 'connect', { value: rerouted, configurable: true, writable: true, enumerable: true });
  syncBuiltinESMExports();
}

/** The ways to call it: with options, with a port, or with a port and a host. */
function optionsOf(given: readonly unknown[]): ConnectionOptions {
  const [first, second, third] = given;
  if (typeof first === 'object' && first !== null) return first as ConnectionOptions;
  const host = typeof second === 'string' ? { host: second } : {};
  const more = [second, third].find((one) => typeof one === 'object' && one !== null);
  return { port: Number(first), ...host, ...(more as ConnectionOptions | undefined) };
}
