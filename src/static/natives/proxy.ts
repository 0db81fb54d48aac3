import type { ts } from 'ts-morph';
import { arrayOf, freshObject, objectOf } from '../heap/objects.ts';
import { getProperty, setProperty } from '../heap/property.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { ProxyBrand } from '../value/brand.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';

// new Proxy(target, handler)  ⇒  what is done to it, the handler's traps answer; where there is none, the target does
export const makeProxy: NativeCall = (m, { args, node }) => {
  const [target = undefinedValue, handler = undefinedValue] = args;
  if (handler.kind === 'object' && isEmpty(handler)) return target;
  if (handler.kind !== 'object') {
    m.recorder.escapes(target, m.live);
    m.recorder.escapes(handler, m.live);
    return anyOf([target, unknown('unsupported-syntax', node, 'Proxy')]);
  }
  const made = freshObject(m, node);
  made.brand = { kind: 'proxy', target, handler };
  // Who copies it, or asks for any member, gets what the traps say.
  made.open = unknown('unsupported-syntax', node, 'Proxy').gap;
  return made;
};

export const makeRevocable: NativeCall = (m, call) =>
  objectOf(m, call.node, { proxy: makeProxy(m, call), revoke: unknown('unsupported-syntax', call.node) });

function isEmpty({ properties, open, prototype }: HeapObject): boolean {
  return properties.size === 0 && open === undefined && prototype === undefined;
}

export function proxyOf({ brand }: HeapObject): ProxyBrand | undefined {
  return brand?.kind === 'proxy' ? brand : undefined;
}

/** What the trap of this name answers; `undefined` where the handler has none. */
export function trapped(
  m: Machine,
  { handler }: ProxyBrand,
  name: string,
  args: readonly Value[],
  node: ts.Node,
): Value | undefined {
  const trap = getProperty(m, handler, name, node);
  const isCallable = optionsOf(trap).some(({ value }) => value.kind === 'object' || value.kind === 'unknown');
  return isCallable ? m.call(trap, { self: handler, args, node }) : undefined;
}

export function proxyMember(m: Machine, proxy: HeapObject, brand: ProxyBrand, key: string, node: ts.Node): Value {
  const answer = trapped(m, brand, 'get', [brand.target, literal(key, node), proxy], node);
  return answer ?? getProperty(m, brand.target, key, node);
}

export function setProxyMember(m: Machine, proxy: HeapObject, brand: ProxyBrand, key: string, value: Value): void {
  const node = proxy.at;
  if (node === undefined) return;
  const answer = trapped(m, brand, 'set', [brand.target, literal(key, node), value, proxy], node);
  if (answer === undefined) setProperty(m, brand.target, key, value, node);
}

/** The names that a proxy says it has; `undefined` for anything else. */
export function proxyKeys(m: Machine, object: HeapObject, node: ts.Node): Value | undefined {
  const proxy = proxyOf(object);
  return proxy === undefined ? undefined : trapped(m, proxy, 'ownKeys', [proxy.target], node);
}

export function callProxy(m: Machine, brand: ProxyBrand, request: CallRequest): Value {
  const { self, args, node } = request;
  return (
    trapped(m, brand, 'apply', [brand.target, self, arrayOf(m, node, args)], node) ?? m.call(brand.target, request)
  );
}

export function constructProxy(m: Machine, proxy: HeapObject, brand: ProxyBrand, request: CallRequest): Value {
  const { args, node } = request;
  const answer = trapped(m, brand, 'construct', [brand.target, arrayOf(m, node, args), proxy], node);
  return answer ?? m.construct(brand.target, request);
}
