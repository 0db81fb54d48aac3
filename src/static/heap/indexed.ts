import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import {
  anyOf,
  asInterference,
  choiceOf,
  mapValue,
  mayBeAbsent,
  narrowTo,
  optionOf,
  optionsOf,
  presentPart,
  withoutInterference,
} from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isSymbolKey } from '../value/symbol-key.ts';
import {
  type Gap,
  isGap,
  memberGap,
  missingValue,
  type Option,
  plainText,
  type Single,
  unknown,
  type Value,
} from '../value/value.ts';
import { allBut, oneWay } from '../value/ways.ts';
import { anyWorld, mergeWorlds, withDecision } from '../value/world.ts';
import { addMore } from './list.ts';
import { type HeldKey, lookupPoint } from './lookup-point.ts';
import { entriesOf } from './objects.ts';
import { getProperty, handOut, openGap, setProperty } from './property.ts';

/** What a key picks of what the program has put there is the program's own, whoever has set the key. */
function choose(key: Value, pick: (single: Single) => Value): Value {
  if (key.kind !== 'choice') return pick(key);
  return choiceOf(
    key.options.flatMap(({ value, world, interference }) =>
      optionsOf(pick(value)).flatMap((picked) => {
        const both = mergeWorlds(world, picked.world);
        const isOthers = picked.value.kind === 'unknown' ? interference : undefined;
        return both === undefined ? [] : [optionOf(picked.value, both, picked.interference, isOthers)];
      }),
    ),
  );
}

// o[k]  ⇒  the property of that name, or any property when the name is not known
export function getIndexed(m: Machine, object: Value, key: Value, node: ts.Node, held?: HeldKey): Value {
  return choose(key, (single) => {
    const name = keyText(single);
    if (name !== undefined) return getProperty(m, object, name, node);
    if (single.kind === 'unknown' && leaveToOutside(m, object)) return unknown('unknown-key', node, single.gap.name);
    return mapValue(object, (target) => anyMember(m, target, single, node, held));
  });
}

/**
 * `objects[which][method]()` with nothing known of either: every method of every object. Each may be called with
 * anything, like an export; running all of them on all objects would say the same at many times the cost.
 */
function leaveToOutside(m: Machine, object: Value): boolean {
  const targets = optionsOf(object).flatMap(({ value }) =>
    value.kind === 'object' && value.brand === undefined ? [value] : [],
  );
  const methods = targets.flatMap((self) =>
    enumerableMembers(m, self).flatMap(([, value]) => (isFunction(value) ? [{ self, value }] : [])),
  );
  if (methods.length <= maxFunctions) return false;
  for (const { self, value } of methods) escapeBound(m, value, self);
  return true;
}

/** The property name that a key stands for, when it is known. */
export function keyText(key: Value): string | undefined {
  if (key.kind === 'constant') return key.value === undefined || key.value === null ? undefined : String(key.value);
  if (key.kind === 'object') return key.brand?.kind === 'symbol' ? key.brand.key : undefined;
  return plainText(key);
}

/**
 * Every property that an unknown key may mean. Two lookups in one object by one name that still holds what it held mean
 * the same property, so that `table[k].path` and `table[k].method` stay together. That two keys are unknown for the
 * same reason says nothing: `queue.shift()` is another one each time.
 */
function anyMember(m: Machine, target: Single, key: Single, node: ts.Node, held: HeldKey | undefined): Value {
  const keyName = key.kind === 'unknown' ? key.gap.name : undefined;
  if (target.kind === 'unknown') return { kind: 'unknown', gap: memberGap(target.gap, `[${keyName ?? '?'}]`) };
  if (target.kind !== 'object') return unknown('unknown-key', node, keyName);
  if (target.brand?.kind === 'proxy') return anyTrapped(m, target, key, node);
  if (target.brand?.kind === 'sdk') return m.sinks.sdkMember(m, target, target.brand, '*');
  const point = lookupPoint(m, target, held, node);
  const members = enumerableMembers(m, target).filter(([name]) => name === furtherMembers || mayBeKey(name, key));
  const options = members.flatMap(([name, value]) =>
    optionsOf(value).flatMap((option) => {
      const world = withDecision(option.world, point, oneWay(name));
      return world === undefined ? [] : [{ ...option, world }];
    }),
  );
  // What a client or another thing of a library has is not among its members here.
  const isBare = options.length === 0 && target.brand !== undefined;
  const open = openGap(target) ?? (isBare ? unknown('unknown-key', node, keyName).gap : undefined);
  if (open !== undefined)
    options.push({ value: { kind: 'unknown', gap: { ...open, hole: 'unknown-key' } }, world: anyWorld });
  else {
    const there = members.flatMap(([name]) => (mayLack(m, target, name) ? [] : [name]));
    options.push({ value: missingValue, world: new Map([[point, allBut(there)]]) });
  }
  if (open === undefined && target.exposed !== undefined) options.push(filledIn(target.exposed, members.length > 0));
  return choiceOf(options);
}

