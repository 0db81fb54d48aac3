import type { ts } from 'ts-morph';
import { helper } from '../../languages/kit/names.ts';
import type { Machine } from '../machine/machine.ts';
import { isLowered } from '../syntax/original.ts';
import { anyOf, decide } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { defineOwn, freshObject } from './objects.ts';

/** The `prototype` object of a plain function, made when first asked for. */
export function prototypeOf(m: Machine, type: HeapObject): HeapObject {
  const cell = type.properties.get('prototype');
  const value = cell === undefined ? undefined : m.store.read(cell);
  if (value?.kind === 'object') return value;
  const made = freshObject(m, type.at);
  defineOwn(m, made, 'constructor', type);
  type.properties.set('prototype', m.store.cell(made));
  return made;
}

/**
 * An instance as code outside the program would make it: constructor arguments unknown, except where types say more.
 * @param at where one of several classes is meant: what follows from which of them it is stays together
 */
export function symbolicInstance(m: Machine, type: HeapObject, at?: ts.Node): Value {
  const brand = type.brand;
  if (brand?.kind !== 'class') return unknown('external-call', type.at);
  if (isStoodFor(type)) return heirInstance(m, type, at);
  const known = brand.instances[0];
  if (known !== undefined) return known;
  m.construct(type, { self: undefinedValue, args: [], node: brand.node, external: true });
  return brand.instances[0] ?? unknown('external-call', type.at);
}

const heirs = new WeakMap<HeapObject, Map<ts.Node | undefined, HeapObject>>();

/** A class that is one of another, or does what an interface says: where only that is known, it may be meant. */
export function noteHeir(base: HeapObject, heir: HeapObject): void {
  const known = heirs.get(base) ?? new Map<ts.Node | undefined, HeapObject>();
  heirs.set(base, known);
  // A class that is made anew where it was made before is no news.
  const isNew = !known.has(heir.at);
  known.set(heir.at, heir);
  if (isNew) base.touch();
}

const abstractMember = helper('abstract');

/** In languages that say so: nobody makes an instance of such a class where there are some below it, only of those. */
export function isStoodFor(type: HeapObject): boolean {
  const { brand } = type;
  if (brand?.kind !== 'class' || !isLowered(brand.node) || !heirs.has(type)) return false;
  return brand.node.members.some(({ name }) => name?.getText() === abstractMember);
}

function heirInstance(m: Machine, type: HeapObject, at: ts.Node | undefined): Value {
  m.store.look(type);
  const made = [...(heirs.get(type)?.values() ?? [])].map((heir) => symbolicInstance(m, heir, heir.at));
  const known = made.filter(({ kind }) => kind !== 'unknown');
  if (known.length === 0) return unknown('external-call', type.at);
  return at === undefined ? anyOf(known) : decide(m.point(at), known);
}
