import type { ts } from 'ts-morph';
import { defineOwn, entriesOf, freshObject, nativeFunction, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { combineValues, mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat } from '../value/text.ts';
import { isGap, literal, type Text, unknown, type Value } from '../value/value.ts';
import { resolveUrl } from './resolve-url.ts';
import { makeSearchParams, searchParamsText } from './search-params.ts';
import { textOf } from './text-of.ts';
import { isUrlPart, urlPart, withUrlPart } from './url-parts.ts';

/** Where the address of a `URL` object is kept. Its parts are read from it and written to it. */
const addressKey = '#href';

/** `new URL(path, base)`: an object that holds the resolved address. */
export function makeUrl(m: Machine, path: Value, base: Value | undefined, node: ts.Node): Value {
  const made = freshObject(m, node);
  made.brand = { kind: 'url' };
  const address = textOf(m, path);
  const whole = base === undefined ? address : resolveUrl(address, textOf(m, base));
  defineOwn(
    m,
    made,
    addressKey,
    mapValue(whole, (single) => (single.kind === 'text' ? withRoot(single) : single)),
  );
  return made;
}

/** An address without a path has the path "/", if it is known that it ends there. */
function withRoot(address: Text): Value {
  const last = address.pieces.at(-1);
  const isBare = last !== undefined && !isGap(last) && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*$/i.test(plainSkeleton(address));
  return isBare ? concat(address, literal('/')) : address;
}

function plainSkeleton(address: Text): string {
  return address.pieces.map((piece) => (isGap(piece) ? '*' : piece.text)).join('');
}

/** A member of a `URL` object. */
export function urlMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  if (key === 'toString' || key === 'toJSON') return nativeFunction(m, key, (machine) => addressOf(machine, self));
  if (key === 'href') return addressOf(m, self);
  if (key === 'searchParams') return paramsOf(m, self);
  if (!isUrlPart(key)) return undefined;
  return mapValue(addressOf(m, self), (single) =>
    single.kind === 'text' ? urlPart(single, key) : unknown('unknown-property', self.at, key),
  );
}

/** `url.pathname = p` and its like; whether the key is a part of an address. */
export function setUrlMember(m: Machine, self: HeapObject, key: string, value: Value): boolean {
  if (key === 'href') {
    setOwn(m, self, addressKey, textOf(m, value));
    return true;
  }
  if (!isUrlPart(key) || key === 'origin') return false;
  const written = combineValues(addressOf(m, self), textOf(m, value), (whole, part) =>
    whole.kind === 'text' && part.kind === 'text' ? withUrlPart(whole, key, part) : whole,
  );
  setOwn(m, self, addressKey, written);
  return true;
}

/** The parameters, made from the query when first asked for. A setting is an address without a query. */
function paramsOf(m: Machine, self: HeapObject): Value {
  const query = mapValue(addressOf(m, self), (single) => {
    const part = single.kind === 'text' ? urlPart(single, 'search') : single;
    return part.kind === 'unknown' && part.gap.hole === 'environment' ? literal('') : part;
  });
  const params = makeSearchParams(m, query, self.at ?? unreachable());
  setOwn(m, self, 'searchParams', params);
  return params;
}

function unreachable(): never {
  throw new Error('a URL object is made by an expression of the program');
}

/** The whole address, with the parameters that were added to it. */
export function addressOf(m: Machine, self: HeapObject): Value {
  const cell = self.properties.get(addressKey);
  const address = cell === undefined ? unknown('unknown-property', self.at, 'href') : m.store.read(cell);
  const held = self.properties.get('searchParams');
  const params = held === undefined ? undefined : m.store.read(held);
  if (params?.kind !== 'object' || (entriesOf(m, params).length === 0 && params.more === undefined)) return address;
  return combineValues(address, searchParamsText(m, params), (whole, query) =>
    whole.kind === 'text' && query.kind === 'text' ? withUrlPart(whole, 'search', query) : whole,
  );
}
