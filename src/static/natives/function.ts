import { ts } from 'ts-morph';
import { prototypeOf } from '../heap/instances.ts';
import { nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { spread } from './spread.ts';

/** Members of a function: call, apply, bind, its prototype and its name. */
export function functionMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  switch (key) {
    case 'call':
      return nativeFunction(m, key, (machine, { args: [receiver = undefinedValue, ...args], node }) =>
        machine.call(self, { self: receiver, args, node }),
      );
    case 'apply':
      return nativeFunction(m, key, (machine, { args: [receiver = undefinedValue, list], node }) =>
        machine.call(self, { self: receiver, node, ...spread(machine, list) }),
      );
    case 'bind':
      return nativeFunction(m, key, (machine, call) => bind(machine, self, call));
    case 'prototype':
      return self.brand?.kind === 'function' ? prototypeOf(m, self) : undefined;
    case 'name':
      return nameOf(self);
    case 'length':
      return lengthOf(self);
    default:
      return undefined;
  }
}

// f.bind(o, a)  ⇒  a function that calls f on o with a before its own arguments, however it is called
function bind(m: Machine, self: HeapObject, { args: [receiver, ...args] }: NativeArguments): Value {
  const { brand } = self;
  if (brand?.kind === 'function') {
    const bound = m.object(self.at);
    const boundThis = brand.boundThis ?? receiver;
    const boundArguments = [...(brand.boundArguments ?? []), ...args];
    bound.brand = { ...brand, ...(boundThis && { boundThis }), boundArguments };
    return bound;
  }
  // What it is on its own, a client with its members, it stays where nothing but the receiver is bound.
  if (args.length === 0 && brand?.kind !== 'native') return self;
  const call: NativeCall = (machine, { self: own, args: given, node }) =>
    machine.call(self, { self: receiver ?? own, args: [...args, ...given], node });
  const construct: NativeCall = (machine, { args: given, node }) =>
    machine.construct(self, { self: undefinedValue, args: [...args, ...given], node });
  return nativeFunction(m, 'bound', call, construct);
}

/** The name that a function or a class is declared with, or that it gets from where it is written. */
function nameOf(self: HeapObject): Value {
  const { brand, at } = self;
  if (brand?.kind === 'native') return literal(brand.name, at);
  if (brand?.kind !== 'function' && brand?.kind !== 'class') return unknown('not-text', at, 'name');
  const name = declaredName(brand.node) ?? givenName(brand.node);
  return name === undefined ? unknown('not-text', at, 'name') : literal(name.text, name);
}

function declaredName({ name }: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration) {
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name) ? name : undefined;
}

/** `const f = () => {}`, `{ f: () => {} }`, `static f = () => {}` */
function givenName({ parent }: ts.Node) {
  const isNaming =
    ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  if (!isNaming) return undefined;
  return ts.isIdentifier(parent.name) || ts.isStringLiteral(parent.name) ? parent.name : undefined;
}

/** How many parameters stand before the first that may be left out. */
function lengthOf({ brand, at }: HeapObject): Value {
  if (brand?.kind !== 'function') return unknown('not-text', at, 'length');
  const { parameters } = brand.node;
  const isThis = ({ name }: ts.ParameterDeclaration) => ts.isIdentifier(name) && name.text === 'this';
  const own = parameters.filter((parameter) => !isThis(parameter));
  const optional = own.findIndex(({ initializer, dotDotDotToken }) => initializer ?? dotDotDotToken);
  const count = optional === -1 ? own.length : optional;
  return constant(Math.max(count - (brand.boundArguments?.length ?? 0), 0));
}
