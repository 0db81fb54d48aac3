import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { saysMarketo } from '../syntax/names-marketo.ts';
import { anyOf, asInterference, mapValue, mayBeAbsent, optionsOf, withoutInterference } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isSymbolKey } from '../value/symbol-key.ts';
import { throughCall } from '../value/text.ts';
import {
  absentValue,
  type Gap,
  isAbsent,
  isGap,
  isMissing,
  type Library,
  memberGap,
  missingValue,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';
import { elementAtIndex, writeElement } from './list.ts';
import { lookupExport } from './module-exports.ts';
import { setOwn } from './objects.ts';

// o.k  ⇒  the cell of k in o or in what o inherits from
export function getProperty(m: Machine, object: Value, key: string, node: ts.Node): Value {
  // Of what may be nothing a member is only asked for where it is something: else the program stops.
  const isSome = object.kind === 'choice' && object.options.some(({ value }) => !isNothing(value));
  return mapValue(object, (single) => (isSome && isNothing(single) ? missingValue : propertyOf(m, single, key, node)));
}

function isNothing(single: Single): boolean {
  return single.kind === 'constant' && !isAbsent(single) && (single.value === undefined || single.value === null);
}

function propertyOf(m: Machine, single: Single, key: string, node: ts.Node): Value {
  const value = heldProperty(m, single, key, node);
  const exposed = single.kind === 'object' ? single.exposed : undefined;
  // Whoever puts another object in the place of a class's prototype breaks the class. Ruby's `@x` is its object's own.
  if (exposed === undefined || isFunction(value) || key === 'prototype' || key.startsWith('@')) return value;
  return anyOf([value, asInterference({ kind: 'unknown', gap: memberGap(exposed, key) })]);
}

function isFunction(value: Value): boolean {
  return value.kind === 'object' && (value.brand?.kind === 'function' || value.brand?.kind === 'native');
}

/** The property as the program itself left it. */
function heldProperty(m: Machine, single: Single, key: string, node: ts.Node): Value {
  if (single.kind === 'unknown') return { kind: 'unknown', gap: memberGap(single.gap, key) };
  if (single.kind === 'object') {
    const found = findMember(m, single, key, single, node) ?? anyNamed(m, single, key, node);
    if (found !== undefined) return handedIn(m, single, found);
  }
  // Nothing is read from what is not there: the program stops.
  if (isAbsent(single) || isMissing(single)) return single;
  const native = m.nativeMember(single, key, node);
  if (native !== undefined) return native;
  const open = single.kind === 'object' ? openGap(single) : undefined;
  if (open !== undefined) return { kind: 'unknown', gap: memberGap(open, key) };
  return single.kind === 'object' ? undefinedValue : unknown('unknown-property', node, key);
}

/** A text that came inside an object: the call that handed the object over handed over the text. */
function handedIn(m: Machine, object: HeapObject, found: Value): Value {
  if (found.kind !== 'text') return found;
  const frame = m.frames.find(({ call, args }) => call !== undefined && args.includes(object));
  return frame?.call === undefined ? found : throughCall(found, frame.call);
}

/** The property itself, own or inherited, without the language's built-ins. */
export function findMember(
  m: Machine,
  object: HeapObject,
  key: string,
  receiver: Value,
  node: ts.Node,
): Value | undefined {
  const seen = new Set<HeapObject>();
  for (let at: HeapObject | undefined = object; at !== undefined && !seen.has(at); at = at.prototype) {
    seen.add(at);
    const own = ownMember(m, at, key, receiver, node);
    if (own === undefined || isAbsent(own)) continue;
    if (!mayBeAbsent(own)) return own;
    // Where it is not there, what the object inherits shows.
    const next = at.prototype === undefined ? undefined : findMember(m, at.prototype, key, receiver, node);
    const fallback = next ?? missing(object, key);
    return mapValue(own, (single) => (isAbsent(single) ? fallback : single));
  }
  return undefined;
}

/** What may stand under a name that was not known when it was set, beside what every object has under this one. */
function anyNamed(m: Machine, object: HeapObject, key: string, node: ts.Node): Value | undefined {
  const values: Value[] = [];
  for (const { more, elements, brand } of chainOf(object)) {
    const isList = elements !== undefined || brand?.kind === 'map' || brand?.kind === 'search-params';
    if (more !== undefined && !isList) values.push(m.store.read(more));
  }
  if (values.length === 0 || isSymbolKey(key)) return undefined;
  const native = m.nativeMember(object, key, node);
  // Whether one of them stands under this name is not known.
  return anyOf([...values, native ?? missingValue]);
}

/** An object and all that it inherits from, the nearest first. */
export function chainOf(object: HeapObject): HeapObject[] {
  const chain: HeapObject[] = [];
  for (let at: HeapObject | undefined = object; at !== undefined && !chain.includes(at); at = at.prototype)
    chain.push(at);
  return chain;
}

function missing(object: HeapObject, key: string): Value {
  const open = openGap(object);
  return open === undefined ? undefinedValue : { kind: 'unknown', gap: memberGap(open, key) };
}

function ownMember(m: Machine, object: HeapObject, key: string, receiver: Value, node: ts.Node): Value | undefined {
  m.store.look(object);
  const accessor = object.accessors.get(key);
  if (accessor?.get !== undefined) return m.call(accessor.get, { self: receiver, args: [], node });
  // A setter alone hides what is inherited under the name.
  if (accessor !== undefined && !object.properties.has(key)) return undefinedValue;
  // Keys of a map or of parameters are not its members.
  if (object.brand?.kind === 'map' || object.brand?.kind === 'search-params') return undefined;
  const cell = object.properties.get(key);
  if (cell !== undefined) return m.store.read(cell);
  if (object.elements !== undefined && /^\d+$/.test(key)) return elementAtIndex(m, object, Number(key));
  if (object.brand?.kind === 'module') return lookupExport(m, object.brand.module, key, node);
  return undefined;
}

export function openGap(object: HeapObject): Gap | undefined {
  return chainOf(object).find(({ open }) => open !== undefined)?.open;
}

// o.k = v
export function setProperty(m: Machine, object: Value, key: string, value: Value, node: ts.Node): void {
  const options = optionsOf(withoutInterference(object));
  for (const option of options) {
    if (option.value.kind !== 'object') {
      // `request.method = 'DELETE'` on what code outside gave: that is what it sends.
      if (option.value.kind === 'unknown' && key === 'method') nameMethod(m, option.value.gap.at, value);
      noteGivenHost(m, value, node);
      handOut(m, value, node, option.value.kind === 'unknown' ? option.value.gap.library : undefined);
      continue;
    }
    const target = option.value;
    if (options.length === 1) writeProperty(m, target, key, value, node);
    else writeProperty(m, target, key, anyOf([formerly(m, target, key, node), value]), node);
  }
}

/** A method is set on what code outside gave: for its request, or for all that it is asked for later. */
function nameMethod(m: Machine, at: ts.Node | undefined, method: Value): void {
  if (at === undefined) return;
  m.recorder.nameLater(at, method);
  m.recorder.madeWith.set(at, { ...m.recorder.madeWith.get(at), mayChange: true });
}

/** `options.baseURL = host` on what code outside handed in: that code has the host of Marketo's then. */
function noteGivenHost(m: Machine, value: Value, node: ts.Node): void {
  const hosts = optionsOf(value).flatMap(({ value: single }) =>
    single.kind === 'text'
      ? single.pieces.flatMap((piece) =>
          isGap(piece) || !saysMarketo(piece.text) || piece.at === undefined ? [] : [piece.at],
        )
      : [],
  );
  if (hosts.length === 0) return;
  m.recorder.given.set(node, new Set([...(m.recorder.given.get(node) ?? []), ...hosts]));
  m.recorder.madeWith.set(node, { base: value });
}

/** What a property held that may now hold something else; the program does not read it here. */
function formerly(m: Machine, target: HeapObject, key: string, node: ts.Node): Value {
  const cell = target.properties.get(key);
  return cell === undefined ? propertyOf(m, target, key, node) : m.store.peek(cell);
}

/** What is stored on something that is code outside's is in the hands of that code. */
export function handOut(m: Machine, value: Value, node: ts.Node, holder?: Library): void {
  m.giveAway([value], { self: undefinedValue, args: [], node }, holder);
}

function writeProperty(m: Machine, target: HeapObject, key: string, value: Value, node: ts.Node): void {
  const setter = findSetter(target, key);
  if (setter === 'none') {
    // Such a write does nothing, or throws; where what is defined here is not there, it is one like any other.
    if (!target.accessors.has(key)) setOwn(m, target, key, anyOf([ownValue(m, target, key), value]));
    return;
  }
  if (setter !== undefined) {
    m.call(setter, { self: target, args: [value], node });
    return;
  }
  if (m.setNativeMember(target, key, value, node)) return;
  if (target.brand?.kind === 'client' && target.brand.client.rules.changes === true) {
    m.sinks.changeClient(m, target, target.brand, key, value, node);
    return;
  }
  if (target.elements !== undefined && writeElement(m, target, key, value)) return;
  setOwn(m, target, key, value);
  if (target.brand?.kind === 'module' && key !== 'exports') m.recorder.escapes(value, m.live);
}

function ownValue(m: Machine, target: HeapObject, key: string): Value {
  const cell = target.properties.get(key);
  return cell === undefined ? absentValue : m.store.read(cell);
}

/** What takes a value that is written; "none" where there is a getter alone. */
function findSetter(target: HeapObject, key: string): HeapObject | 'none' | undefined {
  for (const at of chainOf(target)) {
    const accessor = at.accessors.get(key);
    if (accessor !== undefined) return accessor.set ?? 'none';
    if (at.properties.has(key)) return undefined;
  }
  return undefined;
}
