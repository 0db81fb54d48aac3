import type { ts } from 'ts-morph';
import { copyProperties } from '../../../heap/copy-properties.ts';
import { defineOwn, freshObject, setOwn } from '../../../heap/objects.ts';
import { chainOf, findMember, getProperty, setProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import { optionsOf } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { literal, plainText, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import type { Functions } from '../../open-module.ts';
import { methodOf } from '../collections.ts';

/** Constants by their whole names, methods of nobody and variables that all share: one table for the program. */
const tables = new WeakMap<Machine, HeapObject>();

function tableOf(m: Machine): HeapObject {
  const known = tables.get(m);
  if (known !== undefined) return known;
  const made = m.object(undefined);
  tables.set(m, made);
  return made;
}

function entry(m: Machine, key: string, node: ts.Node): Value | undefined {
  return findMember(m, tableOf(m), key, undefinedValue, node);
}

/** The object under a name of the table, made when first asked for. */
function shared(m: Machine, key: string, node: ts.Node): Value {
  const known = entry(m, key, node);
  if (known !== undefined) return known;
  const made = m.object(node);
  setOwn(m, tableOf(m), key, made);
  return made;
}

/** Modules and classes are open: whoever opens one again adds to it. Mixins are copied into what includes them. */
export const rubyClassHelpers: Functions = {
  open: (m, { args: [name = undefinedValue, made = undefinedValue, body = undefinedValue], node }) => {
    const path = plainText(name) ?? '';
    const known = entry(m, path, node);
    const isAgain = isClass(known) && isClass(made) && known !== made && known.at !== made.at;
    if (isAgain) addTo(m, known, made);
    else define(m, path, made, node);
    const type = isAgain ? known : made;
    m.call(body, { self: type, args: [], node });
    return type;
  },
  base: (_m, { args: [base = undefinedValue], node }) =>
    base.kind === 'constant' ? unknown('external-module', node) : base,
  constant: (m, { args: [name = undefinedValue, nest = undefinedValue, library = undefinedValue], node }) =>
    constantNamed(m, plainText(name) ?? '', (plainText(nest) ?? '').split(',').filter(Boolean), library, node),
  setConstant: (m, { args: [name = undefinedValue, value = undefinedValue], node }) => {
    define(m, plainText(name) ?? '', value, node);
    return value;
  },
  include: (m, { args: [type = undefinedValue, ...mixins], node }) => {
    for (const mixin of each(mixins)) if (type.kind === 'object') include(m, type, mixin, node);
    return type;
  },
  extend: (m, { args: [type = undefinedValue, ...mixins], node }) => {
    for (const mixin of each(mixins)) if (type.kind === 'object') extend(m, type, mixin, node);
    return type;
  },
  onInclude: (m, { args: [type = undefinedValue, body = undefinedValue] }) => {
    if (type.kind === 'object') setOwn(m, type, '#included', body);
    return undefinedValue;
  },
  defineMethod: (m, { args: [type = undefinedValue, name = undefinedValue, body = undefinedValue], node }) => {
    const target = getProperty(m, type, 'prototype', node);
    const key = plainText(name);
    if (target.kind === 'object' && key !== undefined) setProperty(m, target, memberKey(key), body, node);
    else if (target.kind === 'object') target.open ??= unknown('unknown-key', node).gap;
    return name;
  },
  singleton: (m, { args: [type = undefinedValue], node }) => {
    const made = freshObject(m, node);
    setOwn(m, made, 'prototype', type);
    return made;
  },
  alias: (m, { args: [type = undefinedValue, name = undefinedValue, old = undefinedValue], node }) => {
    const target = getProperty(m, type, 'prototype', node);
    const [to, from] = [plainText(name), plainText(old)];
    if (target.kind === 'object' && to !== undefined && from !== undefined)
      setProperty(m, target, to, getProperty(m, target, from, node), node);
    return undefinedValue;
  },
  classVariables: (m, { args: [name = undefinedValue], node }) => shared(m, `@@${plainText(name) ?? ''}`, node),
  globals: (m, { node }) => shared(m, '$', node),
  outerSelf: (m, { node }) => shared(m, 'self', node),
  outer: (m, { args: [name = undefinedValue, fallback = undefinedValue], node }) =>
    entry(m, `#${plainText(name) ?? ''}`, node) ?? fallback,
  defineOuter: (m, { args: [name = undefinedValue, value = undefinedValue] }) => {
    setOwn(m, tableOf(m), `#${plainText(name) ?? ''}`, value);
    return undefinedValue;
  },
};

const signs: Readonly<Record<string, string>> = { '?': '\u0294', '!': '\u01C3', '=': '\u01C2' };

/** A method's name as lowered code has it. */
export function memberKey(name: string): string {
  const sign = /^[\p{L}_]/u.test(name) ? signs[name.at(-1) ?? ''] : undefined;
  return sign === undefined ? name : name.slice(0, -1) + sign;
}

function each(values: readonly Value[]): Value[] {
  return values.flatMap((value) => optionsOf(value).map((option) => option.value));
}

function isClass(value: Value | undefined): value is HeapObject {
  return value?.kind === 'object' && value.brand?.kind === 'class';
}

function define(m: Machine, path: string, value: Value, node: ts.Node): void {
  place(m, tableOf(m), path, value);
  const cut = path.lastIndexOf('::');
  const outer = cut < 0 ? undefined : entry(m, path.slice(0, cut), node);
  if (outer?.kind === 'object') place(m, outer, path.slice(cut + 2), value);
}

/** What is defined is there for good, whichever branch has loaded its file. */
function place(m: Machine, object: HeapObject, key: string, value: Value): void {
  if (object.properties.has(key)) setOwn(m, object, key, value);
  else defineOwn(m, object, key, value);
}

/** A constant from the inside out, then of what the class inherits, then a library's. */
function constantNamed(m: Machine, name: string, nest: readonly string[], library: Value, node: ts.Node): Value {
  for (const outer of nest) {
    const found = entry(m, `${outer}::${name}`, node) ?? inherited(m, outer, name, node);
    if (found !== undefined) return found;
  }
  return entry(m, name, node) ?? pathIn(m, name, nest, library, node);
}

function inherited(m: Machine, outer: string, name: string, node: ts.Node): Value | undefined {
  const type = entry(m, outer, node);
  if (type?.kind !== 'object' || name.includes('::')) return undefined;
  for (const at of chainOf(type)) {
    const cell = at.properties.get(name);
    if (cell !== undefined) return m.store.read(cell);
  }
  return undefined;
}

function pathIn(m: Machine, name: string, nest: readonly string[], library: Value, node: ts.Node): Value {
  const [first = '', ...rest] = name.split('::');
  const known = rest.length === 0 ? undefined : firstOf(m, first, nest, node);
  const start = known ?? (library.kind === 'constant' ? unknown('external-module', node, first) : library);
  return rest.reduce<Value>((at, key) => getProperty(m, at, key, node), start);
}

function firstOf(m: Machine, first: string, nest: readonly string[], node: ts.Node): Value | undefined {
  for (const outer of nest) {
    const found = entry(m, `${outer}::${first}`, node) ?? inherited(m, outer, first, node);
    if (found !== undefined) return found;
  }
  return entry(m, first, node);
}

/** What a class that is opened again gets. */
function addTo(m: Machine, type: HeapObject, made: HeapObject): void {
  copyOwn(m, type, made, (key) => key !== 'prototype');
  const [to, from] = [ownPrototype(m, type), ownPrototype(m, made)];
  if (to !== undefined && from !== undefined) copyOwn(m, to, from, (key) => key !== 'constructor');
  if (type.prototype === undefined && made.prototype !== undefined) {
    type.prototype = made.prototype;
    if (to !== undefined && from !== undefined) to.prototype = from.prototype;
  }
}

function ownPrototype(m: Machine, type: HeapObject): HeapObject | undefined {
  const cell = type.properties.get('prototype');
  const value = cell === undefined ? undefined : m.store.read(cell);
  return value?.kind === 'object' ? value : undefined;
}

function copyOwn(m: Machine, to: HeapObject, from: HeapObject, takes: (key: string) => boolean): void {
  for (const [key, cell] of from.properties) if (takes(key)) setOwn(m, to, key, m.store.read(cell));
  if (from.open !== undefined) to.open ??= from.open;
}

/** Everything that a module's methods are made of, with what it includes itself; what the class has of its own stays. */
function include(m: Machine, type: HeapObject, mixin: Value, node: ts.Node): void {
  if (mixin.kind === 'unknown') {
    // The module of a library may bring any method.
    const own = ownPrototype(m, type);
    if (own !== undefined) own.open ??= mixin.gap;
    type.open ??= mixin.gap;
  }
  if (mixin.kind !== 'object') return;
  if (mixin.brand?.kind === 'client') {
    includeClient(m, type, mixin, node);
    return;
  }
  const [to, from] = [ownPrototype(m, type), ownPrototype(m, mixin)];
  if (to !== undefined && from !== undefined)
    copyOwn(m, to, from, (key) => key !== 'constructor' && !to.properties.has(key));
  copyOwn(m, type, mixin, (key) => /^[A-Z]/.test(key) && !type.properties.has(key));
  afterInclude(m, type, mixin, node);
}

function afterInclude(m: Machine, type: HeapObject, mixin: HeapObject, node: ts.Node): void {
  const hook = mixin.properties.get('#included');
  const own = mixin.properties.get('included');
  const methods = mixin.properties.get('ClassMethods');
  if (methods !== undefined && own === undefined) extend(m, type, m.store.read(methods), node);
  if (hook !== undefined) m.call(m.store.read(hook), { self: type, args: [], node });
  if (own !== undefined) m.call(m.store.read(own), { self: mixin, args: [type], node });
}

/** `include HTTParty`: the class gets a client of its own, whose members are the class's. */
function includeClient(m: Machine, type: HeapObject, client: HeapObject, node: ts.Node): void {
  const made = m.call(getProperty(m, client, 'included', node), { self: client, args: [], node });
  if (made.kind !== 'object') return;
  const chain = chainOf(type);
  const last = chain.at(-1) ?? type;
  if (last.brand?.kind !== 'client') last.prototype = made;
}

function extend(m: Machine, type: HeapObject, mixin: Value, node: ts.Node): void {
  if (mixin.kind === 'unknown') type.open ??= mixin.gap;
  if (mixin.kind !== 'object') return;
  const from = ownPrototype(m, mixin);
  if (from !== undefined) copyOwn(m, type, from, (key) => key !== 'constructor' && !type.properties.has(key));
  const own = mixin.properties.get('extended');
  if (own !== undefined && mixin !== type) m.call(m.store.read(own), { self: mixin, args: [type], node });
}

/** A copy that keeps what it was made of. */
export function duplicate(m: Machine, value: HeapObject, node: ts.Node): HeapObject {
  const made = freshObject(m, node);
  made.prototype = value.prototype;
  copyProperties(m, made, value);
  return made;
}

/** A method of an instance, or of a class, that the program wrote. */
export function ownMethod(m: Machine, value: Value, key: string, node: ts.Node): HeapObject | undefined {
  if (value.kind !== 'object') return undefined;
  if (value.brand === undefined) return methodOf(m, value, key, node);
  if (value.brand.kind !== 'class') return undefined;
  const found = findMember(m, value, key, value, node);
  return found?.kind === 'object' && found.brand?.kind === 'function' ? found : undefined;
}

export const className = (value: HeapObject): Value =>
  value.brand?.kind === 'class' ? literal(value.brand.node.name?.text ?? '') : unknown('not-text', value.at);
