import { ts } from 'ts-morph';
import { prototypeOf } from '../heap/instances.ts';
import { freshObject } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { initialiseNative } from '../natives/native-base.ts';
import { constructProxy } from '../natives/proxy.ts';
import { classChain } from '../opaque/class-chain.ts';
import { constructorNameAt, isLowered } from '../syntax/original.ts';
import type { ClassBrand } from '../value/brand.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { throughCall } from '../value/text.ts';
import { type Library, undefinedValue, type Value } from '../value/value.ts';
import { runBody } from './call.ts';
import { setField } from './class.ts';
import { callsNothing } from './inert-bases.ts';
import { takeTurn } from './take-turn.ts';

// new C(a)  ⇒  an instance whose fields are set and whose constructor ran with a
export function construct(m: Machine, callee: Value, request: CallRequest): Value {
  return mapValue(callee, (single) => {
    m.step();
    if (single.kind !== 'object') return m.call(single, { ...request, self: undefinedValue });
    const { brand } = single;
    if (brand?.kind === 'class') return constructClass(m, single, brand, request);
    if (brand?.kind === 'function') return constructFunction(m, single, request);
    if (brand?.kind === 'native' && brand.construct !== undefined) return brand.construct(m, request);
    if (brand?.kind === 'proxy') return constructProxy(m, single, brand, request);
    if (brand?.kind === 'sdk') return m.sinks.sdkInstance(m, single);
    if (brand?.kind === 'client') return m.sinks.clientInstance(m, single, request);
    return m.call(single, { ...request, self: undefinedValue });
  });
}

function constructClass(m: Machine, type: HeapObject, brand: ClassBrand, request: CallRequest): Value {
  const instance = freshObject(m, request.node);
  const prototype = getProperty(m, type, 'prototype', request.node);
  if (prototype.kind === 'object') instance.prototype = prototype;
  brand.instances.push(instance);
  const args = request.args.map((arg) => throughCall(arg, request.node));
  if (isLowered(brand.node)) return startInstance(m, type, instance, { ...request, args });
  const returned = initialise(m, type, instance, { ...request, args });
  // A constructor may return another object than the one it was given.
  return mapValue(returned, (single) => (single.kind === 'object' ? single : instance));
}

/** In languages whose constructors are methods: the fields of all bases, then the nearest constructor. */
function startInstance(m: Machine, type: HeapObject, instance: HeapObject, request: CallRequest): Value {
  const start = getProperty(m, instance, constructorNameAt(type.at), request.node);
  const isOwn = start.kind === 'object';
  initialise(m, type, instance, isOwn ? { ...request, args: [] } : request);
  if (isOwn) m.call(start, { ...request, self: instance });
  return instance;
}

/** Runs the constructor chain on an instance: base first, then the fields, then the rest of the constructor. */
function initialise(m: Machine, type: HeapObject, instance: HeapObject, request: CallRequest): Value {
  const brand = type.brand;
  if (brand?.kind !== 'class') {
    if (brand?.kind === 'function') return m.call(type, { ...request, self: instance });
    if (brand?.kind === 'native') {
      initialiseNative(m, instance, brand, request);
      leaveToPlatform(m, instance);
    }
    if (brand?.kind === 'client') m.sinks.adoptClient(m, instance, type, request);
    return undefinedValue;
  }
  let hasRun = false;
  const run = (args: readonly Value[]) => {
    hasRun = true;
    return runConstructor(m, type, brand, instance, { ...request, args });
  };
  const given = { node: brand.node, scope: brand.scope, self: undefined, args: request.args };
  const value = takeTurn(m, { ...given, callee: type, request, run });
  if (hasRun) return value;
  // An instance that its own making asks for again has what that one has.
  if (value.kind === 'unknown') instance.open ??= value.gap;
  return undefinedValue;
}

/** What a class of a library or of the platform calls of its instances, beside what is modelled of it. */
function leaveToPlatform(m: Machine, instance: HeapObject): void {
  const { base } = classChain(m, instance);
  if (typeof base === 'object' && base.module !== '') m.recorder.escapes(instance, m.live, { holder: 'framework' });
}

function runConstructor(
  m: Machine,
  type: HeapObject,
  brand: ClassBrand,
  instance: HeapObject,
  request: CallRequest,
): Value {
  const own = constructorOf(brand);
  const prototype = getProperty(m, type, 'prototype', request.node);
  const home = prototype.kind === 'object' ? prototype : undefined;
  const superConstruct = (args: readonly Value[], node: ts.Node) => {
    for (const { value } of optionsOf(brand.base ?? undefinedValue)) {
      if (value.kind === 'object') initialise(m, value, instance, { ...request, args, node });
      else if (value.kind === 'unknown' && !callsNothing(value))
        handToBase(m, instance, args, { node, holder: value.gap.library });
    }
    setFields(m, brand, instance, home);
  };
  if (own === undefined) {
    superConstruct(request.args, request.node);
    return undefinedValue;
  }
  if (brand.base === undefined) setFields(m, brand, instance, home);
  const scope = m.scope(brand.scope, {
    node: own,
    self: instance,
    home,
    args: request.args,
    constructing: { instance, construct: superConstruct },
  });
  if (m.executed.get(own) !== true) m.executed.set(own, m.live);
  return runBody(m, own, scope, request);
}

function constructorOf({ node }: ClassBrand): ts.ConstructorDeclaration | undefined {
  return node.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
}

/** A base that is not known may keep what its constructor gets, and call the methods of the instance. */
function handToBase(m: Machine, instance: HeapObject, args: readonly Value[], { node, holder }: BaseCall): void {
  m.giveAway(args, { self: undefinedValue, args, node }, holder);
  m.recorder.escapes(instance, m.live, { holder });
}

interface BaseCall {
  readonly node: ts.Node;
  /** The library that the base is from. */
  readonly holder: Library | undefined;
}

function setFields(m: Machine, brand: ClassBrand, instance: HeapObject, home: HeapObject | undefined): void {
  for (const run of brand.initializers) m.call(run, { self: instance, args: [], node: brand.node });
  const scope = m.scope(brand.scope, { node: brand.node, self: instance, home, args: [] });
  for (const field of brand.fields) setField(m, instance, field, scope);
}

/** `new` on a plain function: the instance inherits from the function's `prototype`. */
function constructFunction(m: Machine, type: HeapObject, request: CallRequest): Value {
  const instance = freshObject(m, request.node);
  instance.prototype = prototypeOf(m, type);
  const result = m.call(type, { ...request, self: instance });
  return result.kind === 'object' && result !== instance ? result : instance;
}
