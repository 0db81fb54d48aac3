import { getIndexed, setIndexed } from '../../../heap/indexed.ts';
import { arrayOf, defineOwn, freshObject, nativeFunction, setOwn } from '../../../heap/objects.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf, mapValue } from '../../../value/choice.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { concat } from '../../../value/text.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { encodingFunctions } from '../../encoding.ts';
import { type Functions, functionsObject } from '../../open-module.ts';
import { joinElements, textOf } from '../../text-of.ts';
import { percent } from '../formatting.ts';

/** A class of the library: what `new` gives, and what it has itself. */
interface LibraryClass {
  readonly make?: NativeCall;
  readonly statics?: Functions;
  /** Classes inside of it, by what `new` gives. */
  readonly inner?: Functions;
}

const itself: NativeCall = (_m, { args: [value = undefinedValue] }) => value;
const asText: NativeCall = (m, { args: [value = undefinedValue] }) => textOf(m, value);
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);
const listed: NativeCall = (m, { args, node }) => {
  const [only] = args;
  return args.length === 1 && only?.kind === 'object' && only.elements !== undefined ? only : arrayOf(m, node, args);
};
const copied: NativeCall = (m, { args: [from], node }) => {
  if (from?.kind !== 'object' || from.elements === undefined) return arrayOf(m, node, []);
  return arrayOf(
    m,
    node,
    from.elements.map((cell) => m.store.read(cell)),
    from.more && m.store.read(from.more),
  );
};

// Map.of(k, v, …)
const mapOf: NativeCall = (m, { args, node }) => {
  const made = freshObject(m, node);
  for (let index = 0; index + 1 < args.length; index += 2) {
    const key = plainText(args[index] ?? undefinedValue);
    if (key === undefined || isSymbolKey(key)) made.open ??= unknown('unknown-key', node).gap;
    else setOwn(m, made, key, args[index + 1] ?? undefinedValue);
  }
  return made;
};
const newMap: NativeCall = (m, { args: [from], node }) => {
  const made = freshObject(m, node);
  return from?.kind === 'object' ? assign(m, made, [from], node) : made;
};

// String.format(l?, f, a…)
const format: NativeCall = (m, { args, node }) => {
  const [first, second] = args;
  const isLocated =
    first?.kind !== 'text' &&
    second?.kind === 'text' &&
    second.pieces.some((piece) => 'text' in piece && piece.text.includes('%'));
  const [template = undefinedValue, ...values] = isLocated ? args.slice(1) : args;
  const [only] = values;
  const list =
    values.length === 1 && only?.kind === 'object' && only.elements !== undefined ? only : arrayOf(m, node, values);
  return percent(m, template, list, node);
};

// String.join(s, a…)
const join: NativeCall = (m, { args: [separator = undefinedValue, ...parts], node }) => {
  const list = listed(m, { self: undefinedValue, args: parts, node });
  return list.kind === 'object' ? joinElements(m, list, separator) : unknown('not-text', node);
};

