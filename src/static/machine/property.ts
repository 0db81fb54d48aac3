import type { ts } from 'ts-morph';
import { nativeMember } from '../natives/index.ts';
import { setUrlMember } from '../natives/url.ts';
import { anyOf, choiceOf, keyOf, mapValue, mayBeAbsent, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { throughCall } from '../value/text.ts';
import {
  type Gap,
  isAbsent,
  isGap,
  isMissing,
  missingValue,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';
import { mergeWorlds, withDecision } from '../value/world.ts';
import { addMore, elementAtIndex, writeElement } from './list.ts';
import type { Machine } from './machine.ts';
import { lookupExport } from './module-exports.ts';
import { entriesOf, setOwn } from './objects.ts';

// o.k  ⇒  the cell of k in o or in what o inherits from
export function getProperty(m: Machine, object: Value, key: string, node: ts.Node): Value {
  return mapValue(object, (single) => propertyOf(m, single, key, node));
}

function propertyOf(m: Machine, single: Single, key: string, node: ts.Node): Value {
  if (single.kind === 'unknown') return { kind: 'unknown', gap: memberGap(single.gap, key) };
  if (single.kind === 'object') {
    const found = findMember(m, single, key, single, node);
    if (found !== undefined) return handedIn(m, single, found);
  }
  // Nothing is read from what is not there: the program stops.
  if (isAbsent(single) || isMissing(single)) return single;
  const native = nativeMember(m, single, key, node);
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

/** What is known of a member of something unknown: its name. */
export function memberGap(gap: Gap, key: string): Gap {
  const name = gap.name === undefined ? key : `${gap.name}.${key}`;
  return { ...gap, name: name.length > maxName ? name.slice(0, maxName) : name };
}

const maxName = 120;

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

function missing(object: HeapObject, key: string): Value {
  const open = openGap(object);
  return open === undefined ? undefinedValue : { kind: 'unknown', gap: memberGap(open, key) };
}

function ownMember(m: Machine, object: HeapObject, key: string, receiver: Value, node: ts.Node): Value | undefined {
  const accessor = object.accessors.get(key);
  if (accessor?.get !== undefined) return m.call(accessor.get, { self: receiver, args: [], node });
  // Keys of a map or of parameters are not its members.
  if (object.brand?.kind === 'map' || object.brand?.kind === 'search-params') return undefined;
  const cell = object.properties.get(key);
  if (cell !== undefined) return m.store.read(cell);
  if (object.elements !== undefined && /^\d+$/.test(key)) return elementAtIndex(m, object, Number(key));
  if (object.brand?.kind === 'module') return lookupExport(m, object.brand.module, key, node);
  if (object.more !== undefined && object.elements === undefined) return m.store.read(object.more);
  return undefined;
}

function openGap(object: HeapObject): Gap | undefined {
  const seen = new Set<HeapObject>();
  for (let at: HeapObject | undefined = object; at !== undefined && !seen.has(at); at = at.prototype) {
    seen.add(at);
    if (at.open !== undefined) return at.open;
  }
  return undefined;
}

// o[k]  ⇒  the property of that name, or any property when the name is not known
export function getIndexed(m: Machine, object: Value, key: Value, node: ts.Node): Value {
  return mapValue(key, (single) => {
    const name = keyText(single);
    if (name !== undefined) return getProperty(m, object, name, node);
    if (single.kind === 'unknown' && leaveToOutside(m, object, node))
      return unknown('unknown-key', node, single.gap.name);
    return mapValue(object, (target) => anyMember(m, target, single, node));
  });
}

/**
 * `objects[which][method]()` with nothing known of either: every method of every object. Each may be called with
 * anything, like an export; running all of them on all objects would say the same at many times the cost.
 */
function leaveToOutside(m: Machine, object: Value, node: ts.Node): boolean {
  const targets = optionsOf(object).flatMap(({ value }) =>
    value.kind === 'object' && value.brand === undefined ? [value] : [],
  );
  const methods = targets.flatMap((self) =>
    enumerableMembers(m, self).flatMap(([, value]) => (isFunction(value) ? [{ self, value }] : [])),
  );
  if (methods.length <= maxFunctions) return false;
  for (const { self, value } of methods) escapeBound(m, value, self, node);
  return true;
}

/** The property name that a key stands for, when it is known. */
export function keyText(key: Value): string | undefined {
  if (key.kind === 'constant') return key.value === undefined || key.value === null ? undefined : String(key.value);
  return plainText(key);
}

/**
 * Every property that an unknown key may mean. Two lookups in one object with the same unknown key mean the same
 * property: the decision point is named after both, so that `table[k].path` and `table[k].method` stay together.
 */
function anyMember(m: Machine, target: Single, key: Single, node: ts.Node): Value {
  const keyName = key.kind === 'unknown' ? key.gap.name : undefined;
  if (target.kind === 'unknown') return { kind: 'unknown', gap: memberGap(target.gap, `[${keyName ?? '?'}]`) };
  if (target.kind !== 'object') return unknown('unknown-key', node, keyName);
  if (target.brand?.kind === 'sdk') return m.sinks.sdkMember(m, target, target.brand, '*');
  const point = `${target.id}[${keyOf(key)}]`;
  const members = enumerableMembers(m, target).filter(([name]) => mayBeKey(name, key));
  const options = members.flatMap(([, value], index) =>
    optionsOf(value).flatMap((option) => {
      const world = withDecision(option.world, point, index);
      return world === undefined ? [] : [{ value: option.value, world }];
    }),
  );
  const open = openGap(target) ?? (options.length === 0 ? unknown('unknown-key', node, keyName).gap : undefined);
  if (open !== undefined)
    options.push({ value: { kind: 'unknown', gap: { ...open, hole: 'unknown-key' } }, world: new Map() });
  else options.push({ value: missingValue, world: new Map([[point, members.length]]) });
  return choiceOf(options);
}

/** With more functions than this under an unknown key, each is left to be called with anything, like an export. */
const maxFunctions = 3;

function isFunction(value: Value): boolean {
  return value.kind === 'object' && value.brand?.kind === 'function';
}

function escapeBound(m: Machine, value: Value, self: HeapObject, node: ts.Node): void {
  if (value.kind !== 'object' || value.brand?.kind !== 'function') return;
  const bound = m.object(value.at);
  bound.brand = { ...value.brand, boundThis: value.brand.boundThis ?? self };
  m.recorder.escapes(bound, node, m.live);
}

/** Whether a name can be what a partly known key evaluates to: `'get' + x` only finds names that start with "get". */
function mayBeKey(name: string, key: Single): boolean {
  if (key.kind !== 'text') return true;
  const first = key.pieces[0];
  const last = key.pieces.at(-1);
  const startFits = first === undefined || isGap(first) || name.startsWith(first.text);
  return startFits && (last === undefined || isGap(last) || name.endsWith(last.text));
}

/** Values of all properties and elements, inherited ones included. */
function enumerableMembers(m: Machine, object: HeapObject): [string, Value][] {
  const members = new Map<string, Value>();
  const seen = new Set<HeapObject>();
  for (let at: HeapObject | undefined = object; at !== undefined && !seen.has(at); at = at.prototype) {
    seen.add(at);
    for (const [name, value] of entriesOf(m, at)) {
      // What classes and functions say of their instances: who made them.
      const isMakersName = name === 'constructor' && at !== object;
      if (!members.has(name) && !isMakersName) members.set(name, value);
    }
    if (at.more !== undefined) members.set('*', m.store.read(at.more));
    if (at.brand?.kind === 'module') {
      for (const [name, cell] of at.brand.module.exported) members.set(name, m.store.read(cell));
    }
  }
  return [...members];
}

// o.k = v
export function setProperty(m: Machine, object: Value, key: string, value: Value, node: ts.Node): void {
  const options = optionsOf(object);
  for (const option of options) {
    if (option.value.kind !== 'object') {
      handOut(m, value, node);
      continue;
    }
    const target = option.value;
    if (options.length === 1) writeProperty(m, target, key, value, node);
    else writeProperty(m, target, key, anyOf([propertyOf(m, target, key, node), value]), node);
  }
}

/** A function stored where code outside the program can take it may be called by that code. */
function handOut(m: Machine, value: Value, node: ts.Node): void {
  m.recorder.escapes(value, node, m.live);
}

function writeProperty(m: Machine, target: HeapObject, key: string, value: Value, node: ts.Node): void {
  const setter = findSetter(target, key);
  if (setter !== undefined) {
    m.call(setter, { self: target, args: [value], node });
    return;
  }
  if (target.brand?.kind === 'url' && setUrlMember(m, target, key, value)) return;
  if (target.elements !== undefined && writeElement(m, target, key, value)) return;
  setOwn(m, target, key, value);
  if (target.brand?.kind === 'module' && key !== 'exports') handOut(m, value, node);
}

function findSetter(target: HeapObject, key: string): HeapObject | undefined {
  const seen = new Set<HeapObject>();
  for (let at: HeapObject | undefined = target; at !== undefined && !seen.has(at); at = at.prototype) {
    seen.add(at);
    const accessor = at.accessors.get(key);
    if (accessor !== undefined) return accessor.set;
    if (at.properties.has(key)) return undefined;
  }
  return undefined;
}

// o[k] = v
export function setIndexed(m: Machine, object: Value, key: Value, value: Value, node: ts.Node): void {
  for (const { value: single, world } of optionsOf(key)) {
    const name = keyText(single);
    if (name !== undefined) {
      setProperty(m, object, name, within(value, world), node);
      continue;
    }
    for (const option of optionsOf(object)) {
      if (option.value.kind === 'object') addMore(m, option.value, value);
      else handOut(m, value, node);
    }
  }
}

/** The value as it is when the key goes one certain way. */
function within(value: Value, world: ReadonlyMap<string, number>): Value {
  if (value.kind !== 'choice' || world.size === 0) return value;
  const kept = value.options.filter((option) => mergeWorlds(option.world, world) !== undefined);
  return kept.length === 0 ? value : choiceOf(kept);
}
