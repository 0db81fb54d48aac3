import { ts } from 'ts-morph';
import { prototypeOf } from '../heap/instances.ts';
import { defineOwn, freshObject, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { ClassBrand } from '../value/brand.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { throughCall } from '../value/text.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { propertyNameText } from './bind.ts';
import { runBody } from './call.ts';
import { takeTurn } from './take-turn.ts';

/** Makes the class object: its prototype with the methods, and its statics. */
export function makeClass(m: Machine, node: ts.ClassLikeDeclaration, outer: Scope): HeapObject {
  const scope = m.scope(outer);
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = heritage === undefined ? undefined : m.evaluate(heritage.expression, scope);
  const made = freshObject(m, node);
  made.brand = { kind: 'class', node, scope, base, instances: [] };
  const prototype = freshObject(m, node);
  defineOwn(m, made, 'prototype', prototype);
  defineOwn(m, prototype, 'constructor', made);
  if (node.name !== undefined) scope.names.set(node.name.text, m.store.cell(made));
  if (base !== undefined) inheritFrom(m, made, prototype, base, node);
  for (const member of node.members) addMember(m, member, made, prototype, scope);
  return made;
}

function inheritFrom(m: Machine, made: HeapObject, prototype: HeapObject, base: Value, node: ts.Node): void {
  for (const { value } of optionsOf(base)) {
    if (value.kind !== 'object') {
      if (value.kind === 'unknown') prototype.open = value.gap;
      continue;
    }
    made.prototype = value;
    const parent = getProperty(m, value, 'prototype', node);
    if (parent.kind === 'object') prototype.prototype = parent;
    else if (value.brand?.kind === 'client') prototype.prototype = value;
    else prototype.open = unknown('external-module', node).gap;
    return;
  }
}

function addMember(m: Machine, member: ts.ClassElement, made: HeapObject, prototype: HeapObject, scope: Scope): void {
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  const home = isStatic ? made : prototype;
  if (ts.isClassStaticBlockDeclaration(member)) {
    const inside = m.scope(scope, { node: member, self: made, home: made, args: [] });
    for (const statement of member.body.statements) m.execute(statement, inside);
    return;
  }
  if (member.name === undefined) return;
  const name = propertyNameText(m, member.name, scope);
  if (name === undefined) return;
  if (ts.isMethodDeclaration(member)) {
    const method = methodObject(m, member, scope, home);
    defineOwn(m, home, name, method);
    m.nameMethod(name, method, made);
  } else if (ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
    const accessor = home.accessors.get(name);
    const made = methodObject(m, member, scope, home);
    home.accessors.set(name, ts.isGetAccessor(member) ? { ...accessor, get: made } : { ...accessor, set: made });
  } else if (isStatic && ts.isPropertyDeclaration(member) && member.initializer !== undefined) {
    const inside = m.scope(scope, { node: member, self: made, home: made, args: [] });
    defineOwn(m, made, name, m.evaluate(member.initializer, inside));
  }
}

export function methodObject(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  scope: Scope,
  home: HeapObject | undefined,
): HeapObject {
  const made = freshObject(m, node);
  made.brand = home === undefined ? { kind: 'function', node, scope } : { kind: 'function', node, scope, home };
  m.functions.set(node, { object: made, home });
  return made;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

// new C(a)  ⇒  an instance whose fields are set and whose constructor ran with a
export function construct(m: Machine, callee: Value, request: CallRequest): Value {
  return mapValue(callee, (single) => {
    m.step();
    if (single.kind !== 'object') return m.call(single, { ...request, self: undefinedValue });
    const { brand } = single;
    if (brand?.kind === 'class') return constructClass(m, single, brand, request);
    if (brand?.kind === 'function') return constructFunction(m, single, request);
    if (brand?.kind === 'native' && brand.construct !== undefined) return brand.construct(m, request);
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
  initialise(m, type, instance, { ...request, args: request.args.map((arg) => throughCall(arg, request.node)) });
  return instance;
}

/** Runs the constructor chain on an instance: base first, then the fields, then the rest of the constructor. */
function initialise(m: Machine, type: HeapObject, instance: HeapObject, request: CallRequest): void {
  const brand = type.brand;
  if (brand?.kind !== 'class') {
    if (brand?.kind === 'function') m.call(type, { ...request, self: instance });
    if (brand?.kind === 'client') m.sinks.adoptClient(m, instance, type, request);
    return;
  }
  let hasRun = false;
  const run = (args: readonly Value[]) => {
    hasRun = true;
    runConstructor(m, type, brand, instance, { ...request, args });
    return undefinedValue;
  };
  const given = { node: brand.node, scope: brand.scope, self: undefined, args: request.args };
  const value = takeTurn(m, { ...given, callee: type, request, run });
  // An instance that its own making asks for again has what that one has.
  if (!hasRun && value.kind === 'unknown') instance.open ??= value.gap;
}

function runConstructor(
  m: Machine,
  type: HeapObject,
  brand: ClassBrand,
  instance: HeapObject,
  request: CallRequest,
): void {
  const own = brand.node.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
  const superConstruct = (args: readonly Value[], node: ts.Node) => {
    for (const { value } of optionsOf(brand.base ?? undefinedValue)) {
      if (value.kind === 'object') initialise(m, value, instance, { ...request, args, node });
    }
    setFields(m, brand, instance);
  };
  if (own === undefined) {
    superConstruct(request.args, request.node);
    return;
  }
  if (brand.base === undefined) setFields(m, brand, instance);
  const home = getProperty(m, type, 'prototype', request.node);
  const scope = m.scope(brand.scope, {
    node: own,
    self: instance,
    home: home.kind === 'object' ? home : undefined,
    args: request.args,
    constructing: { instance, construct: superConstruct },
  });
  if (m.executed.get(own) !== true) m.executed.set(own, m.live);
  runBody(m, own, scope, request);
}

function setFields(m: Machine, brand: ClassBrand, instance: HeapObject): void {
  const scope = m.scope(brand.scope, { node: brand.node, self: instance, home: undefined, args: [] });
  for (const member of brand.node.members) {
    if (!ts.isPropertyDeclaration(member) || hasModifier(member, ts.SyntaxKind.StaticKeyword)) continue;
    const name = propertyNameText(m, member.name, scope);
    if (name === undefined || member.initializer === undefined) continue;
    const value = m.evaluate(member.initializer, scope);
    // A field is the instance's own, whatever setters its class has.
    if (instance.properties.has(name)) setOwn(m, instance, name, value);
    else defineOwn(m, instance, name, value);
  }
}

/** `new` on a plain function: the instance inherits from the function's `prototype`. */
function constructFunction(m: Machine, type: HeapObject, request: CallRequest): Value {
  const instance = freshObject(m, request.node);
  instance.prototype = prototypeOf(m, type);
  const result = m.call(type, { ...request, self: instance });
  return result.kind === 'object' && result !== instance ? result : instance;
}
