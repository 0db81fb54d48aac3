import type { ts } from 'ts-morph';
import { isStoodFor, noteHeir, symbolicInstance } from '../../heap/instances.ts';
import { defineOwn, nativeFunction, setOwn } from '../../heap/objects.ts';
import { getProperty, openGap } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import { anyOf, mapValue, optionsOf } from '../../value/choice.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { constant, literal, plainText, type Single, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { listProperties } from '../list-properties.ts';
import type { Functions } from '../open-module.ts';
import { textOf } from '../text-of.ts';
import { isDictionary } from './collections.ts';

/** On a constant of an enum: its name. */
const enumMark = '#enum';

/** What languages say of classes whose programs are made of them. */
export const classyHelpers: Functions = {
  // class C implements I, J: what those bring and C does not have
  implemented: (m, { args: [type = undefinedValue, ...others], node }) => {
    for (const other of others.flatMap((value) => optionsOf(value).map((option) => option.value))) {
      if (other.kind === 'object' && type.kind === 'object') bring(m, type, other, node);
    }
    return undefinedValue;
  },
  enumConstant: (m, { args: [made = undefinedValue, name = undefinedValue, text = name] }) => {
    if (made.kind !== 'object') return made;
    setOwn(m, made, enumMark, name);
    for (const key of ['name', 'toString', 'ToString']) {
      if (inherited(made, key)) continue;
      defineOwn(
        m,
        made,
        key,
        nativeFunction(m, key, () => (key === 'name' ? name : text)),
      );
    }
    return made;
  },
  enumName: (m, { args: [value = undefinedValue] }) => mapValue(value, (single) => nameOf(m, single) ?? single),
  enumLabel: (m, { args: [name = undefinedValue, value = undefinedValue] }) =>
    value.kind === 'text' || value.kind === 'constant'
      ? value
      : value.kind === 'object'
        ? (nameOf(m, value) ?? name)
        : name,
  // A field that the program does not set: by its type, an instance that somebody hands in.
  injected: (m, { args: [name = undefinedValue, type], node }) => {
    const known = type === undefined ? undefined : instanceOf(m, type, node);
    if (known !== undefined) return known;
    const { gap } = unknown('unknown-property', node, plainText(name));
    const library = type?.kind === 'unknown' ? type.gap.library : undefined;
    return { kind: 'unknown', gap: library === undefined ? gap : { ...gap, library } };
  },
  // A name that a base may bring: what the instance has, or else the type that is called so.
  inheritedOr: (m, { args: [self = undefinedValue, name = undefinedValue, type = undefinedValue], node }) =>
    mapValue(self, (single) => {
      const key = plainText(name) ?? '';
      return single.kind === 'object' && inherited(single, key) ? getProperty(m, single, key, node) : type;
    }),
  // Which of several instances has a member: the first that is known to, or else the first that may.
  holder: (_m, { args: [name = undefinedValue, ...selves] }) => {
    const key = plainText(name) ?? '';
    const objects = selves.flatMap((self) => optionsOf(self).map(({ value }) => value));
    const has = objects.find((self) => self.kind === 'object' && inherited(self, key));
    const mayHave = objects.find((self) => self.kind !== 'object' || openGap(self) !== undefined);
    return has ?? mayHave ?? selves[0] ?? undefinedValue;
  },
  instance: (m, { args: [type = undefinedValue], node }) =>
    instanceOf(m, type, node) ?? unknown('external-call', node, 'this'),
  // What a builder of texts starts with: a number is only a size.
  startText: (m, { args: [value = literal('')] }) =>
    mapValue(value, (single) => (single.kind === 'constant' ? literal('') : textOf(m, single))),
  // What a loop goes over: of a dictionary its pairs.
  pairs: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => (isDictionary(single) ? listProperties(m, single, node, 'entry') : single)),
  isOf: (_m, { node }) => unknown('not-text', node),
  // Whether arguments may be those of a method with such parameters.
  takesKinds: (m, { args: [list = undefinedValue, ...kinds], node }) => {
    if (list.kind !== 'object' || list.elements === undefined) return unknown('not-text', node);
    const args = list.elements.map((cell) => m.store.read(cell));
    const answers = kinds.map((kind, index) => fits(args[index] ?? undefinedValue, plainText(kind) ?? 'any'));
    if (answers.includes(false)) return constant(false);
    return answers.every((answer) => answer === true) ? constant(true) : unknown('not-text', node);
  },
  // C::m, which is static or one of its first argument's
  methodOf: (m, { args: [type = undefinedValue, key = undefinedValue], node }) => {
    const name = plainText(key) ?? '';
    return nativeFunction(m, name, (machine, { args, node: site }) => {
      const [first = undefinedValue, ...rest] = args;
      const isOwn = type.kind !== 'object' || hasStatic(type, name);
      if (isOwn) return machine.call(getProperty(machine, type, name, node), { self: type, args, node: site });
      return machine.call(getProperty(machine, first, name, node), { self: first, args: rest, node: site });
    });
  },
};

