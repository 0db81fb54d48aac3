import { defineOwn, freshObject, nativeFunction, setOwn } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { mapValue } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { concat, markGaps } from '../../../value/text.ts';
import { literal, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { encodingFunctions } from '../../encoding.ts';
import { jsonFunctions } from '../../json.ts';
import { type Functions, functionsObject, openModule } from '../../open-module.ts';
import { resolveUrl } from '../../resolve-url.ts';
import { textOf } from '../../text-of.ts';
import { makeUrl } from '../../url.ts';
import { escaped } from './texts.ts';

/** `URI.join(base, a, b)` */
const joinedUri: NativeCall = (m, { args: [base = undefinedValue, ...paths], node }) =>
  makeUrl(
    m,
    paths.reduce<Value>((at, path) => resolveUrl(textOf(m, path), at), textOf(m, base)),
    undefined,
    node,
  );

const parsedUri: NativeCall = (m, { args: [address = undefinedValue], node }) =>
  mapValue(address, (single) =>
    single.kind === 'object' && single.brand?.kind === 'url' ? single : makeUrl(m, single, undefined, node),
  );

const built =
  (scheme: string): NativeCall =>
  (m, { args: [given = undefinedValue], node }) => {
    const part = (name: string) => getProperty(m, given, name, node);
    const query = part('query');
    const start = concat(concat(literal(scheme), textOf(m, part('host'))), textOf(m, part('path')));
    const isBare = query.kind === 'constant';
    return makeUrl(m, isBare ? start : concat(concat(start, literal('?')), textOf(m, query)), undefined, node);
  };

/** `File.join(a, b)`: one slash between. */
const joinedPath: NativeCall = (m, { args }) => {
  const whole = args.reduce<Value>(
    (before, part, index) => (index === 0 ? textOf(m, part) : concat(concat(before, literal('/')), textOf(m, part))),
    literal(''),
  );
  return mapValue(whole, (single) => {
    if (single.kind !== 'text') return single;
    const { marked, restore } = markGaps(single);
    return restore(marked.replace(/(?<!:)\/{2,}/g, '/'));
  });
};

const query: NativeCall = (m, { args: [pairs = undefinedValue], node }) => {
  const type = m.sinks.globalValue(m, 'URLSearchParams');
  if (type === undefined) return unknown('not-text', node);
  return textOf(m, m.construct(type, { self: undefinedValue, args: [pairs], node }));
};

/** `URI.escape(address)`: what divides an address stays. */
const wholeEscaped: NativeCall = (m, request) =>
  encodingFunctions['encodeURI']?.(m, request) ?? unknown('not-text', request.node);

/** `include Singleton`: the class gives its one instance. */
const single: NativeCall = (m, { args: [type = undefinedValue] }) => {
  if (type.kind !== 'object') return undefinedValue;
  const instance = nativeFunction(m, 'instance', (machine, { node }) => {
    const known = type.properties.get('#instance');
    if (known !== undefined) return machine.store.read(known);
    const made = machine.construct(type, { self: undefinedValue, args: [], node });
    defineOwn(machine, type, '#instance', made);
    return made;
  });
  setOwn(m, type, 'instance', instance);
  return undefinedValue;
};

const libraries: Readonly<Record<string, Functions>> = {
  URI: {
    ...{ parse: parsedUri, join: joinedUri, encode_www_form: query, escape: wholeEscaped, encode: wholeEscaped },
    ...{ encode_www_form_component: escaped, encode_uri_component: escaped },
  },
  CGI: { escape: escaped },
  ERB: {},
  Addressable: {},
  JSON: {
    generate: json('stringify'),
    dump: json('stringify'),
    pretty_generate: json('stringify'),
    parse: json('parse'),
  },
  File: { join: joinedPath },
  OpenStruct: { new: openStruct },
};

function json(name: string): NativeCall {
  return (m, request) =>
    jsonFunctions[name]?.(m, { ...request, args: request.args.slice(0, 1) }) ?? unknown('not-text', request.node);
}

/** `OpenStruct.new(a: 1)`: what is read and set by name. */
function openStruct(m: Machine, { args: [given], node }: Parameters<NativeCall>[1]): Value {
  const made = freshObject(m, node);
  setOwn(m, made, 'block', undefinedValue);
  if (given !== undefined) assign(m, made, [given], node);
  return made;
}

/** What Ruby brings itself, as far as addresses pass through it. */
export function rubyModule(m: Machine, name: string): Value | undefined {
  if (name === 'ENV') return environment(m);
  if (name === 'Singleton') return functionsObject(m, { included: single });
  const own = Object.hasOwn(libraries, name) ? libraries[name] : undefined;
  if (own === undefined) return undefined;
  const made = openModule(m, name, own);
  if (name === 'URI') {
    for (const [key, scheme] of [
      ['HTTPS', 'https://'],
      ['HTTP', 'http://'],
    ] as const)
      defineOwn(m, made, key, openModule(m, key, { build: built(scheme) }));
  }
  if (name === 'Addressable') defineOwn(m, made, 'URI', openModule(m, 'URI', libraries['URI'] ?? {}));
  if (name === 'ERB') defineOwn(m, made, 'Util', openModule(m, 'Util', { url_encode: escaped }));
  return made;
}

function environment(m: Machine): HeapObject {
  const made = m.object(undefined);
  made.brand = { kind: 'environment' };
  made.open = unknown('environment', undefined, 'ENV').gap;
  return made;
}