/** Whether a member that is there may be gone: `delete table[k]`. */
function mayLack(m: Machine, { properties, elements }: HeapObject, name: string): boolean {
  const cell = properties.get(name) ?? elements?.[Number(name)];
  return cell !== undefined && mayBeAbsent(m.store.read(cell));
}

/** What code outside has put under some name. */
function filledIn(exposed: Gap, isBesideOthers: boolean): Option {
  const value: Single = { kind: 'unknown', gap: { ...exposed, hole: 'unknown-key' } };
  return optionOf(value, anyWorld, isBesideOthers || undefined);
}

/** A member of a proxy whose name is not known: its traps may be asked about any. */
function anyTrapped(m: Machine, proxy: HeapObject, key: Single, node: ts.Node): Value {
  m.recorder.escapes(proxy, m.live);
  return unknown('unknown-key', node, key.kind === 'unknown' ? key.gap.name : undefined);
}

/** With more functions than this under an unknown key, each is left to be called with anything, like an export. */
const maxFunctions = 3;

function isFunction(value: Value): boolean {
  return value.kind === 'object' && value.brand?.kind === 'function';
}

function escapeBound(m: Machine, value: Value, self: HeapObject): void {
  if (value.kind !== 'object' || value.brand?.kind !== 'function') return;
  const bound = m.object(value.at);
  bound.brand = { ...value.brand, boundThis: value.brand.boundThis ?? self };
  m.recorder.escapes(bound, m.live);
}

/** Whether a name can be what a partly known key evaluates to: `'get' + x` only finds names that start with "get". */
function mayBeKey(name: string, key: Single): boolean {
  if (key.kind !== 'text') return true;
  const first = key.pieces[0];
  const last = key.pieces.at(-1);
  const startFits = first === undefined || isGap(first) || name.startsWith(first.text);
  return startFits && (last === undefined || isGap(last) || name.endsWith(last.text));
}

/** Stands for the members of which no name is known. */
const furtherMembers = '*';

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
    if (at.more !== undefined) members.set(furtherMembers, m.store.read(at.more));
    if (at.brand?.kind === 'module') {
      for (const [name, cell] of at.brand.module.exported) members.set(name, m.store.read(cell));
    }
  }
  return [...members];
}

/** Sets some member, whichever: of a list each element may be the one, and so may one that is yet to be added. */
function setAny(m: Machine, object: HeapObject, value: Value, key: Single): void {
  // What is not known itself is no address in place of one that the program has written there.
  const perhaps = mapValue(value, (single) => (single.kind === 'unknown' ? asInterference(single) : single));
  for (const [name, cell] of object.properties) {
    if (isSymbolKey(name) || !mayBeKey(name, key)) continue;
    const before = m.store.read(cell);
    if (presentPart(before) !== undefined) m.store.write(cell, anyOf([before, perhaps]));
  }
  for (const cell of object.brand === undefined ? (object.elements ?? []) : []) {
    const before = m.store.read(cell);
    if (presentPart(before) !== undefined) m.store.write(cell, anyOf([before, value]));
  }
  addMore(m, object, value);
}

// o[k] = v
export function setIndexed(m: Machine, object: Value, key: Value, value: Value, node: ts.Node): void {
  for (const { value: single, world } of optionsOf(key)) {
    const name = keyText(single);
    if (name !== undefined) {
      setProperty(m, object, name, narrowTo(world, value), node);
      continue;
    }
    for (const option of optionsOf(withoutInterference(object))) {
      if (option.value.kind === 'object' && option.value.brand?.kind !== 'proxy')
        setAny(m, option.value, value, single);
      else if (option.value.kind === 'object') anyTrapped(m, option.value, single, node);
      else handOut(m, value, node);
    }
  }
}
