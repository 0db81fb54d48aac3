import type { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { appendElement, listOf, orAbsent, prependElements, slotsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { signature } from '../machine/signature.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, mayBeAbsent, optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import type { Functions } from './open-module.ts';

/**
 * What listens on an emitter, and what it was told, are members of it, by event. Their names are such that nothing
 * lists them; whoever holds the emitter reaches the listeners.
 */
const listenersOf = '[Symbol(listeners) ';
const emittedOn = '[Symbol(emitted) ';
/** Listeners that go when they have been called. */
const onceOn = '[Symbol(once) ';
/** Stands for an event whose name is not known. */
const anyEvent = '*';

/** How a listener is put on an emitter. */
interface Listening {
  /** Before the others. */
  readonly isFirst?: boolean;
  /** Goes when it has been called. */
  readonly isOnce?: boolean;
  /** May be taken off at any time. */
  readonly mayGo?: boolean;
}

/** Has a listener called for every event of that name. The same listener, put there once more, is there once. */
export function listen(
  m: Machine,
  emitter: Value,
  event: Value,
  listener: Value,
  node: ts.Node,
  { isFirst = false, isOnce = false, mayGo = false }: Listening = {},
): void {
  for (const { value: object } of optionsOf(emitter)) {
    if (object.kind !== 'object') continue;
    for (const name of namesOf(event)) {
      addOnce(m, object, listenersOf, name, listener, node, isFirst);
      if (isOnce) addOnce(m, object, onceOn, name, listener, node);
    }
  }
  if (mayGo) takeOff(m, emitter, event, listener);
}

/** A listener, or each where none is named, is not there from here on, or is: who takes it off may do it later. */
export function takeOff(m: Machine, emitter: Value, event: Value | undefined, listener: Value | undefined): void {
  const names = event === undefined ? [anyEvent] : namesOf(event);
  const meant = optionsOf(listener ?? undefinedValue).map(({ value }) => signature(m, value));
  const isAny = listener === undefined || optionsOf(listener).some(({ value }) => value.kind === 'unknown');
  for (const { value: object } of optionsOf(emitter)) {
    if (object.kind !== 'object') continue;
    const lists = names.flatMap((name) => listsFor(m, object, listenersOf, name));
    for (const cell of lists.flatMap(({ elements = [] }) => elements)) {
      const there = presentPart(m.store.read(cell));
      if (there !== undefined && (isAny || isOneOf(m, there, meant))) m.store.write(cell, orAbsent(there));
    }
  }
}

function isOneOf(m: Machine, listener: Value, signatures: readonly string[]): boolean {
  return optionsOf(listener).some(({ value }) => signatures.includes(signature(m, value)));
}

function namesOf(event: Value): string[] {
  return optionsOf(event).map(({ value }) => keyText(value) ?? anyEvent);
}

function addOnce(
  m: Machine,
  object: HeapObject,
  kind: string,
  name: string,
  added: Value,
  node: ts.Node,
  isFirst = false,
): void {
  const list = listIn(m, object, `${kind}${name}]`, node);
  const known = new Set(slotsOf(m, list).map((slot) => signature(m, presentPart(slot) ?? undefinedValue)));
  if (known.has(signature(m, added))) return;
  if (isFirst) prependElements(m, list, [added]);
  else appendElement(m, list, added);
}

function listIn(m: Machine, object: HeapObject, key: string, node: ts.Node): HeapObject {
  const cell = object.properties.get(key);
  const known = cell === undefined ? undefined : m.store.read(cell);
  if (known?.kind === 'object') return known;
  const made = arrayOf(m, node, []);
  setOwn(m, object, key, made);
  return made;
}

/** Calls what listens to an event with these arguments, in order. */
export function emit(m: Machine, emitter: Value, event: Value, args: readonly Value[], node: ts.Node): void {
  for (const { value: object } of optionsOf(emitter)) {
    if (object.kind !== 'object') continue;
    for (const name of namesOf(event)) {
      addOnce(m, object, emittedOn, name, arrayOf(m, node, args), node);
      const once = listsFor(m, object, onceOn, name).flatMap((list) => slotsOf(m, list));
      const spent = once.map((slot) => signature(m, presentPart(slot) ?? undefinedValue));
      for (const list of listsFor(m, object, listenersOf, name)) callAll(m, list, object, { args, node }, spent);
    }
  }
}

/** The lists of an event, of all events where its name is not known, and of those whose own name is not known. */
function listsFor(m: Machine, object: HeapObject, kind: string, name: string): HeapObject[] {
  m.store.look(object);
  const isMeant = (key: string): boolean =>
    key.startsWith(kind) && (name === anyEvent || key === `${kind}${name}]` || key === `${kind}${anyEvent}]`);
  return [...object.properties].flatMap(([key, cell]) => {
    const list = isMeant(key) ? m.store.read(cell) : undefined;
    return list === undefined ? [] : optionsOf(list).flatMap(({ value }) => (value.kind === 'object' ? [value] : []));
  });
}

/** @param once those that go when they have been called */
function callAll(
  m: Machine,
  list: HeapObject,
  self: HeapObject,
  { args, node }: Pick<NativeArguments, 'args' | 'node'>,
  once: readonly string[],
): void {
  for (const cell of list.elements ?? []) {
    const slot = m.store.read(cell);
    const listener = presentPart(slot);
    if (listener === undefined) continue;
    if (isOneOf(m, listener, once)) m.store.write(cell, orAbsent(listener));
    const call = () => callListener(m, listener, self, args, node);
    if (mayBeAbsent(slot)) branchValues(m, m.point(node), [call, () => undefinedValue]);
    else call();
  }
  if (list.more === undefined) return;
  const more = m.store.read(list.more);
  branchValues(m, m.point(node), [() => callListener(m, more, self, args, node), () => undefinedValue]);
}

/** A function, or an object with the method `handleEvent`. */
function callListener(m: Machine, listener: Value, self: HeapObject, args: readonly Value[], node: ts.Node): Value {
  const isPlain = listener.kind === 'object' && listener.brand === undefined;
  if (!isPlain) return m.call(listener, { self, args, node });
  return m.call(getProperty(m, listener, 'handleEvent', node), { self: listener, args, node });
}

/** Everything that an event was told so far; unknown where it was never told anything. */
export function emitted(
  m: Machine,
  { args: [emitter = undefinedValue, event = undefinedValue], node }: NativeArguments,
): Value {
  const told = optionsOf(emitter).flatMap(({ value: object }) => {
    if (object.kind !== 'object') return [];
    const lists = namesOf(event).flatMap((name) => listsFor(m, object, emittedOn, name));
    return lists.flatMap((list) => listOf(m, list).known);
  });
  return told.length === 0 ? unknown('external-call', node, 'once()') : anyOf(told);
}

/** An emitter tells of each listener before it takes it (Node.js, events: 'newListener'). */
function tellOfListener(m: Machine, { self: emitter, args, node }: NativeArguments): void {
  const heard = optionsOf(emitter).some(
    ({ value }) => value.kind === 'object' && listsFor(m, value, listenersOf, 'newListener').length > 0,
  );
  if (!heard) return;
  const own = getProperty(m, emitter, 'emit', node);
  m.call(own, { self: emitter, args: [literal('newListener', node), ...args], node });
}

const self: NativeCall = (_m, call) => call.self;

function on(listening: Listening): NativeCall {
  return (m, call) => {
    const [event = undefinedValue, listener = undefinedValue] = call.args;
    tellOfListener(m, call);
    listen(m, call.self, event, listener, call.node, listening);
    return call.self;
  };
}

const off: NativeCall = (m, { self: emitter, args: [event, listener] }) => {
  takeOff(m, emitter, event, listener);
  return emitter;
};

/** Members of an emitter of Node's. */
export const emitterMethods: Functions = {
  ...{ on: on({}), addListener: on({}), once: on({ isOnce: true }) },
  ...{ prependListener: on({ isFirst: true }), prependOnceListener: on({ isFirst: true, isOnce: true }) },
  ...{ off, removeListener: off, removeAllListeners: off, setMaxListeners: self },
  emit: (m, call) => {
    const [event = undefinedValue, ...args] = call.args;
    emit(m, call.self, event, args, call.node);
    return unknown('not-text', call.node);
  },
  listeners: (m, { self: emitter, args: [event = undefinedValue], node }) =>
    arrayOf(
      m,
      node,
      emitter.kind === 'object'
        ? namesOf(event).flatMap((name) => listsFor(m, emitter, listenersOf, name).flatMap((list) => slotsOf(m, list)))
        : [],
    ),
  listenerCount: (_m, { node }) => unknown('not-text', node),
  eventNames: (m, { node }) => arrayOf(m, node, [], unknown('unknown-key', node)),
};

/** A class of the platform: calling it makes nothing, since instances of it and of its subclasses begin empty. */
export function emitterClass(m: Machine, name: string, methods: Functions = emitterMethods): HeapObject {
  const prototype = m.object(undefined);
  for (const [key, call] of Object.entries(methods)) defineOwn(m, prototype, key, nativeFunction(m, key, call));
  const type = nativeFunction(
    m,
    name,
    () => undefinedValue,
    (machine, { node }) => {
      const made = objectOf(machine, node, {});
      made.prototype = prototype;
      return made;
    },
  );
  defineOwn(m, type, 'prototype', prototype);
  defineOwn(m, prototype, 'constructor', type);
  return type;
}
