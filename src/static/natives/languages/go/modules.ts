import type { ts } from 'ts-morph';
import { getIndexed } from '../../../heap/indexed.ts';
import { defineOwn, freshObject, nativeFunction, setOwn } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import { show } from '../../../heap/shown.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { mapValue } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { concat } from '../../../value/text.ts';
import { literal, plainText, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { encodingFunctions } from '../../encoding.ts';
import { jsonFunctions } from '../../json.ts';
import { type Functions, openModule } from '../../open-module.ts';
import { makeSearchParams } from '../../search-params.ts';
import { joinElements, textOf } from '../../text-of.ts';
import { makeUrl } from '../../url.ts';
import { trimmed, withoutAffix } from '../trim.ts';
import { goFormat } from './format.ts';
import { joinAddress } from './paths.ts';

const itself: NativeCall = (_m, { args: [value = undefinedValue] }) => value;
const asText: NativeCall = (m, { args: [value = undefinedValue] }) => textOf(m, value);
const failure: NativeCall = (m, { node }) => freshObject(m, node);
const shown: NativeCall = (m, { args, node }) => {
  show(m, args, node);
  return undefinedValue;
};

/** `strings.ToLower(s)` is a method of texts in JavaScript. */
function method(name: string): NativeCall {
  return (m, { args: [text = undefinedValue, ...args], node }) =>
    mapValue(textOf(m, text), (self) => m.call(getProperty(m, self, name, node), { self, args, node }));
}

function cut(change: (single: Single, text: string) => Value): NativeCall {
  return (m, { args: [text = undefinedValue, what = undefinedValue], node }) => {
    const known = plainText(what);
    return mapValue(textOf(m, text), (single) =>
      known === undefined ? unknown('not-text', node) : change(single, known),
    );
  };
}

const strings: Functions = {
  Join: (m, { args: [list = undefinedValue, separator = literal('')], node }) =>
    mapValue(list, (single) =>
      single.kind === 'object' && single.elements !== undefined
        ? joinElements(m, single, separator)
        : unknown('not-text', node, 'strings.Join()'),
    ),
  ReplaceAll: method('replaceAll'),
  Replace: (m, { args, node }) =>
    m.call(nativeFunction(m, 'replaceAll', method('replaceAll')), {
      self: undefinedValue,
      args: args.slice(0, 3),
      node,
    }),
  ...{ ToLower: method('toLowerCase'), ToUpper: method('toUpperCase'), TrimSpace: method('trim') },
  ...{ HasPrefix: method('startsWith'), HasSuffix: method('endsWith'), Contains: method('includes') },
  ...{ Split: method('split'), Index: method('indexOf'), Repeat: method('repeat') },
  TrimRight: cut((single, text) => trimmed(single, text, 'end')),
  TrimLeft: cut((single, text) => trimmed(single, text, 'start')),
  Trim: cut((single, text) => trimmed(single, text, 'both')),
  TrimSuffix: cut((single, text) => withoutAffix(single, text, 'end')),
  TrimPrefix: cut((single, text) => withoutAffix(single, text, 'start')),
  NewReader: itself,
  Builder: (m, { node }) => makeBuilder(m, node, literal('')),
  NewReplacer: (m, { args: pairs, node }) => {
    const made = freshObject(m, node);
    const replace: NativeCall = (machine, { args: [text = undefinedValue], node: site }) =>
      pairs.reduce<Value>((whole, from, index) => {
        const to = pairs[index + 1];
        if (index % 2 === 1 || to === undefined) return whole;
        return method('replaceAll')(machine, { self: undefinedValue, args: [whole, from, to], node: site });
      }, text);
    defineOwn(m, made, 'Replace', nativeFunction(m, 'Replace', replace));
    return made;
  },
};

/** A text under construction: `strings.Builder`, `bytes.Buffer`. */
function makeBuilder(m: Machine, node: ts.Node, start: Value): HeapObject {
  const made = freshObject(m, node);
  setOwn(m, made, '#text', start);
  const written = (machine: Machine) => getProperty(machine, made, '#text', node);
  const write: NativeCall = (machine, { args: [value = undefinedValue] }) => {
    setOwn(machine, made, '#text', concat(written(machine), textOf(machine, value)));
    return undefinedValue;
  };
  const read: NativeCall = (machine) => written(machine);
  for (const name of ['WriteString', 'Write', 'WriteRune', 'WriteByte'])
    defineOwn(m, made, name, nativeFunction(m, name, write));
  for (const name of ['String', 'Bytes']) defineOwn(m, made, name, nativeFunction(m, name, read));
  return made;
}

const fprint: NativeCall = (m, { args: [to = undefinedValue, ...rest], node }) =>
  m.call(getProperty(m, to, 'WriteString', node), { self: to, args: [goFormat(m, rest, node)], node });

const functions: Readonly<Record<string, Functions>> = {
  fmt: {
    Sprintf: (m, { args, node }) => goFormat(m, args, node),
    Sprint: (m, { args }) => args.reduce<Value>((whole, arg) => concat(whole, textOf(m, arg)), literal('')),
    Fprintf: fprint,
    ...{ Errorf: failure, Printf: shown, Println: shown, Print: shown },
  },
  errors: { New: failure },
  log: { Printf: shown, Println: shown, Print: shown, Fatal: shown, Fatalf: shown, Fatalln: shown },
  strings,
  strconv: { Itoa: asText, FormatInt: asText, FormatUint: asText, FormatBool: asText, Quote: asText },
  bytes: {
    NewBuffer: itself,
    NewBufferString: itself,
    NewReader: itself,
    Buffer: (m, { node }) => makeBuilder(m, node, literal('')),
  },
  io: { NopCloser: itself },
  'encoding/json': { Marshal: call(jsonFunctions, 'stringify'), MarshalIndent: call(jsonFunctions, 'stringify') },
  path: { Join: (m, { args }) => joinAddress(args.map((arg) => textOf(m, arg))) },
  'net/url': {
    Parse: (m, { args: [address = undefinedValue], node }) => makeUrl(m, address, undefined, node),
    ParseRequestURI: (m, { args: [address = undefinedValue], node }) => makeUrl(m, address, undefined, node),
    JoinPath: (m, { args }) => joinAddress(args.map((arg) => textOf(m, arg))),
    Values: (m, { args: [init], node }) => makeSearchParams(m, init, node),
    URL: (m, { args: [given = undefinedValue], node }) => makeAddress(m, given, node),
    PathEscape: call(encodingFunctions, 'encodeURIComponent'),
    QueryEscape: call(encodingFunctions, 'encodeURIComponent'),
  },
};

// url.URL{Scheme: "https", Host: host, Path: "/rest/v1/leads.json"}
function makeAddress(m: Machine, given: Value, node: ts.Node): Value {
  if (given.kind !== 'object') return unknown('not-text', node, 'url.URL');
  const part = (name: string) =>
    given.properties.has(name) ? textOf(m, getProperty(m, given, name, node)) : literal('');
  const start = concat(concat(part('Scheme'), literal('://')), part('Host'));
  const path = joinAddress([start, part('Path')]);
  const query = given.properties.has('RawQuery') ? concat(literal('?'), part('RawQuery')) : literal('');
  return makeUrl(m, concat(path, query), undefined, node);
}

/** What Go brings itself, as far as addresses pass through it. */
export function goModule(m: Machine, name: string): Value | undefined {
  if (name === 'os') return osModule(m);
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  return own === undefined ? undefined : openModule(m, name, own);
}

function call(table: Functions, name: string): NativeCall {
  return (m, request) => table[name]?.(m, request) ?? unknown('external-call', request.node, name);
}

function osModule(m: Machine): HeapObject {
  const environment = m.object(undefined);
  environment.brand = { kind: 'environment' };
  environment.open = unknown('environment', undefined, 'os.Getenv').gap;
  const read: NativeCall = (machine, { args: [key = undefinedValue], node }) =>
    getIndexed(machine, environment, key, node);
  return openModule(m, 'os', { Getenv: read, LookupEnv: read });
}
