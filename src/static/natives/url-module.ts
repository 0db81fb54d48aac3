import { defineOwn, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { mapValue } from '../value/choice.ts';
import { concat, onMarkedText } from '../value/text.ts';
import { truthOf } from '../value/truth.ts';
import { literal, plainText, undefinedValue, type Value } from '../value/value.ts';
import { globalValue } from './globals.ts';
import { openModule } from './open-module.ts';
import { queryObject } from './query-module.ts';
import { resolveUrl } from './resolve-url.ts';
import { makeSearchParams, searchParamsText } from './search-params.ts';
import { textOf } from './text-of.ts';
import { makeUrl } from './url.ts';

const resolve: NativeCall = (m, { args }) =>
  resolveUrl(textOf(m, args[1] ?? undefinedValue), textOf(m, args[0] ?? undefinedValue));

// url.format({ protocol, host, pathname, query })  ⇒  the address of the parts
const format: NativeCall = (m, { args, node }) => {
  const [parts = undefinedValue] = args;
  return mapValue(parts, (single) => {
    if (single.kind !== 'object' || single.brand !== undefined) return textOf(m, single);
    const part = (key: string) => getProperty(m, single, key, node);
    const host = isGiven(part('host')) ? part('host') : hostOf(m, part('hostname'), part('port'));
    return concat(concat(concat(scheme(part('protocol')), textOf(m, host)), pathOf(m, part('pathname'))), query());

    function query(): Value {
      const [search, values] = [part('search'), part('query')];
      if (isGiven(search)) return startingWith(textOf(m, search), '?');
      if (!isGiven(values)) return literal('');
      return startingWith(searchParamsText(m, makeSearchParams(m, values, node)), '?');
    }
  });
};

function isGiven(value: Value): boolean {
  return !(value.kind === 'constant' && (value.value === undefined || value.value === null));
}

function scheme(protocol: Value): Value {
  return mapValue(protocol, (single) => {
    const plain = single.kind === 'text' ? plainText(single) : undefined;
    return plain === undefined ? literal('https://') : literal(`${plain.replace(/:?(\/\/)?$/, '')}://`);
  });
}

function hostOf(m: Machine, name: Value, port: Value): Value {
  return isGiven(port) ? concat(concat(textOf(m, name), literal(':')), textOf(m, port)) : textOf(m, name);
}

function pathOf(m: Machine, pathname: Value): Value {
  return isGiven(pathname) ? startingWith(textOf(m, pathname), '/') : literal('');
}

/** A sign is put before a text that begins in another way; what is not known is taken to bring it along. */
function startingWith(value: Value, sign: string): Value {
  return mapValue(value, (single) => {
    const [head] = single.kind === 'text' ? single.pieces : [];
    const isOther = head !== undefined && 'text' in head && !head.text.startsWith(sign);
    return isOther || (sign === '?' && head !== undefined && !('text' in head))
      ? concat(literal(sign), single)
      : single;
  });
}

/** `url.parse(address, queryAsObject)`: an object of parts that are set and copied like any others. */
const parse: NativeCall = (m, { args: [address = undefinedValue, asObject], node }) => {
  const url = makeUrl(m, address, undefined, node);
  const part = (key: string) => getProperty(m, url, key, node);
  const query = mapValue(part('search'), (single) =>
    single.kind === 'text' ? onMarkedText(single, (marked) => marked.replace(/^\?/, '')) : single,
  );
  const isObject = asObject !== undefined && truthOf(asObject) === true;
  const parts = ['protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'href'];
  return objectOf(m, node, {
    ...Object.fromEntries(parts.map((key) => [key, part(key)])),
    path: concat(part('pathname'), part('search')),
    query: isObject ? queryObject(m, query, node) : query,
  });
};

/** The path behind a file's address. */
const fileURLToPath: NativeCall = (m, { args }) =>
  mapValue(textOf(m, args[0] ?? undefinedValue), (single) =>
    single.kind === 'text' ? onMarkedText(single, (marked) => marked.replace(/^file:\/\//, '')) : single,
  );

const pathToFileURL: NativeCall = (m, { args, node }) =>
  makeUrl(m, concat(literal('file://'), textOf(m, args[0] ?? undefinedValue)), undefined, node);

/** The options that `http.request` takes, from an address. */
const urlToHttpOptions: NativeCall = (m, { args: [url = undefinedValue], node }) => {
  const part = (key: string) => getProperty(m, url, key, node);
  return objectOf(m, node, {
    protocol: part('protocol'),
    hostname: part('hostname'),
    port: part('port'),
    path: concat(textOf(m, part('pathname')), textOf(m, part('search'))),
    href: part('href'),
  });
};

/** `node:url`, with what it had before `URL` came. */
export function urlModule(m: Machine): Value {
  const made = openModule(m, 'url', {
    resolve,
    format,
    parse,
    fileURLToPath,
    pathToFileURL,
    urlToHttpOptions,
  });
  for (const name of ['URL', 'URLSearchParams']) defineOwn(m, made, name, globalValue(m, name) ?? undefinedValue);
  defineOwn(m, made, 'default', made);
  return made;
}
