import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { ClassBrand } from '../value/brand.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Library } from '../value/value.ts';
import { libraryOf } from './library-of.ts';

/** A class of the program with those of its ancestors that the program has, and where they end. */
export interface ClassChain {
  /** The class itself first. Empty for an object that is neither a class nor an instance of one. */
  readonly classes: readonly ClassBrand[];
  /** The library that the last of them extends; `open` where nobody knows what it extends. */
  readonly base: Library | 'open' | undefined;
}

/** The classes of a class object or of an instance. */
export function classChain(m: Machine, object: HeapObject): ClassChain {
  const classes: ClassBrand[] = [];
  let at = object.brand?.kind === 'class' ? object : classOf(m, object);
  for (; at?.brand?.kind === 'class' && !classes.includes(at.brand); at = parentOf(at.brand)) classes.push(at.brand);
  const last = classes.at(-1);
  return { classes, base: last === undefined ? undefined : baseOf(m, last) };
}

/** The class that made an instance. */
function classOf(m: Machine, instance: HeapObject): HeapObject | undefined {
  const cell = instance.brand === undefined ? instance.prototype?.properties.get('constructor') : undefined;
  const maker = cell === undefined ? undefined : m.store.read(cell);
  return maker?.kind === 'object' ? maker : undefined;
}

function parentOf({ base }: ClassBrand): HeapObject | undefined {
  const parents = base === undefined ? [] : optionsOf(base);
  return parents.flatMap(({ value }) => (value.kind === 'object' && value.brand?.kind === 'class' ? [value] : []))[0];
}

function baseOf(m: Machine, { node, base, scope }: ClassBrand): Library | 'open' | undefined {
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (heritage === undefined || base === undefined) return undefined;
  const library = libraryOf(m, heritage.expression, scope);
  if (typeof library === 'object') return library;
  return optionsOf(base).every(({ value }) => value.kind === 'object') ? undefined : 'open';
}
