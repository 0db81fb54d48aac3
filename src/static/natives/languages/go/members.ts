import type { ts } from 'ts-morph';
import { nativeFunction } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import { anyOf, mapValue } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { type Single, undefinedValue, type Value } from '../../../value/value.ts';
import { makeSearchParams, searchParamsMember } from '../../search-params.ts';
import { textOf } from '../../text-of.ts';
import { addressOf, makeUrl, urlMember } from '../../url.ts';
import { valueMethodsOf } from './helpers.ts';
import { joinAddress } from './paths.ts';

/** What Go calls the parts of an address. */
export const urlPartNames: Readonly<Record<string, string>> = {
  ...{ Path: 'pathname', RawPath: 'pathname', RawQuery: 'search', Host: 'host', Scheme: 'protocol' },
};

/** Members of Go's own types, and what a struct has by those that are embedded in it. */
export function goMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (isSymbolKey(key)) return undefined;
  if (value.kind === 'text') return textMember(m, value, key);
  if (value.kind !== 'object') return undefined;
  if (value.brand?.kind === 'url') return addressMember(m, value, key, node);
  if (value.brand?.kind === 'search-params') return valuesMember(m, value, key);
  return value.brand === undefined && value.prototype !== undefined ? promoted(m, value, key, node) : undefined;
}

/** A text has the methods of the types that are texts; where an address is one, those of an address. */
function textMember(m: Machine, value: Single, key: string): Value | undefined {
  const own = valueMethodsOf(m, key);
  if (own.length > 0) return anyOf(own.map((method) => bound(m, key, method, value)));
  if (key === 'String' || key === 'Bytes') return nativeFunction(m, key, () => value);
  if (key === 'Query') return nativeFunction(m, key, (machine, { node }) => makeSearchParams(machine, undefined, node));
  return undefined;
}

function bound(m: Machine, name: string, method: Value, self: Value): Value {
  return nativeFunction(m, name, (machine, { args, node }) => machine.call(method, { self, args, node }));
}

function addressMember(m: Machine, value: HeapObject, key: string, node: ts.Node): Value | undefined {
  const part = urlPartNames[key];
  if (part !== undefined) return urlMember(m, value, part);
  if (key === 'String') return nativeFunction(m, key, (machine) => addressOf(machine, value));
  if (key === 'Query') return nativeFunction(m, key, () => urlMember(m, value, 'searchParams') ?? undefinedValue);
  if (key !== 'JoinPath' && key !== 'ResolveReference' && key !== 'Parse') return undefined;
  return nativeFunction(m, key, (machine, { args }) => {
    const base = addressOf(machine, value);
    const parts = args.map((arg) => textOf(machine, arg));
    return key === 'JoinPath'
      ? makeUrl(machine, joinAddress([base, ...parts]), undefined, node)
      : makeUrl(machine, parts[0] ?? undefinedValue, base, node);
  });
}

const valuesNames: Readonly<Record<string, string>> = {
  ...{ Set: 'set', Add: 'append', Get: 'get', Del: 'delete', Encode: 'toString', Has: 'has' },
};

function valuesMember(m: Machine, value: HeapObject, key: string): Value | undefined {
  const name = valuesNames[key];
  return name === undefined ? undefined : searchParamsMember(m, value, name);
}

/** What is embedded in the structs that have a prototype. */
const embeddedIn = new WeakMap<HeapObject, readonly string[]>();

export function noteEmbedded(prototype: HeapObject, names: readonly string[]): void {
  embeddedIn.set(prototype, names);
}

/** A field or method of an embedded struct: methods run on that one. */
function promoted(m: Machine, value: HeapObject, key: string, node: ts.Node): Value | undefined {
  if (key.startsWith('#') || isDefined(value, key)) return undefined;
  const names = (value.prototype && embeddedIn.get(value.prototype)) ?? [];
  const within = names.flatMap((name) => (name === key ? [] : [getProperty(m, value, name, node)]));
  for (const isSure of [true, false]) {
    for (const embedded of within) {
      const found = mapValue(embedded, (single) =>
        has(m, single, key, node, isSure) ? memberOf(m, single, key, node) : undefinedValue,
      );
      if (found !== undefinedValue) return found;
    }
  }
  return undefined;
}

function has(m: Machine, single: Single, key: string, node: ts.Node, isSure: boolean): boolean {
  if (single.kind !== 'object') return !isSure && single.kind === 'unknown';
  if (isDefined(single, key) || promoted(m, single, key, node) !== undefined) return true;
  return !isSure && (single.brand !== undefined || single.open !== undefined);
}

/** Whether an object or what it is made from says what this is, whatever else it may have. */
function isDefined(object: HeapObject, key: string): boolean {
  for (let at: HeapObject | undefined = object; at !== undefined; at = at.prototype)
    if (at.properties.has(key) || at.accessors.has(key)) return true;
  return false;
}

function memberOf(m: Machine, single: Single, key: string, node: ts.Node): Value {
  const found = goMember(m, single, key, node) ?? getProperty(m, single, key, node);
  return mapValue(found, (one) =>
    one.kind === 'object' && one.brand?.kind === 'function' ? bound(m, key, one, single) : one,
  );
}
