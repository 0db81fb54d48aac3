import { ts } from 'ts-morph';
import { noteHeir } from '../heap/instances.ts';
import { addMore } from '../heap/list.ts';
import { defineOwn, freshObject, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { isLowered } from '../syntax/original.ts';
import type { ClassBrand, ClassField } from '../value/brand.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { propertyNameText } from './bind.ts';
import { decorateClass } from './decorate-class.ts';
import { decorateMember } from './decorate-member.ts';
import { hasModifier, methodObject } from './method.ts';
import { runStatements } from './statements.ts';

/** A class while it is made. */
export interface ClassInMaking {
  readonly type: HeapObject;
  readonly brand: ClassBrand;
  readonly prototype: HeapObject;
  /** Its static fields. */
  readonly statics: ClassField[];
  /** What decorators of the class and of static members want to be run on the class when it is whole. */
  readonly later: Value[];
}

// class C { … }  ⇒  the class object: its prototype with the methods, its statics, and what its decorators make of it
export function makeClass(m: Machine, node: ts.ClassLikeDeclaration, outer: Scope): Value {
  const scope = m.scope(outer);
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = heritage === undefined ? undefined : m.evaluate(heritage.expression, scope);
  const type = freshObject(m, node);
  const brand: ClassBrand = { kind: 'class', node, scope, base, instances: [], fields: [], initializers: [] };
  type.brand = brand;
  const prototype = freshObject(m, node);
  defineOwn(m, type, 'prototype', prototype);
  defineOwn(m, prototype, 'constructor', type);
  const inner = m.store.cell(type);
  if (node.name !== undefined) scope.names.set(node.name.text, inner);
  if (base !== undefined) inheritFrom(m, type, prototype, base, node);
  const made: ClassInMaking = { type, brand, prototype, statics: [], later: [] };
  for (const member of node.members) addMember(m, made, member, scope);
  for (const member of node.members) initialiseStatic(m, made, member, scope);
  const decorated = decorateClass(m, made, scope);
  m.store.write(inner, decorated);
  return decorated;
}

function inheritFrom(m: Machine, made: HeapObject, prototype: HeapObject, base: Value, node: ts.Node): void {
  for (const { value } of optionsOf(base)) {
    if (value.kind !== 'object') {
      if (value.kind === 'unknown') {
        prototype.open = value.gap;
        made.open = value.gap;
      }
      continue;
    }
    made.prototype = value;
    if (isLowered(node)) noteHeir(value, made);
    const parent = getProperty(m, value, 'prototype', node);
    if (parent.kind === 'object') prototype.prototype = parent;
    else if (value.brand?.kind === 'client') prototype.prototype = value;
    else prototype.open = unknown('external-module', node).gap;
    return;
  }
}

/** Methods and accessors are there at once; of fields it is noted what an instance will get. */
function addMember(m: Machine, made: ClassInMaking, member: ts.ClassElement, scope: Scope): void {
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  const home = isStatic ? made.type : made.prototype;
  if (member.name === undefined) {
    if (ts.isConstructorDeclaration(member)) decorateMember(m, made, { node: member, name: undefined, home }, scope);
    return;
  }
  const name = propertyNameText(m, member.name, scope);
  if (ts.isMethodDeclaration(member)) {
    if (member.body === undefined) return;
    addMethod(m, made, home, name, methodObject(m, member, scope, home));
  } else if (ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
    if (member.body === undefined) return;
    addAccessor(m, home, name, methodObject(m, member, scope, home), ts.isGetAccessor(member) ? 'get' : 'set');
  } else if (ts.isPropertyDeclaration(member)) {
    const field: ClassField = { node: member, name, changes: [] };
    (isStatic ? made.statics : made.brand.fields).push(field);
    decorateMember(m, made, { node: member, name, home, field }, scope);
    return;
  }
  decorateMember(m, made, { node: member, name, home }, scope);
}

function addMethod(
  m: Machine,
  made: ClassInMaking,
  home: HeapObject,
  name: string | undefined,
  method: HeapObject,
): void {
  if (name === undefined) {
    addMore(m, home, method);
    return;
  }
  defineOwn(m, home, name, method);
  m.nameMethod(name, method, made.type);
}

/** An accessor whose name is not known may be any that is read: it may be run, with a value that is not followed. */
export function addAccessor(
  m: Machine,
  home: HeapObject,
  name: string | undefined,
  accessor: HeapObject,
  kind: 'get' | 'set',
): void {
  if (name === undefined) {
    if (kind === 'get') addMore(m, home, unknown('unknown-key', accessor.at));
    if (accessor.at !== undefined) m.recorder.escapes(accessor, m.live);
    return;
  }
  home.properties.delete(name);
  home.accessors.set(name, { ...home.accessors.get(name), [kind]: accessor });
}

// static x = e; static { … }  ⇒  run in order, with the class as this
function initialiseStatic(m: Machine, made: ClassInMaking, member: ts.ClassElement, scope: Scope): void {
  const { type } = made;
  if (ts.isClassStaticBlockDeclaration(member)) {
    const inside = m.scope(scope, { node: member, self: type, home: type, args: [] });
    runStatements(m, member.body.statements, inside);
    return;
  }
  const field = made.statics.find(({ node }) => node === member);
  if (field !== undefined) setField(m, type, field, m.scope(scope, { node: member, self: type, home: type, args: [] }));
}

/** Sets a field to its first value, as decorators change it. It is the object's own, whatever setters there are. */
export function setField(m: Machine, object: HeapObject, { node, name, changes }: ClassField, scope: Scope): void {
  if (node.initializer === undefined && changes.length === 0) return;
  const written = node.initializer === undefined ? undefinedValue : m.evaluate(node.initializer, scope);
  const value = changes.reduce((before, change) => m.call(change, { self: object, args: [before], node }), written);
  if (name === undefined) addMore(m, object, value);
  else if (object.properties.has(name)) setOwn(m, object, name, value);
  else defineOwn(m, object, name, value);
}
