import type { ts } from 'ts-morph';
import { generatorsIn } from '../heap/generator.ts';
import { drain, drive as driveIterator, iteratorIn } from '../heap/iterator.ts';
import { elementsOf, listOf } from '../heap/list.ts';
import { codes, operation } from '../heap/machine-operations.ts';
import { arrayOf, defineOwn, freshObject, nativeFunction } from '../heap/objects.ts';
import { awaited } from '../heap/thenable.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { Coroutine, FunctionBrand, LabelMachine, TryRegion } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { spread } from './spread.ts';

/** Whoever asks a coroutine to go on. */
export type Driver = NonNullable<Coroutine['drivenBy']>;

/** Calls a function that makes a coroutine, and drives that. */
export function driveCall(m: Machine, made: Made, by: Driver): Value {
  const { body, self, list, node } = made;
  return driven(m, m.call(body, { self, node, ...spread(m, list) }), by, node);
}

/** A function that makes a coroutine, and what it is called with. */
interface Made {
  readonly body: Value;
  readonly self: Value;
  readonly list: Value | undefined;
  readonly node: ts.Node;
}

/** What a coroutine comes to where it is awaited through, or the generator that it is with what it marks awaited. */
export function driven(m: Machine, coroutine: Value, by: Driver, node: ts.Node): Value {
  return mapValue(coroutine, (single) => {
    const [generator] = generatorsIn(single);
    if (generator !== undefined) {
      const body = bodyDriven(m, generator.brand.body, by);
      if (by === 'awaiter') return m.call(body, { self: undefinedValue, args: [], node });
      const made = freshObject(m, node);
      made.brand = { ...generator.brand, body, sent: [] };
      return made;
    }
    return by === 'awaiter' ? drivenByHand(m, single, node) : single;
  });
}

function bodyDriven(m: Machine, body: HeapObject, drivenBy: Driver): HeapObject {
  if (body.brand?.kind !== 'function') return body;
  const made = m.object(body.at);
  made.brand = { ...body.brand, coroutine: { ...body.brand.coroutine, drivenBy } };
  return made;
}

/** An iterator that the program, or a helper that is not known, has made by hand. */
function drivenByHand(m: Machine, single: Single, node: ts.Node): Value {
  const iterator = driveIterator(m, single, node);
  if (iterator === undefined) return awaited(m, single, node);
  drain(iterator);
  return unknown('external-call', node, 'await');
}

/** What is awaited of an iterable, asynchronous or not: its iterator. */
export function asyncIteratorOf(m: Machine, iterated: Value, node: ts.Node): Value {
  return mapValue(iterated, (single) => iteratorIn(m, single, node, true) ?? iteratorOfList(m, single, node));
}

/** `Set` and its like have an iterator of their own, which is a list of what is left. */
function iteratorOfList(m: Machine, single: Single, node: ts.Node): Value {
  if (single.kind !== 'object' || single.brand?.kind !== 'map') return single;
  const method = m.nativeMember(single, '[Symbol.iterator]', node);
  return method === undefined ? single : m.call(method, { self: single, args: [], node });
}

/** A generator whose body is a machine of labels. */
export function machineGenerator(m: Machine, { body, self, node }: Omit<Made, 'list'>, machine: LabelMachine): Value {
  return mapValue(body, (single) => {
    if (single.kind !== 'object' || single.brand?.kind !== 'function') {
      m.recorder.escapes(single, m.live);
      return unknown('external-call', node, 'generator');
    }
    const made = freshObject(m, node);
    made.brand = { kind: 'generator', body: resumable(m, single.brand, self, machine), node, sent: [] };
    return made;
  });
}

function resumable(m: Machine, brand: FunctionBrand, self: Value, machine: LabelMachine): HeapObject {
  const body = m.object(brand.node);
  body.brand = {
    ...brand,
    boundThis: brand.boundThis ?? self,
    boundArguments: [contexts[machine.form](m, brand.node)],
    resumes: true,
    coroutine: { machine },
  };
  return body;
}

const contexts: Readonly<Record<LabelMachine['form'], (m: Machine, at: ts.Node) => HeapObject>> = {
  typescript: typescriptContext,
  regenerator: (m, at) => regeneratorContext(m, at, longNames),
  'regenerator-short': (m, at) => regeneratorContext(m, at, shortNames),
};

/** `{ label, sent(), trys, ops }` */
function typescriptContext(m: Machine, at: ts.Node): HeapObject {
  const made = freshObject(m, at);
  defineOwn(m, made, 'label', constant(0));
  defineOwn(m, made, '[Symbol(sent)]', undefinedValue);
  const sent = made.properties.get('[Symbol(sent)]');
  const read: NativeCall = (machine) => (sent === undefined ? undefinedValue : machine.store.read(sent));
  defineOwn(m, made, 'sent', nativeFunction(m, 'sent', read));
  // The regions of `try` are read off the source: see syntax/label-machine.ts.
  const ignore = nativeFunction(m, 'push', () => undefinedValue);
  for (const name of ['trys', 'ops']) {
    const list = freshObject(m, at);
    for (const method of ['push', 'pop']) defineOwn(m, list, method, ignore);
    defineOwn(m, made, name, list);
  }
  return made;
}