/** `${name}` in a text, filled in from a map; what the map is not known to have is a gap. */
const substituted: NativeCall = (m, { args: [template = undefinedValue, values = undefinedValue], node }) =>
  mapValue(template, (single) => {
    if (single.kind !== 'text') return unknown('not-text', node);
    const parts = single.pieces.flatMap((piece): Value[] => {
      if (!('text' in piece)) return [{ kind: 'text', pieces: [piece] }];
      return piece.text.split(/(\$\{[^{}]*\})/).map((written) => {
        const name = /^\$\{([^{}:]*)/.exec(written)?.[1];
        if (name === undefined) return literal(written, piece.at);
        const found = getIndexed(m, values, literal(name), node);
        return found.kind === 'constant' ? unknown('unknown-key', node, name) : found;
      });
    });
    return parts.reduce<Value>((text, part) => concat(text, textOf(m, part)), literal(''));
  });

/** `new StringSubstitutor(map).replace(text)` */
const substitutor: LibraryClass = {
  make: (m, { args: [values = undefinedValue], node }) => {
    const made = freshObject(m, node);
    const replace: NativeCall = (machine, { args: [template = undefinedValue], node: site }) =>
      substituted(machine, { self: undefinedValue, args: [template, values], node: site });
    defineOwn(m, made, 'replace', nativeFunction(m, 'replace', replace));
    return made;
  },
  statics: { replace: substituted },
};

const collecting =
  (mark: string): NativeCall =>
  (m, { args: [separator = literal('')], node }) => {
    const made = freshObject(m, node);
    setOwn(m, made, mark, separator);
    return made;
  };

const fromEnvironment: NativeCall = (m, { args: [key = undefinedValue, fallback], node }) => {
  const environ = m.object(undefined);
  environ.brand = { kind: 'environment' };
  environ.open = unknown('environment', undefined, 'System.getenv').gap;
  const found = getIndexed(m, environ, key, node);
  return fallback === undefined ? found : anyOf([found, fallback]);
};

const encode: NativeCall = (m, request) => {
  const call = encodingFunctions['encodeURIComponent'];
  return call?.(m, { ...request, args: request.args.slice(0, 1) }) ?? unknown('external-call', request.node, 'encode');
};

const boxed: LibraryClass = {
  make: itself,
  statics: { valueOf: itself, toString: asText, parseInt: itself, parseLong: itself, parseBoolean: unsure },
};
const dictionary: LibraryClass = { make: newMap };
const list: LibraryClass = { make: copied };
const optional: Functions = { of: itself, ofNullable: itself, empty: () => constant(undefined) };

const lang: Readonly<Record<string, LibraryClass>> = {
  String: {
    make: (m, { args: [value = literal('')] }) => textOf(m, value),
    statics: { format, valueOf: asText, join, copyValueOf: asText },
  },
  ...{ Integer: boxed, Long: boxed, Boolean: boxed, Double: boxed, Character: boxed, Short: boxed },
  Object: { make: (m, { node }) => freshObject(m, node) },
  System: {
    statics: { getenv: fromEnvironment, getProperty: fromEnvironment, currentTimeMillis: unsure, nanoTime: unsure },
  },
};

const util: Readonly<Record<string, LibraryClass>> = {
  ...{
    HashMap: dictionary,
    LinkedHashMap: dictionary,
    TreeMap: dictionary,
    Hashtable: dictionary,
    EnumMap: { make: (m, { node }) => freshObject(m, node) },
  },
  ...{
    ArrayList: list,
    LinkedList: list,
    HashSet: list,
    LinkedHashSet: list,
    TreeSet: list,
    Vector: list,
    ArrayDeque: list,
  },
  Map: {
    statics: {
      of: mapOf,
      copyOf: newMap,
      entry: (m, { args, node }) => arrayOf(m, node, args),
      ofEntries: (m, { args, node }) =>
        mapOf(m, {
          self: undefinedValue,
          args: args.flatMap((pair) =>
            pair.kind === 'object' && pair.elements !== undefined
              ? pair.elements.map((cell) => m.store.read(cell))
              : [unknown('unknown-key', node)],
          ),
          node,
        }),
    },
  },
  List: { statics: { of: listed, copyOf: copied } },
  Set: { statics: { of: listed, copyOf: copied } },
  Arrays: { statics: { asList: listed, stream: itself } },
  Collections: {
    statics: {
      ...{
        singletonMap: mapOf,
        emptyMap: mapOf,
        singletonList: listed,
        singleton: listed,
        emptyList: listed,
        emptySet: listed,
      },
      ...{ unmodifiableMap: itself, unmodifiableList: itself, unmodifiableSet: itself, unmodifiableCollection: itself },
    },
  },
  Objects: {
    statics: {
      requireNonNull: itself,
      toString: asText,
      requireNonNullElse: (_m, { args }) => anyOf([...args]),
      equals: unsure,
      nonNull: unsure,
      isNull: unsure,
    },
  },
  Optional: { statics: optional },
};

/** Of several values of a key the last is known; they are given as a list. */
const newMultimap: NativeCall = (m, { node }) => {
  const made = freshObject(m, node);
  const get: NativeCall = (machine, { args: [key = undefinedValue], node: site }) =>
    arrayOf(machine, site, [getIndexed(machine, made, key, site)]);
  defineOwn(m, made, 'get', nativeFunction(m, 'get', get));
  return made;
};

/** `.put(k, v)….build()` */
const builderOf =
  (make: NativeCall): NativeCall =>
  (m, call) => {
    const [made, builder] = [make(m, { ...call, args: [] }), freshObject(m, call.node)];
    const chained = (name: string, step: NativeCall) =>
      defineOwn(
        m,
        builder,
        name,
        nativeFunction(m, name, (machine, request) => {
          step(machine, request);
          return builder;
        }),
      );
    chained('put', (machine, { args: [key = undefinedValue, value = undefinedValue], node }) => {
      setIndexed(machine, made, key, value, node);
      return undefinedValue;
    });
    chained('putAll', (machine, { args, node }) => (made.kind === 'object' ? assign(machine, made, args, node) : made));
    for (const name of ['build', 'buildOrThrow', 'buildKeepingLast'])
      defineOwn(
        m,
        builder,
        name,
        nativeFunction(m, name, () => made),
      );
    return builder;
  };

const mapBuilder = builderOf(newMap);
const multimapBuilder = builderOf(newMultimap);
const multimap: LibraryClass = { statics: { create: newMultimap } };
const builtMultimap: LibraryClass = {
  statics: { of: mapOf, builder: multimapBuilder },
  inner: { Builder: multimapBuilder },
};

const classes: Readonly<Record<string, Readonly<Record<string, LibraryClass>>>> = {
  'java.lang': lang,
  'java.util': util,
  'java.util.concurrent': { ConcurrentHashMap: dictionary, CopyOnWriteArrayList: list },
  'java.util.stream': {
    Collectors: {
      statics: { joining: collecting('#joining'), toList: collecting('#collecting'), toSet: collecting('#collecting') },
    },
    Stream: { statics: { of: listed } },
  },
  'java.net': {
    URI: { make: uri, statics: { create: itself } },
    URLEncoder: { statics: { encode } },
  },
  'com.google.common.collect': {
    ImmutableMap: { statics: { of: mapOf, copyOf: newMap, builder: mapBuilder }, inner: { Builder: mapBuilder } },
    ...{ ImmutableListMultimap: builtMultimap, ImmutableMultimap: builtMultimap },
    ...{ ArrayListMultimap: multimap, LinkedListMultimap: multimap, HashMultimap: multimap },
    ImmutableList: { statics: { of: listed, copyOf: copied } },
    ImmutableSet: { statics: { of: listed } },
    Lists: { statics: { newArrayList: listed } },
    Maps: { statics: { newHashMap: newMap } },
  },
  'org.apache.commons.lang3.text': { StrSubstitutor: substitutor },
  'org.apache.commons.lang.text': { StrSubstitutor: substitutor },
  'org.apache.commons.text': { StringSubstitutor: substitutor, StrSubstitutor: substitutor },
  'org.springframework.util': { LinkedMultiValueMap: dictionary },
};

// new URI(u), new URI(scheme, host, path, …)
function uri(_m: Machine, { args, node }: Parameters<NativeCall>[1]): Value {
  const [only = undefinedValue] = args;
  return args.length === 1 ? mapValue(only, (single) => single) : unknown('external-call', node, 'URI');
}

/** A package of the library, as far as addresses pass through it. */
export function javaModule(m: Machine, name: string): Value | undefined {
  const own = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (own === undefined) return undefined;
  const made = m.object(undefined);
  made.open = unknown('external-module', undefined, name).gap;
  for (const [key, row] of Object.entries(own)) defineOwn(m, made, key, classValue(m, key, row));
  return made;
}

function classValue(m: Machine, name: string, { make, statics = {}, inner = {} }: LibraryClass): Value {
  const made = make === undefined ? functionsObject(m, statics) : nativeFunction(m, name, make, make);
  if (make !== undefined)
    for (const [key, call] of Object.entries(statics)) setOwn(m, made, key, nativeFunction(m, key, call));
  for (const [key, call] of Object.entries(inner)) defineOwn(m, made, key, nativeFunction(m, key, call, call));
  made.open = unknown('external-module', undefined, name).gap;
  return made;
}
