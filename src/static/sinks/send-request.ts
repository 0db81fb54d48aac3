import type { ts } from 'ts-morph';
import type { KindRules, OptionNames, RequestShape } from '../contract/client-rules.ts';
import { copyProperties } from '../heap/copy-properties.ts';
import { elementsOf } from '../heap/list.ts';
import { objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { callsOf } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import type { ParameterSet } from '../machine/recorder.ts';
import { resolveUrl } from '../natives/resolve-url.ts';
import { textOf } from '../natives/text-of.ts';
import { addressOf } from '../natives/url.ts';
import { giveToClient } from '../opaque/escape.ts';
import type { ClientBrand } from '../value/brand.ts';
import { combineValues, mapValue, optionsOf, preferOptions } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat, markGaps } from '../value/text.ts';
import { isGap, literal, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { makeClient } from './client-members.ts';
import { credentialsOf } from './credentials-of.ts';
import { parametersOf } from './parameters-of.ts';

interface ClientCall {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly node: ts.Node;
}

/** Records the request that a call of a client sends, and gives what the client gives. */
export function sendRequest(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  shape: RequestShape,
  call: ClientCall,
): Value {
  if (shape.list === true) return sendList(m, object, brand, shape, call);
  const options = gatherOptions(m, object, brand, shape, call);
  const names = brand.client.rules.options;
  const given = shape.url === undefined ? undefined : call.args[shape.url];
  const direct = given === undefined ? undefined : addressArgument(m, given);
  const config = intercept(m, brand, options, direct, call);
  const url = direct ?? undefinedValue;
  m.recorder.add({
    kind: 'request',
    node: call.node,
    calls: callsOf(m.frames),
    url: address(m, brand, names, config, url, shape, call),
    method: methodOf(m, names, config, shape, call),
    defaultMethod: brand.client.rules.defaultMethod,
    parameters: parameters(m, names, config, shape, call),
    credentials: credentialsOf(m, config, call.node),
    client: brand.client.client.client,
    generic: false,
    live: m.live,
  });
  giveToClient(m, call.args, call.node);
  if (shape.becomes !== undefined)
    return makeClient(m, brand.client.client, shape.becomes, [...brand.defaults], [], call.node);
  return unknown('external-call', call.node, `${brand.client.client.client}()`);
}

/** The parameters known so far: a chained request may be given more. */
function parameters(
  m: Machine,
  names: OptionNames,
  options: readonly Value[],
  shape: RequestShape,
  call: ClientCall,
): ParameterSet {
  const known = parametersOf(m, names, options, shape, call);
  return shape.becomes === undefined ? known : { ...known, complete: false };
}

function sendList(m: Machine, object: HeapObject, brand: ClientBrand, shape: RequestShape, call: ClientCall): Value {
  const { list: _list, ...single } = shape;
  const list = call.args[shape.url ?? 0];
  if (list?.kind === 'object' && list.elements !== undefined) {
    for (const element of elementsOf(m, list)) sendRequest(m, object, brand, single, { ...call, args: [element] });
  }
  return unknown('external-call', call.node, brand.client.client.client);
}

/** The address when the argument is one; `undefined` for an object of options. */
function addressArgument(m: Machine, given: Value): Value | undefined {
  const addresses = optionsOf(given).filter(({ value }) => isAddress(value));
  if (addresses.length === 0) return undefined;
  return textOf(
    m,
    mapValue(preferOptions(given, isAddress), (single) =>
      single.kind === 'object' && single.brand?.kind === 'url' ? addressOf(m, single) : single,
    ),
  );
}

function isAddress(value: Single): boolean {
  if (value.kind === 'object') return value.brand?.kind === 'url';
  return value.kind !== 'constant';
}

/** All options of the request, the most specific last. */
function gatherOptions(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  shape: RequestShape,
  call: ClientCall,
): Value[] {
  const own = object.properties.get('#defaults');
  const adopted = call.self.kind === 'object' ? call.self.properties.get('#client') : undefined;
  const adoptedBrand = adopted === undefined ? undefined : m.store.read(adopted);
  const first = shape.url === undefined ? undefined : call.args[shape.url];
  const options = shape.options === undefined ? undefined : call.args[shape.options];
  return [
    ...brand.defaults.flatMap((value) => expandDefaults(m, value)),
    ...(adoptedBrand?.kind === 'object' && adoptedBrand.brand?.kind === 'client' ? adoptedBrand.brand.defaults : []),
    ...(own === undefined ? [] : [m.store.read(own)]),
    ...(first !== undefined && hasOptions(first) ? carriedOptions(m, first) : []),
    ...(options === undefined || options === first ? [] : carriedOptions(m, options)),
  ];
}

/** Options as they are; those of a thing of the client, such as a `Request`, are what it was made with. */
function carriedOptions(m: Machine, value: Value): Value[] {
  if (value.kind !== 'object' || value.brand?.kind !== 'client') return [value];
  return [...value.brand.defaults.flatMap((part) => expandDefaults(m, part)), ...expandDefaults(m, value)];
}

/** A member that is itself a thing of the client carries the client's own default options along. */
export function expandDefaults(m: Machine, value: Value): Value[] {
  if (value.kind !== 'object' || value.brand?.kind !== 'client') return [value];
  const own = value.properties.get('#defaults');
  return own === undefined ? [] : [m.store.read(own)];
}

function hasOptions(value: Value): boolean {
  return optionsOf(value).some((option) => option.value.kind === 'object' && option.value.brand?.kind !== 'url');
}

/** Runs the functions that may change a request before it is sent. */
function intercept(
  m: Machine,
  brand: ClientBrand,
  options: readonly Value[],
  url: Value | undefined,
  call: ClientCall,
): readonly Value[] {
  if (brand.interceptors.length === 0) return options;
  const config = m.object(call.node);
  for (const part of options) copyProperties(m, config, part);
  const urlName = brand.client.rules.options.url[0];
  if (url !== undefined && urlName !== undefined) setOwn(m, config, urlName, url);
  setOwn(m, config, 'headers', objectOf(m, call.node, {}));
  for (const interceptor of brand.interceptors)
    m.call(interceptor, { self: undefinedValue, args: [config], node: call.node });
  return [...options, config];
}

/** The value of the first of these option names that some options object carries, later objects first. */
export function optionValue(
  m: Machine,
  names: readonly string[],
  options: readonly Value[],
  node: ts.Node,
): Value | undefined {
  for (const object of [...options].reverse()) {
    for (const name of names) {
      const value = name.split('.').reduce<Value>((inner, key) => readOption(m, inner, key, node), object);
      if (value === undefinedValue || isUnset(value)) continue;
      return preferOptions(value, (single) => !(single.kind === 'constant' && single.value === undefined));
    }
  }
  return undefined;
}

function readOption(m: Machine, object: Value, key: string, node: ts.Node): Value {
  return mapValue(object, (single) => {
    if (single.kind !== 'object') return undefinedValue;
    // What an open object may carry beside what was seen is no reason to say that it carries it.
    if (single.open !== undefined && !single.properties.has(key) && !single.accessors.has(key)) return undefinedValue;
    return getProperty(m, single, key, node);
  });
}

function isUnset(value: Value): boolean {
  return optionsOf(value).every(
    ({ value: single }) => single.kind === 'constant' && (single.value === undefined || single.value === null),
  );
}

function methodOf(
  m: Machine,
  names: OptionNames,
  options: readonly Value[],
  shape: RequestShape,
  call: ClientCall,
): Value | undefined {
  if (typeof shape.method === 'string') return literal(shape.method);
  if (typeof shape.method === 'number') return call.args[shape.method];
  const named = optionValue(m, names.method, options, call.node);
  if (named !== undefined) return named;
  const isOpen = options.some((value) =>
    optionsOf(value).some(
      ({ value: single }) => single.kind === 'unknown' || (single.kind === 'object' && single.open !== undefined),
    ),
  );
  return isOpen ? unknownMethod(options, call) : undefined;
}

/** Options that come from outside may name a method: whether they do is not known. */
function unknownMethod(options: readonly Value[], call: ClientCall): Value | undefined {
  for (const value of options) {
    for (const { value: single } of optionsOf(value)) {
      const gap = single.kind === 'unknown' ? single.gap : single.kind === 'object' ? single.open : undefined;
      if (gap !== undefined)
        return { kind: 'unknown', gap: { ...gap, name: gap.name === undefined ? 'method' : `${gap.name}.method` } };
    }
  }
  return unknown('unknown-property', call.node, 'method');
}

/** The address: base, path and host put together the way the client does it. */
function address(
  m: Machine,
  brand: ClientBrand,
  names: OptionNames,
  options: readonly Value[],
  direct: Value,
  shape: RequestShape,
  call: ClientCall,
): Value {
  const named = optionValue(m, names.url, options, call.node);
  const given = direct === undefinedValue ? named : brand.interceptors.length > 0 ? (named ?? direct) : direct;
  const host = optionValue(m, names.host, options, call.node);
  const path = optionValue(m, names.path, options, call.node);
  if (given === undefined && (host !== undefined || path !== undefined)) return hostAndPath(m, host, path, call.node);
  const base = baseOf(m, names, options, shape, call);
  if (given === undefined) return base === undefined ? unknownAddress(options, call) : textOf(m, asAddress(m, base));
  const target = textOf(m, asAddress(m, given));
  return base === undefined ? target : joinAddress(brand.client.rules, textOf(m, asAddress(m, base)), target);
}

export function asAddress(m: Machine, value: Value): Value {
  return mapValue(value, (single) =>
    single.kind === 'object' && single.brand?.kind === 'url' ? addressOf(m, single) : single,
  );
}

function baseOf(
  m: Machine,
  names: OptionNames,
  options: readonly Value[],
  shape: RequestShape,
  call: ClientCall,
): Value | undefined {
  if (shape.base !== undefined) return call.args[shape.base];
  if (shape.baseOfThis !== undefined) return getProperty(m, call.self, shape.baseOfThis, call.node);
  return optionValue(m, names.base, options, call.node);
}

function hostAndPath(m: Machine, host: Value | undefined, path: Value | undefined, node: ts.Node): Value {
  const start = host === undefined ? unknown('unknown-property', node, 'host') : textOf(m, host);
  const withScheme = concat(literal('https://'), start);
  return path === undefined ? withScheme : concat(host === undefined ? start : withScheme, textOf(m, path));
}

function unknownAddress(options: readonly Value[], call: ClientCall): Value {
  for (const value of options) {
    for (const { value: single } of optionsOf(value)) {
      if (single.kind === 'unknown') return single;
      if (single.kind === 'object' && single.open !== undefined) return { kind: 'unknown', gap: single.open };
    }
  }
  return call.args.find((arg) => arg.kind === 'unknown') ?? unknown('unknown-property', call.node, 'url');
}

/** An absolute address stands alone; otherwise base and path meet with one slash, or as a link is resolved. */
export function joinAddress(rules: KindRules, base: Value, target: Value): Value {
  return combineValues(base, target, (left, right) => {
    const start = right.kind === 'text' ? right.pieces[0] : undefined;
    if (start !== undefined && !isGap(start) && /^https?:\/\//i.test(start.text)) return right;
    if (left.kind === 'constant') return right;
    if (rules.join === 'resolve') return resolveUrl(right, left);
    return withOneSlash(left, right);
  });
}

function withOneSlash(left: Single, right: Single): Value {
  if (left.kind !== 'text' || right.kind !== 'text') return concat(left, right);
  if (right.pieces.length === 0) return left;
  const head = right.pieces[0];
  const startsWithSlash = head !== undefined && !isGap(head) && head.text.startsWith('/');
  const { marked, restore } = markGaps(left);
  const trimmed = restore(marked.replace(/\/+$/, ''));
  return startsWithSlash ? concat(trimmed, right) : concat(concat(trimmed, literal('/')), right);
}
