import type { ts } from 'ts-morph';
import { type ClientRules, clientKind, type MemberRules } from '../contract/client-rules.ts';
import { listOf } from '../heap/list.ts';
import { nativeFunction, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { promiseMember } from '../natives/promise.ts';
import { giveToClient } from '../opaque/escape.ts';
import type { ClientBrand } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { sendRequest } from './send-request.ts';
import { startOptions } from './start-options.ts';

/**
 * A thing of a client library: the module's function, or an instance with the options it was made with.
 * @param at where the program makes it; absent for what the library has itself
 */
export function makeClient(
  m: Machine,
  client: ClientRules,
  kind: string,
  defaults: readonly Value[] = [],
  interceptors: Value[] = [],
  at?: ts.Node,
): Value {
  const found = clientKind(client, kind);
  if (found === undefined) return unknown('external-module', undefined, client.client);
  const made = m.object(at);
  made.brand = { kind: 'client', client: found, defaults, interceptors };
  return made;
}

/** A member of a client, as its rules describe it. */
export function clientMember(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  key: string,
  node: ts.Node,
): Value | undefined {
  const { rules } = brand.client;
  if (key === 'default') return object;
  const member = Object.hasOwn(rules.members, key) ? rules.members[key] : rules.otherMembers;
  if (member === undefined) {
    const exported = brand.client.client.exports[key];
    if (exported !== undefined) return makeClient(m, brand.client.client, exported);
    const awaited = promiseMember(m, object, key, node);
    if (awaited !== undefined) return awaited;
    if (key === 'call' || key === 'apply' || key === 'bind') return boundCall(m, object, key);
    return unknown('external-call', node, `${brand.client.client.client}.${key}`);
  }
  if (member.text !== undefined) return literal(member.text, node);
  if (member.defaultOptions === true) return defaultOptions(m, object);
  if (member.kind !== undefined)
    return makeClient(m, brand.client.client, member.kind, [...brand.defaults, object], brand.interceptors, node);
  return nativeFunction(m, key, (machine, call) => runMember(machine, object, brand, member, call));
}

/** `request.call(this, options)` sends the same request. */
function boundCall(m: Machine, object: HeapObject, key: string): Value {
  if (key === 'bind') return nativeFunction(m, key, () => object);
  return nativeFunction(m, key, (machine, { args, node }) => {
    const [self = undefinedValue, ...rest] = args;
    const list = key === 'apply' && rest[0]?.kind === 'object' ? [...listOf(machine, rest[0]).known] : rest;
    return machine.call(object, { self, args: list, node });
  });
}

/** The object that holds a client's default options, made when first asked for. */
function defaultOptions(m: Machine, object: HeapObject): Value {
  const cell = object.properties.get('#defaults');
  if (cell !== undefined) return m.store.read(cell);
  const made = m.object(undefined);
  setOwn(m, object, '#defaults', made);
  return made;
}

/** Does what calling a member does: sends a request, makes an instance, or registers a function. */
export function runMember(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  member: MemberRules,
  call: { readonly self: Value; readonly args: readonly Value[]; readonly node: ts.Node },
): Value {
  if (member.request !== undefined) return sendRequest(m, object, brand, member.request, call);
  if (member.interceptor !== undefined) {
    const registered = call.args[member.interceptor];
    if (registered !== undefined) brand.interceptors.push(registered);
    object.touch();
    return undefinedValue;
  }
  if (member.callback !== undefined) {
    const callback = call.args[member.callback];
    return callback === undefined
      ? undefinedValue
      : m.call(callback, { self: undefinedValue, args: [object], node: call.node });
  }
  if (member.returns !== undefined) return call.args[member.returns] ?? undefinedValue;
  if (member.becomes !== undefined) {
    // A chained request may be handed the function that gets its answer at any point.
    giveToClient(m, call.args, call.node);
    const defaults = startOptions(m, object, brand, member, call);
    return makeClient(m, brand.client.client, member.becomes, defaults, [...brand.interceptors], call.node);
  }
  if (member.answer === true) giveToClient(m, call.args, call.node);
  return unknown('external-call', call.node, brand.client.client.client);
}
