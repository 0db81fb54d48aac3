import type { ts } from 'ts-morph';
import { getIndexed } from '../../../heap/indexed.ts';
import { nativeFunction, setOwn } from '../../../heap/objects.ts';
import { findMember, getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { mapValue } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { constant, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { apartFromBlock } from '../blocks.ts';
import { isDictionary } from '../collections.ts';
import { className, duplicate, memberKey, ownMethod, rubyClassHelpers } from './classes.ts';
import { hashes } from './hashes.ts';
import { lists } from './lists.ts';
import { numbers, texts } from './texts.ts';

/** Members by the names that lowered code has for them. */
type Members = ReadonlyMap<string, NativeCall>;

/** Members of Ruby's own types; what an object's class says comes first. */
export function rubyMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (isSymbolKey(key)) return undefined;
  const own = value.kind === 'object' ? ownMethod(m, value, key, node) : undefined;
  if (own !== undefined) return own;
  const found = tablesOf(value)
    .find((table) => table.has(key))
    ?.get(key);
  const call = found ?? settingOf(value, key);
  if (call === undefined || isOwnProperty(m, value, key, node)) return undefined;
  return nativeFunction(m, key, (machine, request) => call(machine, { ...request, self: value }));
}

function isOwnProperty(m: Machine, value: Single, key: string, node: ts.Node): boolean {
  if (value.kind !== 'object' || isDictionary(value) || value.brand?.kind === 'class') return false;
  return value.brand?.kind === 'client' && key !== 'tap' ? true : findMember(m, value, key, value, node) !== undefined;
}

const tables = {
  text: tableOf(texts),
  list: tableOf(lists),
  hash: tableOf(hashes),
  number: tableOf(numbers),
};

function tableOf(functions: Readonly<Record<string, NativeCall>>): Members {
  return new Map(Object.entries(functions).map(([name, call]) => [memberKey(name), call]));
}

function tablesOf(value: Single): readonly Members[] {
  if (value.kind === 'text') return [tables.text, all];
  if (value.kind === 'constant') return [tables.number, all];
  if (value.kind === 'unknown') return [ofUnknown, all];
  if (value.kind !== 'object') return [];
  if (value.elements !== undefined) return [tables.list, all];
  if (value.brand?.kind === 'environment') return [environment, all];
  if (value.brand?.kind === 'url') return [urls, all];
  if (value.brand?.kind === 'class') return [classes, all];
  if (value.brand?.kind === 'function' || value.brand?.kind === 'native') return [functions, all];
  if (isDictionary(value)) return value.properties.has('block') ? [] : [tables.hash, all];
  return [all];
}

/** What a request under construction has: `req.url '/a'` sets, `req.params` gives. */
function settingOf(value: Single, key: string): NativeCall | undefined {
  if (value.kind !== 'object' || !isDictionary(value) || !value.properties.has('block')) return undefined;
  return (m, { args, node }) => {
    const [given] = apartFromBlock(m, args).args;
    if (given !== undefined) setOwn(m, value, key, given);
    const held = getProperty(m, value, key, node);
    if (given === undefined && held.kind === 'constant' && held.value === undefined) {
      const made = m.object(node);
      setOwn(m, value, key, made);
      return made;
    }
    return held;
  };
}

const itself: NativeCall = (_m, { self }) => self;
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

/** What every object has. */
const all: Members = tableOf({
  ...{ freeze: itself, itself, html_safe: itself, to_sym: itself, presence: itself, with_indifferent_access: itself },
  ...{ 'is_a?': unsure, 'kind_of?': unsure, 'respond_to?': unsure, 'blank?': unsure, 'present?': unsure },
  ...{ 'instance_of?': unsure, 'equal?': unsure, 'eql?': unsure, hash: unsure, object_id: unsure },
  'nil?': (_m, { self, node }) =>
    self.kind === 'unknown'
      ? unknown('not-text', node)
      : constant(self.kind === 'constant' && (self.value ?? null) === null),
  dup: (m, { self, node }) => copied(m, self, node),
  clone: (m, { self, node }) => copied(m, self, node),
  deep_dup: (m, { self, node }) => copied(m, self, node),
  tap: (m, { self, args, node }) => {
    const { block } = apartFromBlock(m, args);
    if (block !== undefined) m.call(block, { self: undefinedValue, args: [self], node });
    return self;
  },
  ...Object.fromEntries(['then', 'yield_self'].map((name) => [name, yieldSelf])),
  extend: (m, request) =>
    rubyClassHelpers['extend']?.(m, { ...request, args: [request.self, ...request.args] }) ?? request.self,
  to_s: (m, { self, node }) =>
    mapValue(self, (single) => (single.kind === 'constant' ? textOfConstant(single) : textual(m, single, node))),
  try: (m, { self, args: [name = undefinedValue, ...rest], node }) =>
    m.call(getIndexed(m, self, name, node), { self, args: rest, node }),
  instance_variable_set: (m, { self, args: [name, value = undefinedValue], node }) => {
    if (self.kind === 'object' && name?.kind === 'text')
      setOwn(m, self, name.pieces.map((piece) => ('text' in piece ? piece.text : '')).join(''), value);
    return value ?? unknown('unknown-key', node);
  },
});

function yieldSelf(m: Machine, { self, args, node }: Parameters<NativeCall>[1]): Value {
  const { block } = apartFromBlock(m, args);
  return block === undefined ? self : m.call(block, { self: undefinedValue, args: [self], node });
}

function textOfConstant(value: Single): Value {
  const written = value.kind === 'constant' ? (value.value ?? '') : '';
  return { kind: 'text', pieces: written === '' ? [] : [{ text: String(written), at: undefined, via: [] }] };
}

function textual(m: Machine, value: Single, node: ts.Node): Value {
  if (value.kind === 'unknown') return value;
  return value.kind === 'object' && value.brand?.kind === 'url'
    ? m.call(getProperty(m, value, 'toString', node), { self: value, args: [], node })
    : unknown('not-text', node);
}

function copied(m: Machine, self: Value, node: ts.Node): Value {
  return mapValue(self, (single) => (single.kind === 'object' ? copyOf(m, single, node) : single));
}

function copyOf(m: Machine, value: HeapObject, node: ts.Node): Value {
  if (value.elements !== undefined)
    return m.call(getProperty(m, value, 'slice', node), { self: value, args: [], node });
  return value.brand === undefined ? duplicate(m, value, node) : value;
}

/** Of what is not known its members are not known either; a block may run. */
const ofUnknown: Members = tableOf({ to_s: itself, to_str: itself, to_sym: itself });

const environment: Members = tableOf({
  fetch: (m, { self, args, node }) => {
    const { args: given } = apartFromBlock(m, args);
    const found = getIndexed(m, self, given[0] ?? undefinedValue, node);
    return found;
  },
});

const part =
  (key: string): NativeCall =>
  (m, { self, node }) =>
    getProperty(m, self, key, node);

/** `URI.parse(address).read`, where open-uri is loaded */
const fetchedUri: NativeCall = (m, { self, node }) => {
  const client = m.sinks.moduleValue(m, 'ruby:OpenURI') ?? undefinedValue;
  return m.call(getProperty(m, client, 'open', node), { self: client, args: [self], node });
};

const urls: Members = tableOf({
  ...{ read: fetchedUri, open: fetchedUri },
  ...{ path: part('pathname'), host: part('hostname'), hostname: part('hostname'), port: part('port') },
  ...{ scheme: part('protocol'), query: part('search'), to_s: part('href'), to_str: part('href') },
  request_uri: (m, { self, node }) => {
    const plus = [getProperty(m, self, 'pathname', node), getProperty(m, self, 'search', node)];
    return m.call(getProperty(m, plus[0] ?? undefinedValue, 'concat', node), {
      self: plus[0] ?? undefinedValue,
      args: plus.slice(1),
      node,
    });
  },
});

const call: NativeCall = (m, { self, args, node }) => m.call(self, { self: undefinedValue, args, node });

const functions: Members = tableOf({ call, yield: call, '()': call, to_proc: itself, '===': call });

/** What classes and modules have; their own methods come first. */
const classes: Members = tableOf({
  new: (m, { self, args, node }) => m.construct(self, { self: undefinedValue, args, node }),
  ...{ name: named, to_s: named },
  include: (m, request) => classHelper(m, 'include', request),
  prepend: (m, request) => classHelper(m, 'include', request),
  extend: (m, request) => classHelper(m, 'extend', request),
  define_method: (m, request) => {
    const { args, block } = apartFromBlock(m, request.args);
    return classHelper(m, 'defineMethod', {
      ...request,
      args: [...args.slice(0, 1), args[1] ?? block ?? undefinedValue],
    });
  },
  const_get: (m, { self, args: [name = undefinedValue], node }) => getIndexed(m, self, name, node),
  instance: (m, { self, node }) => {
    if (self.kind !== 'object') return unknown('not-text', node);
    const known = findMember(m, self, '#instance', self, node);
    if (known !== undefined) return known;
    const made = m.construct(self, { self: undefinedValue, args: [], node });
    setOwn(m, self, '#instance', made);
    return made;
  },
});

function named(_m: Machine, { self, node }: Parameters<NativeCall>[1]): Value {
  return self.kind === 'object' ? className(self) : unknown('not-text', node);
}

function classHelper(m: Machine, name: string, request: Parameters<NativeCall>[1]): Value {
  return rubyClassHelpers[name]?.(m, { ...request, args: [request.self, ...request.args] }) ?? undefinedValue;
}
