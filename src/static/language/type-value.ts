import { ts } from 'ts-morph';
import { isStoodFor, symbolicInstance } from '../heap/instances.ts';
import type { Machine } from '../machine/machine.ts';
import { implementersOf } from '../natives/languages/implementers.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { type Library, literal, type Value } from '../value/value.ts';

/**
 * What a type annotation says about a value that the program does not show: an instance of a class of the program
 * (dependency injection hands those in), or one of a union of string literals.
 */
export function valueOfType(m: Machine, type: ts.TypeNode | undefined, scope: Scope): Value | undefined {
  if (type === undefined) return undefined;
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return literal(type.literal.text, type.literal);
  if (ts.isUnionTypeNode(type)) return valueOfUnion(m, type, scope);
  if (ts.isParenthesizedTypeNode(type)) return valueOfType(m, type.type, scope);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const named = namedValue(m, type.typeName, scope);
  if (named?.kind !== 'object') return undefined;
  if (named.brand?.kind === 'class') return instanceOf(m, named, type);
  if (named.brand?.kind === 'sdk') return m.sinks.sdkInstance(m, named);
  if (named.brand?.kind === 'client') return named;
  return undefined;
}

function valueOfUnion(m: Machine, type: ts.UnionTypeNode, scope: Scope): Value | undefined {
  const values = type.types.map((part) => valueOfType(m, part, scope));
  const known = values.filter((value) => value !== undefined);
  const onlyLiterals = type.types.every((part) => ts.isLiteralTypeNode(part));
  // A union with anything but literals says nothing about texts; for `Client | undefined` the class is what matters.
  if (known.length === 0) return undefined;
  return onlyLiterals || known.every((value) => value.kind === 'object') ? anyOf(known) : undefined;
}

/** The library whose type a value has: `app: INestApplication`. */
export function libraryOfType(m: Machine, type: ts.TypeNode | undefined, scope: Scope): Library | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  const named = namedValue(m, type.typeName, scope);
  return named?.kind === 'unknown' ? named.gap.library : undefined;
}

function namedValue(m: Machine, name: ts.EntityName, scope: Scope): Value | undefined {
  if (!ts.isIdentifier(name)) return undefined;
  const cell = scope.find(name.text);
  return cell === undefined ? undefined : m.store.read(cell);
}

/** Instances that the program makes, or one made as if from outside. */
function instanceOf(m: Machine, type: HeapObject, at: ts.Node): Value | undefined {
  const brand = type.brand;
  if (brand?.kind !== 'class') return undefined;
  const implementers = implementersOf(m, type).slice(0, maxInstances);
  if (implementers.length > 0) return anyOf(implementers.map((one) => symbolicInstance(m, one)));
  if (brand.instances.length > 0 && !isStoodFor(type)) return anyOf(brand.instances.slice(0, maxInstances));
  return symbolicInstance(m, type, at);
}

const maxInstances = 8;
