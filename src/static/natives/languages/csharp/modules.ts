import { getIndexed } from '../../../heap/indexed.ts';
import { arrayOf, defineOwn, freshObject, nativeFunction, setOwn } from '../../../heap/objects.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf } from '../../../value/choice.ts';
import { literal, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { encodingFunctions } from '../../encoding.ts';
import { type Functions, functionsObject } from '../../open-module.ts';
import { resolveUrl } from '../../resolve-url.ts';
import { joinElements, textOf } from '../../text-of.ts';
import { braces } from '../formatting.ts';

/** A class of the library: what `new` gives, and what it has itself. */
interface LibraryClass {
  readonly make?: NativeCall;
  readonly statics?: Functions;
  readonly values?: Readonly<Record<string, Value>>;
}

const itself: NativeCall = (_m, { args: [value = undefinedValue] }) => value;
const asText: NativeCall = (m, { args: [value = undefinedValue] }) => textOf(m, value);
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

/** The arguments of a call that takes any number, or a list of them. */
function listed(m: Machine, args: readonly Value[], node: Parameters<NativeCall>[1]['node']): Value {
  const [only] = args;
  return args.length === 1 && only?.kind === 'object' && only.elements !== undefined ? only : arrayOf(m, node, args);
}

// string.Format(f, a…)
export const indexedFormat: NativeCall = (m, { args, node }) => {
  const [template = undefinedValue, ...values] =
    args[0]?.kind === 'text' ? args : args[1]?.kind === 'text' ? args.slice(1) : args;
  const list = listed(m, values, node);
  const all =
    list.kind === 'object' && list.elements !== undefined ? list.elements.map((cell) => m.store.read(cell)) : values;
  return braces(m, template, all, node);
};

const concatenated: NativeCall = (m, { args, node }) => {
  const list = listed(m, args, node);
  return list.kind === 'object' ? joinElements(m, list, literal('')) : unknown('not-text', node);
};
const join: NativeCall = (m, { args: [separator = undefinedValue, ...parts], node }) => {
  const list = listed(m, parts, node);
  return list.kind === 'object' && list.elements !== undefined
    ? joinElements(m, list, textOf(m, separator))
    : unknown('not-text', node);
};

const fromEnvironment: NativeCall = (m, { args: [key = undefinedValue], node }) => {
  const environ = m.object(undefined);
  environ.brand = { kind: 'environment' };
  environ.open = unknown('environment', undefined, 'Environment').gap;
  return getIndexed(m, environ, key, node);
};

const encode: NativeCall = (m, request) =>
  encodingFunctions['encodeURIComponent']?.(m, { ...request, args: request.args.slice(0, 1) }) ??
  unknown('external-call', request.node, 'Escape');

// new Uri(u), new Uri(base, path)
const uri: NativeCall = (m, { args: [first = undefinedValue, second] }) =>
  second === undefined || second.kind === 'unknown' ? first : resolveUrl(textOf(m, second), textOf(m, first));

const newMap: NativeCall = (m, { node }) => freshObject(m, node);
const newList: NativeCall = (m, { args: [from], node }) =>
  from?.kind === 'object' && from.elements !== undefined
    ? arrayOf(
        m,
        node,
        from.elements.map((cell) => m.store.read(cell)),
        from.more && m.store.read(from.more),
      )
    : arrayOf(m, node, []);

const boxed: LibraryClass = { statics: { Parse: itself, ToString: asText } };
const escaping: Functions = { UrlEncode: encode, UrlPathEncode: encode, HtmlEncode: unsure };

const classes: Readonly<Record<string, Readonly<Record<string, LibraryClass>>>> = {
  System: {
    String: {
      statics: {
        Format: indexedFormat,
        Concat: concatenated,
        Join: join,
        IsNullOrEmpty: unsure,
        IsNullOrWhiteSpace: unsure,
        Copy: itself,
      },
      values: { Empty: literal('') },
    },
    ...{ Int32: boxed, Int64: boxed, Boolean: boxed, Double: boxed },
    Object: { make: newMap },
    Uri: { make: uri, statics: { EscapeDataString: encode, EscapeUriString: itself } },
    Environment: { statics: { GetEnvironmentVariable: fromEnvironment } },
    Convert: { statics: { ToString: asText } },
    Tuple: { statics: { Create: (m, { args, node }) => arrayOf(m, node, args) } },
  },
  'System.Collections.Generic': {
    ...{
      Dictionary: { make: newMap },
      SortedDictionary: { make: newMap },
      List: { make: newList },
      HashSet: { make: newList },
    },
    KeyValuePair: { make: (m, { args, node }) => arrayOf(m, node, args) },
  },
  'System.Threading.Tasks': {
    Task: {
      statics: {
        FromResult: itself,
        Run: (m, { args: [run = undefinedValue], node }) => m.call(run, { self: undefinedValue, args: [], node }),
        WhenAll: (m, { args, node }) => listed(m, args, node),
      },
    },
  },
  'System.Net': { WebUtility: { statics: escaping } },
  'System.Web': { HttpUtility: { statics: escaping } },
};

/** A namespace of the library, as far as addresses pass through it. */
export function csharpModule(m: Machine, name: string): Value | undefined {
  const own = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (own === undefined) return undefined;
  const made = m.object(undefined);
  made.open = unknown('external-module', undefined, name).gap;
  for (const [key, row] of Object.entries(own)) defineOwn(m, made, key, classValue(m, key, row));
  return made;
}

function classValue(m: Machine, name: string, { make, statics = {}, values = {} }: LibraryClass): Value {
  const made = make === undefined ? functionsObject(m, statics) : nativeFunction(m, name, make, make);
  if (make !== undefined)
    for (const [key, call] of Object.entries(statics)) setOwn(m, made, key, nativeFunction(m, key, call));
  for (const [key, value] of Object.entries(values)) setOwn(m, made, key, value);
  made.open = unknown('external-module', undefined, name).gap;
  return made;
}

/** A list of what may be one: `anyOf` of nothing is nothing. */
export function oneOf(values: readonly Value[]): Value {
  return values.length === 0 ? undefinedValue : anyOf([...values]);
}