function hasStatic(type: HeapObject, name: string): boolean {
  for (let at: HeapObject | undefined = type; at !== undefined; at = at.prototype)
    if (at.properties.has(name) || at.accessors.has(name)) return true;
  return type.brand?.kind !== 'class';
}

function inherited(object: HeapObject, key: string): boolean {
  for (let at: HeapObject | undefined = object; at !== undefined; at = at.prototype)
    if (at.properties.has(key) || at.accessors.has(key)) return true;
  return false;
}

function nameOf(m: Machine, value: Single): Value | undefined {
  const cell = value.kind === 'object' ? value.properties.get(enumMark) : undefined;
  return cell === undefined ? undefined : m.store.read(cell);
}

/** Whether a value is of a kind of parameter; `undefined` where it may be. */
function fits(value: Value, kind: string): boolean | undefined {
  if (kind === 'any') return true;
  const answers = optionsOf(value).map(({ value: single }) => fitsSingle(single, kind));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

function fitsSingle(value: Single, kind: string): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'text') return kind === 'text' ? true : kind === 'object' ? undefined : false;
  if (value.kind === 'object') return kind === 'object' ? undefined : false;
  if (value.value === null || value.value === undefined)
    return kind === 'number' || kind === 'flag' ? false : undefined;
  return (
    (typeof value.value === 'number') === (kind === 'number') &&
    (typeof value.value === 'boolean') === (kind === 'flag')
  );
}

/** An instance of a class, for who is handed one. */
function instanceOf(m: Machine, type: Value, at: ts.Node): Value | undefined {
  if (type.kind !== 'object') return undefined;
  const { brand } = type;
  if (brand?.kind === 'client') return type;
  if (brand?.kind === 'sdk') return m.sinks.sdkInstance(m, type);
  if (brand?.kind !== 'class') return undefined;
  if (brand.instances.length > 0 && !isStoodFor(type)) return anyOf(brand.instances.slice(0, 8));
  const made = symbolicInstance(m, type, at);
  return made.kind === 'unknown' ? undefined : made;
}

/** Default methods and constants of an interface. */
function bring(m: Machine, type: HeapObject, other: HeapObject, node: ts.Node): void {
  noteHeir(other, type);
  const [own, from] = [getProperty(m, type, 'prototype', node), getProperty(m, other, 'prototype', node)];
  for (const [to, source] of [
    [type, other],
    [own, from],
  ] as const) {
    if (to.kind !== 'object' || source.kind !== 'object') continue;
    for (let at: HeapObject | undefined = source; at !== undefined; at = at.prototype) {
      for (const [key, cell] of at.properties)
        if (key !== 'constructor' && key !== 'prototype' && !inherited(to, key)) setOwn(m, to, key, m.store.read(cell));
      for (const [key, accessor] of at.accessors) if (!inherited(to, key)) to.accessors.set(key, accessor);
    }
  }
}

/** The name of a constant of an enum. */
export function enumNameOf(m: Machine, value: Single): string | undefined {
  const name = nameOf(m, value);
  return name === undefined ? undefined : plainText(name);
}
