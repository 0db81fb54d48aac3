import type { ts } from 'ts-morph';
import { type ClientRules, clientKind } from '../contract/client-rules.ts';
import type { Machine } from '../machine/machine.ts';
import type { Interceptor } from '../value/brand.ts';
import { unknown, type Value } from '../value/value.ts';

/**
 * A thing of a client library: the module's function, or an instance with the options it was made with.
 * @param at where the program makes it; absent for what the library has itself
 */
export function makeClient(
  m: Machine,
  client: ClientRules,
  kind: string,
  defaults: readonly Value[] = [],
  interceptors: Interceptor[] = [],
  at?: ts.Node,
): Value {
  const found = clientKind(client, kind);
  if (found === undefined) return unknown('external-module', undefined, client.client);
  const made = m.object(at);
  made.brand = { kind: 'client', client: found, defaults, interceptors };
  return made;
}
