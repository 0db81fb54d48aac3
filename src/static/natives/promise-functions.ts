import type { ts } from 'ts-morph';
import { iterationOf } from '../heap/iteration.ts';
import { arrayOf, defineOwn, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { looksKnown } from '../machine/look.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { isOnlyCalled } from '../syntax/only-called.ts';
import type { NativeArguments } from '../value/brand.ts';
import { Cell } from '../value/cell.ts';
import { anyOf, mapValue, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isAbsent, literal, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';

const first = ({ args }: NativeArguments): Value => args[0] ?? undefinedValue;
const same: NativeCall = (_m, call) => first(call);

/** The functions of `Promise`. A promise is followed as the value it brings. */
export const promiseFunctions: Readonly<Record<string, NativeCall>> = {
  resolve: same,
  all: (m, call) =>
    mapValue(first(call), (single) => (isList(single) ? single : listed(m, single, call, (item) => item))),
  allSettled: (m, call) => mapValue(first(call), (single) => listed(m, single, call, (item) => settled(m, item, call))),
  race: (m, call) => oneOf(m, call),
  any: (m, call) => oneOf(m, call),
  reject: (_m, { node }) => unknown('external-call', node, 'error'),
  // Promise.try(f, a)  ⇒  what f(a) brings
  try: (m, { args: [callback = undefinedValue, ...args], node }) =>
    m.call(callback, { self: undefinedValue, args, node, mayFail: true }),
  withResolvers: (m, { node }) => deferred(m, node),
};

function isList(value: Single): boolean {
  return value.kind === 'object' && value.elements !== undefined;
}

/** A list made of what iterating over a value visits. */
function listed(m: Machine, value: Single, { node }: NativeArguments, map: (item: Value) => Value): Value {
  const items = iterationOf(m, value);
  if (items === undefined) return value;
  const slots = items.slots.map((slot) => mapValue(slot, (single) => (isAbsent(single) ? single : map(single))));
  return arrayOf(m, node, slots, items.more === undefined ? undefined : map(items.more));
}

/** `{ status, value }` of one that may have failed. */
function settled(m: Machine, value: Value, { node }: NativeArguments): Value {
  const status = anyOf([literal('fulfilled', node), literal('rejected', node)]);
  return objectOf(m, node, { status, value, reason: unknown('external-call', node, 'error') });
}

function oneOf(m: Machine, call: NativeArguments): Value {
  return mapValue(first(call), (single) => {
    const items = iterationOf(m, single);
    const known = (items?.slots ?? []).flatMap((slot) => presentPart(slot) ?? []);
    const all = items?.more === undefined ? known : [...known, items.more];
    return all.length === 0 ? unknown('external-call', call.node) : anyOf(all);
  });
}

/**
 * `new Promise(executor)`: the value that the executor resolves with. What somebody else resolves it with at a later time
 * is kept by the place that makes the promise, for whoever waits there again.
 */
export const makePromise: NativeCall = (m, { args, node }) => {
  const [executor] = args;
  const late = lateValues(m, node);
  let resolved: Value[] | Value = [];
  const resolve = settler(m, 'resolve', node, (machine, call) => {
    const value = first(call);
    if (Array.isArray(resolved)) resolved.push(value);
    else if (!looksKnown(machine, resolved, value)) machine.store.write(late, anyOf([machine.store.peek(late), value]));
    return undefinedValue;
  });
  const reject = settler(m, 'reject', node, () => undefinedValue);
  if (executor !== undefined) m.call(executor, { self: undefinedValue, args: [resolve, reject], node, mayFail: true });
  const isOpen = resolved.length === 0 || (m.store.isLoading && !isOver(m, executor));
  resolved = anyOf([...resolved, ...(isOpen ? [unknown('external-call', node, 'promise')] : [])]);
  return anyOf([resolved, m.store.read(late)]);
};

/** Whether nobody can resolve a promise any more once its executor has run. The code of a module runs once: it sees no more. */
function isOver(m: Machine, executor: Value | undefined): boolean {
  const brand = executor?.kind === 'object' ? executor.brand : undefined;
  return brand?.kind === 'function' && isOnlyCalled(brand.node, 0, (inner) => m.executed.has(inner));
}

/** The place of what the promises that are made here are resolved with later. It is older than all that runs. */
function lateValues(m: Machine, node: ts.Node): Cell {
  const known = m.resolvedLate.get(node);
  if (known !== undefined) return known;
  const cell = new Cell({ kind: 'choice', options: [] }, -1);
  m.resolvedLate.set(node, cell);
  return cell;
}

/** What ends a promise: those of one place are alike. */
function settler(m: Machine, name: string, node: ts.Node, call: NativeCall): HeapObject {
  const object = m.object(node);
  object.brand = { kind: 'native', name, call };
  return object;
}

/** `{ promise, resolve, reject }` */
export function deferred(m: Machine, node: NativeArguments['node']): Value {
  const made = objectOf(m, node, { promise: unknown('external-call', node, 'promise') });
  const resolve = nativeFunction(m, 'resolve', (machine, { args }) => {
    setOwn(machine, made, 'promise', args[0] ?? undefinedValue);
    return undefinedValue;
  });
  defineOwn(m, made, 'resolve', resolve);
  defineOwn(
    m,
    made,
    'reject',
    nativeFunction(m, 'reject', () => undefinedValue),
  );
  return made;
}
