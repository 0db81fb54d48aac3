import type { ts } from 'ts-morph';
import type { MemberRules } from '../contract/client-rules.ts';
import { listOf } from '../heap/list.ts';
import { nativeFunction, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { apartFromBlock, blockPlaced } from '../natives/languages/blocks.ts';
import { placedByName } from '../natives/languages/keywords.ts';
import { promiseMember } from '../natives/promise.ts';
import { giveToClient } from '../opaque/escape.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { address } from './client-address.ts';
import { askEndpoints } from './client-endpoints.ts';
import { addRoutes } from './client-routes.ts';
import { makeService } from './client-service.ts';
import { draftOf } from './draft.ts';
import { ejectAll, ejectInterceptor, registerInterceptor } from './interceptors.ts';
import { hubOf, makeClient } from './make-client.ts';
import { runGiven } from './run-given.ts';
import { record, sendRequest } from './send-request.ts';
import { setDefaults, startOptions } from './start-options.ts';
import { forgetUnsent, noteUnsent, supersedeUnsent } from './unsent.ts';

/** A member of a client, as its rules describe it. */
export function clientMember(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  key: string,
  node: ts.Node,
): Value | undefined {
  forgetUnsent(object);
  const { rules, client } = brand.client;
  if (key === 'default') return object;
  const isNamed = Object.hasOwn(rules.members, key);
  const member = isNamed || isAnswered(key) ? rules.members[key] : rules.otherMembers;
  if (member === undefined) return undescribedMember(m, object, brand, key, node);
  if (member.text !== undefined) return literal(member.text, node);
  if (member.defaultOptions === true) return defaultOptions(m, object);
  if (member.part !== undefined) return partOf(m, object, brand, member.part, node);
  if (member.segment !== undefined) {
    const step: NativeArguments = { self: object, args: [literal(key, node)], node };
    const defaults = startOptions(m, object, brand, { becomes: member.segment, starts: { base: 0 } }, step);
    return makeClient(m, client, member.segment, defaults, brand.interceptors, node);
  }
  if (member.kind !== undefined)
    return makeClient(m, client, member.kind, [...brand.defaults, object], brand.interceptors, node);
  return nativeFunction(m, key, (machine, call) => runMember(machine, object, brand, member, call));
}

/** A client that leads on by every name is awaited like anything else. */
function isAnswered(key: string): boolean {
  return key === 'then' || key === 'catch' || key === 'finally';
}

/** A member of which the rules say nothing: where the client sends requests, it may be one more that does. */
function undescribedMember(m: Machine, object: HeapObject, brand: ClientBrand, key: string, node: ts.Node): Value {
  const { client } = brand.client;
  const exported = Object.hasOwn(client.exports, key) ? client.exports[key] : undefined;
  if (exported !== undefined) return makeClient(m, client, exported);
  if (brand.client.rules.otherMembers !== undefined) {
    const awaited = promiseMember(m, object, key, node);
    if (awaited !== undefined) return awaited;
  }
  const promised = promiseMember(m, object, key, node);
  if (promised !== undefined) return promised;
  if (key === 'call' || key === 'apply' || key === 'bind') return boundCall(m, object, key);
  const { gap } = unknown('external-call', node, `${client.client}.${key}`);
  return { kind: 'unknown', gap: { ...gap, undescribed: true } };
}

/** The address or the method of the request that a thing stands for. */
function partOf(m: Machine, object: HeapObject, brand: ClientBrand, part: 'url' | 'method', node: ts.Node): Value {
  const call: NativeArguments = { self: object, args: [], node };
  const draft = draftOf(m, object, brand, {}, call);
  return part === 'url' ? address(m, draft, call) : (draft.method ?? literal(brand.client.rules.defaultMethod));
}

/** The program sets a part of a request under construction: that is what is sent. */
export function changeClient(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  key: string,
  value: Value,
  node: ts.Node,
): void {
  setOwn(m, object, key, value);
  const { method, url, path } = brand.client.rules.options;
  if (![...method, ...url, ...path].includes(key)) return;
  const call: NativeArguments = { self: object, args: [], node };
  supersedeUnsent(m, object);
  noteUnsent(m, object, [record(m, draftOf(m, object, brand, {}, call), call)]);
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
export function defaultOptions(m: Machine, object: HeapObject): HeapObject {
  const cell = object.properties.get('#defaults');
  const known = cell === undefined ? undefined : m.store.read(cell);
  if (known?.kind === 'object') return known;
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
  all: NativeArguments,
): Value {
  const { client } = brand.client;
  const { args, block } = apartFromBlock(m, all.args);
  const given = block === undefined ? all : { ...all, args: blockPlaced(m, args, block, member, all.node) };
  const call =
    member.names === undefined ? given : { ...given, args: placedByName(m, given.args, member.names, given.node) };
  m.store.look(hubOf(object, brand));
  if (member.request !== undefined) return sendRequest(m, object, brand, member.request, call);
  if (member.address !== undefined) return address(m, draftOf(m, object, brand, member.address, call), call);
  if (member.interceptor !== undefined) return registerInterceptor(m, object, brand, member, call);
  if (member.eject === 'all') return ejectAll(m, object, brand);
  if (member.eject !== undefined) return ejectInterceptor(m, object, brand, call.args[member.eject] ?? undefinedValue);
  if (member.callback !== undefined) {
    const callback = call.args[member.callback];
    if (callback !== undefined) m.call(callback, { self: undefinedValue, args: [object], node: call.node });
    return object;
  }
  if (member.runs !== undefined) return runGiven(m, brand, member.runs, call);
  if (member.returns !== undefined) return call.args[member.returns] ?? undefinedValue;
  if (member.sets !== undefined) return setDefaults(m, object, brand, member.sets, call);
  if (member.service !== undefined) return makeService(m, brand, member.service, call);
  if (member.becomes !== undefined) {
    // A chained request may be handed the function that gets its answer at any point.
    giveToClient(m, call.args, call.node);
    const defaults = startOptions(m, object, brand, member, call);
    const interceptors = member.drops?.includes('interceptors') === true ? [] : [...brand.interceptors];
    const made = makeClient(m, client, member.becomes, defaults, interceptors, call.node);
    if (member.routes !== undefined) addRoutes(m, made, member.routes, call);
    if (member.endpoints !== undefined) askEndpoints(m, member.endpoints, defaults, call);
    if (block !== undefined) m.call(block, { self: undefinedValue, args: [made], node: call.node });
    return made;
  }
  if (member.answer === true) giveToClient(m, call.args, call.node);
  return unknown('external-call', call.node, client.client);
}
