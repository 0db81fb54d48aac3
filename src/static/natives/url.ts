import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { entriesOf, nativeFunction, setOwn } from '../machine/objects.ts';
import { addMore } from '../machine/property.ts';
import { combineValues, mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat, markGaps, text } from '../value/text.ts';
import { isGap, literal, plainText, type Text, undefinedValue, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

/** `new URL(path, base)`: an object whose `href` is the resolved address. */
export function makeUrl(m: Machine, path: Value, base: Value | undefined, node: ts.Node): Value {
  const made = m.object(node);
  made.brand = { kind: 'url' };
  const address = textOf(m, path);
  setOwn(m, made, 'href', base === undefined ? address : resolveUrl(address, textOf(m, base)));
  return made;
}

// new URL('/p', base)  ⇒  base's origin, then /p;  new URL('p', base)  ⇒  base up to its last slash, then p
export function resolveUrl(path: Value, base: Value): Value {
  return combineValues(path, base, (relative, whole) => {
    const start = relative.kind === 'text' ? relative.pieces[0] : undefined;
    if (start !== undefined && !isGap(start) && /^[a-z][a-z0-9+.-]*:/i.test(start.text)) return relative;
    if (whole.kind !== 'text' || start === undefined) return concat(whole, relative);
    if (isGap(start))
      return relative.kind === 'text' && relative.pieces.length === 1 ? concat(directoryOf(whole), relative) : relative;
    if (start.text.startsWith('//')) return relative;
    return concat(start.text.startsWith('/') ? originOf(whole) : directoryOf(whole), relative);
  });
}

/** Scheme and host. What stands before the first slash after them; gaps there stay. */
function originOf(base: Text): Text {
  const { marked, restore } = markGaps(base);
  return restore(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(marked)?.[0] ?? marked);
}

function directoryOf(base: Text): Text {
  const { marked, restore } = markGaps(base);
  const path = marked.replace(/[?#].*$/s, '');
  const origin = /^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(path)?.[0] ?? '';
  const slash = path.lastIndexOf('/');
  return restore(slash < origin.length ? `${origin}/` : path.slice(0, slash + 1));
}

/** A member of a `URL` object. */
export function urlMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  switch (key) {
    case 'toString':
    case 'toJSON':
      return nativeFunction(m, key, (machine) => hrefOf(machine, self));
    case 'searchParams': {
      const params = m.object(self.at);
      params.brand = { kind: 'search-params' };
      setOwn(m, self, 'searchParams', params);
      return params;
    }
    case 'pathname':
      return mapValue(hrefOf(m, self), (single) => {
        if (single.kind !== 'text') return single;
        const origin = originOf(single);
        return single.pieces.length > 0 && origin.pieces.length <= single.pieces.length
          ? withoutOrigin(single)
          : single;
      });
    case 'origin':
      return mapValue(hrefOf(m, self), (single) => (single.kind === 'text' ? originOf(single) : single));
    default:
      return undefined;
  }
}

function hrefOf(m: Machine, self: HeapObject): Value {
  const cell = self.properties.get('href');
  const path = self.properties.get('pathname');
  const href = cell === undefined ? unknown('unknown-property', self.at, 'href') : m.store.read(cell);
  if (path === undefined) return href;
  // `url.pathname = p` replaces what stands after the host.
  return combineValues(href, textOf(m, m.store.read(path)), (whole, part) =>
    concat(whole.kind === 'text' ? originOf(whole) : whole, part),
  );
}

export function addressOf(m: Machine, self: HeapObject): Value {
  return hrefOf(m, self);
}

function withoutOrigin(whole: Text): Text {
  const { marked, restore } = markGaps(whole);
  const origin = /^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(marked)?.[0] ?? '';
  return restore(marked.slice(origin.length).replace(/[?#].*$/s, ''));
}

/** `new URLSearchParams(init)`: names as properties. */
export function makeSearchParams(m: Machine, init: Value | undefined, node: ts.Node): HeapObject {
  const made = m.object(node);
  made.brand = { kind: 'search-params' };
  for (const { value } of init === undefined ? [] : optionsOf(init)) {
    if (value.kind === 'text') readQuery(m, made, value);
    else if (value.kind === 'object' && value.elements !== undefined) readPairs(m, made, value);
    else if (value.kind === 'object') {
      for (const [key, part] of entriesOf(m, value)) setOwn(m, made, key, part);
      made.open = value.open;
    } else if (value.kind === 'unknown') made.open = value.gap;
  }
  return made;
}

function readQuery(m: Machine, made: HeapObject, query: Text): void {
  const { marked, restore } = markGaps(query);
  for (const pair of marked.replace(/^\?/, '').split('&').slice(0, 100)) {
    const [name = '', ...rest] = pair.split('=');
    if (name !== '') setOwn(m, made, name, restore(rest.join('=')));
  }
}

function readPairs(m: Machine, made: HeapObject, pairs: HeapObject): void {
  for (const cell of pairs.elements ?? []) {
    const pair = m.store.read(cell);
    if (pair.kind !== 'object' || pair.elements === undefined) continue;
    const [name, value] = pair.elements.map((part) => m.store.read(part));
    const key = name === undefined ? undefined : plainText(name);
    if (key !== undefined) setOwn(m, made, key, value ?? undefinedValue);
  }
}

/** A member of `URLSearchParams` or `FormData`. */
export function searchParamsMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  if (key === 'toString') return nativeFunction(m, key, (machine) => searchParamsText(machine, self));
  if (key === 'append' || key === 'set') {
    return nativeFunction(m, key, (machine, { args }) => {
      const name = args[0] === undefined ? undefined : plainText(args[0]);
      if (name === undefined) addMore(machine, self, args[1] ?? undefinedValue);
      else setOwn(machine, self, name, args[1] ?? undefinedValue);
      return undefinedValue;
    });
  }
  if (key === 'get' || key === 'has' || key === 'delete' || key === 'sort' || key === 'forEach') {
    return nativeFunction(m, key, (_machine, { node }) => unknown('not-text', node));
  }
  return undefined;
}

/** `a=…&b=…`: the names as literals, the values as they are. */
export function searchParamsText(m: Machine, self: HeapObject): Value {
  let whole: Value = literal('', self.at);
  for (const [index, [name, value]] of entriesOf(m, self).entries()) {
    whole = concat(whole, literal(`${index === 0 ? '' : '&'}${name}=`, self.at));
    whole = concat(whole, textOf(m, value));
  }
  const gap = self.open ?? (self.more === undefined ? undefined : unknown('unknown-key', self.at).gap);
  return gap === undefined ? whole : concat(whole, text([gap]));
}