interface RegeneratorNames {
  readonly values: Readonly<Record<'previous' | 'next' | 'sent', string>>;
  readonly methods: Readonly<Record<string, NativeCall>>;
}

const first = (args: readonly Value[], index = 0): Value => args[index] ?? undefinedValue;
const finish: NativeCall = (m, { node }) => operation(m, node, codes.endFinally);
const stop: NativeCall = (m, { node }) => operation(m, node, codes.return, undefinedValue);

/** `_context.abrupt('return', value)`, `_context.prev = _context.next` */
const longNames: RegeneratorNames = {
  values: { previous: 'prev', next: 'next', sent: 'sent' },
  methods: {
    abrupt: (m, { args, node }) => {
      const [kind] = args;
      const [piece] = kind?.kind === 'text' ? kind.pieces : [];
      const name = piece !== undefined && 'text' in piece ? piece.text : '';
      return operation(m, node, abruptCodes.get(name) ?? codes.return, first(args, 1));
    },
    delegateYield: (m, { args, node }) => operation(m, node, codes.delegate, ...args),
    finish,
    stop,
    complete: stop,
  },
};

const abruptCodes = new Map<string, number>([
  ['return', codes.return],
  ['break', codes.jump],
  ['continue', codes.jump],
  ['throw', codes.throw],
]);

/** The same as Babel writes it from 7.27 on: `_context.a(2, value)`, `_context.p = _context.n` */
const shortNames: RegeneratorNames = {
  values: { previous: 'p', next: 'n', sent: 'v' },
  methods: {
    a: (m, { args, node }) => operation(m, node, shortCode(first(args)), first(args, 1)),
    d: (m, { args, node }) => operation(m, node, codes.delegate, first(args), undefinedValue, first(args, 1)),
    f: finish,
  },
};

function shortCode(code: Value): number {
  if (code.kind !== 'constant') return codes.return;
  if (code.value === 3) return codes.jump;
  return code.value === 1 ? codes.throw : codes.return;
}

function regeneratorContext(m: Machine, at: ts.Node, { values, methods }: RegeneratorNames): HeapObject {
  const made = freshObject(m, at);
  for (const name of [values.previous, values.next]) defineOwn(m, made, name, constant(0));
  defineOwn(m, made, values.sent, undefinedValue);
  for (const [name, call] of Object.entries(methods)) defineOwn(m, made, name, nativeFunction(m, name, call));
  const sent = made.properties.get(values.sent);
  // What was caught is what the piece begins with.
  const caught: NativeCall = (machine) => (sent === undefined ? undefinedValue : machine.store.read(sent));
  if (values.sent === 'sent') defineOwn(m, made, 'catch', nativeFunction(m, 'catch', caught));
  return made;
}

/** `[[1, 5, 7, 9], [2, , 3, 4]]`: what regenerator is told of the `try` statements. */
function regionsIn(m: Machine, list: Value | undefined): TryRegion[] {
  if (list?.kind !== 'object' || list.elements === undefined) return [];
  return elementsOf(m, list).flatMap((region) => {
    if (region.kind !== 'object' || region.elements === undefined) return [];
    const [tryAt, catchAt, finallyAt, endAt] = listOf(m, region).known.map(numberIn);
    return tryAt === undefined ? [] : [{ tryAt, catchAt, finallyAt, endAt }];
  });
}

function numberIn(value: Value): number | undefined {
  return value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}

const wrap =
  (form: LabelMachine['form']): NativeCall =>
  (m, { args: [body = undefinedValue, , self = undefinedValue, regions], node }) =>
    machineGenerator(m, { body, self, node }, { form, regions: regionsIn(m, regions) });
const same: NativeCall = (_m, { args }) => first(args);

/** What regenerator gives: it wraps bodies, and marks functions as ones that make generators. */
export function regeneratorRuntime(m: Machine): HeapObject {
  const made = nativeFunction(m, 'regenerator', () => made);
  const driveBody: NativeCall = (machine, { args: [body = undefinedValue, outer, self, regions], node }) => {
    const generator = wrap('regenerator')(machine, {
      self: undefinedValue,
      args: [body, outer ?? undefinedValue, self ?? undefinedValue, regions ?? undefinedValue],
      node,
    });
    return driven(machine, generator, 'awaiter', node);
  };
  const members: Readonly<Record<string, NativeCall>> = {
    ...{ wrap: wrap('regenerator'), w: wrap('regenerator-short') },
    ...{ mark: same, m: same, awrap: same },
    ...{ async: driveBody, values: iterableOf },
  };
  for (const [name, call] of Object.entries(members)) defineOwn(m, made, name, nativeFunction(m, name, call));
  defineOwn(m, made, 'default', made);
  return made;
}

/** A list, or what has an iterator, as what is delegated to. */
const iterableOf: NativeCall = (_m, { args }) => first(args);

/** A function whose calls are driven: what Babel makes of an async function, or of an async generator. */
export function drivenFunction(m: Machine, body: Value, by: Driver): HeapObject {
  return nativeFunction(m, 'driven', (machine, { self, args, node }) =>
    driveCall(machine, { body, self, list: arrayOf(machine, node, args), node }, by),
  );
}
