import { ts } from 'ts-morph';
import { helperNamed, shownName } from '../../../languages/kit/names.ts';
import { copyProperties } from '../../heap/copy-properties.ts';
import { defineOwn, freshObject, propertySlots } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { CallRequest, Machine } from '../../machine/machine.ts';
import { languageAt } from '../../syntax/original.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { constant, undefinedValue, unknown, type Value } from '../../value/value.ts';
import { apartFromBlock, elementsFor } from './blocks.ts';

/** On the object of the arguments that a call gives by name. No program has it among its names. */
const mark = '#keywords';

/** `f(a, k=v)`: marks the object of what is given by name. */
export function markKeywords(m: Machine, object: Value): Value {
  if (object.kind !== 'object') return object;
  defineOwn(m, object, mark, constant(true));
  object.hide(mark, 'surely');
  return object;
}

export function isKeywords(value: Value | undefined): value is HeapObject {
  return value?.kind === 'object' && value.properties.has(mark);
}

type Takes = 'place' | 'named' | 'keywords' | 'rest' | 'block';

const takenBy: Readonly<Record<string, Takes>> = { named: 'named', keywordRest: 'keywords', blockHere: 'block' };

const parameters = new WeakMap<ts.Node, readonly { readonly name: string; readonly takes: Takes }[]>();

/** How each parameter gets its value: the lowered code says it by the helper in its default. */
function parametersOf(node: ts.FunctionLikeDeclaration): readonly { readonly name: string; readonly takes: Takes }[] {
  const known = parameters.get(node);
  if (known !== undefined) return known;
  const found = node.parameters.map(({ name, initializer, dotDotDotToken }) => {
    const called = initializer !== undefined && ts.isCallExpression(initializer) ? initializer.expression : undefined;
    const helper = called !== undefined && ts.isIdentifier(called) ? helperNamed(called.text) : undefined;
    const takes: Takes = dotDotDotToken !== undefined ? 'rest' : (takenBy[helper ?? ''] ?? 'place');
    return { name: ts.isIdentifier(name) ? shownName(name.text).replace(/^\$/, '') : '', takes };
  });
  parameters.set(node, found);
  return found;
}

/**
 * The arguments in the order of the parameters, where some are given by name, or some can only be. What is not given
 * has no value, so that its default counts.
 */
export function argumentsByName(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  { args, node: site }: CallRequest,
): readonly Value[] {
  if (languageAt(node) === 'ruby') return argumentsOfRuby(m, node, args, site);
  const all = parametersOf(node);
  const last = args.at(-1);
  const named = isKeywords(last) ? last : undefined;
  if (named === undefined && all.every(({ takes }) => takes === 'place' || takes === 'rest')) return args;
  const placed = named === undefined ? [...args] : args.slice(0, -1);
  const names = all.filter(({ takes }) => takes === 'place' || takes === 'named').map(({ name }) => name);
  const ordered = all.flatMap(({ name, takes }) => {
    if (takes === 'rest') return [...placed.splice(0)];
    if (takes === 'keywords') return [named === undefined ? undefined : without(m, named, names)];
    const given = takes === 'place' && placed.length > 0 ? placed.shift() : undefined;
    return [given ?? (named === undefined ? undefined : namedArgument(m, named, name, site))];
  });
  // A place without a value is one that nothing was given for.
  return ordered as readonly Value[];
}

/** What is given by name is a hash for whom takes nothing by name; a last hash is given by name to whom takes only that. */
function argumentsOfRuby(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  given: readonly Value[],
  site: ts.Node,
): readonly Value[] {
  const all = parametersOf(node);
  const { args, block } = apartFromBlock(m, given);
  const places = all.filter(({ takes }) => takes === 'place').length;
  const names = all.filter(({ takes }) => takes === 'named').map(({ name }) => name);
  const takesNames = names.length > 0 || all.some(({ takes }) => takes === 'keywords');
  const last = args.at(-1);
  const isLast = isKeywords(last) || (takesNames && args.length > places && isHash(last));
  const named = isLast && takesNames ? last : undefined;
  const plain = isKeywords(last) && !takesNames ? [...args.slice(0, -1), without(m, last, [])] : args;
  const placed = [...elementsFor(m, node, named === undefined ? plain : plain.slice(0, -1), places)];
  return all.flatMap(({ name, takes }) => {
    if (takes === 'rest') return [...placed.splice(0)];
    if (takes === 'block') return [block];
    if (takes === 'place') return [placed.shift()];
    if (takes === 'keywords') return [named && without(m, named, names)];
    return [named && namedArgument(m, named, name, site)];
  }) as readonly Value[];
}

function isHash(value: Value | undefined): value is HeapObject {
  const isPlain = value?.kind === 'object' && value.brand === undefined && value.elements === undefined;
  return isPlain && value.prototype === undefined;
}

/** The arguments of a call of something described, by the names of its first parameters; all other names are options. */
export function placedByName(
  m: Machine,
  args: readonly Value[],
  names: readonly string[],
  node: ts.Node,
): readonly Value[] {
  const last = args.at(-1);
  if (!isKeywords(last)) return args;
  const placed = args.slice(0, -1);
  const rest = names.slice(placed.length).map((name) => namedArgument(m, last, name, node) ?? undefinedValue);
  return [...placed, ...rest, without(m, last, names)];
}

function namedArgument(m: Machine, named: HeapObject, name: string, node: ts.Node): Value | undefined {
  if (named.properties.has(name)) return getProperty(m, named, name, node);
  return named.open === undefined && named.more === undefined ? undefined : unknown('unknown-key', node, name);
}

/** What is given by other names. */
function without(m: Machine, named: HeapObject, names: readonly string[]): HeapObject {
  const rest = freshObject(m, named.at);
  copyProperties(m, rest, named);
  for (const [key] of propertySlots(m, named)) if (names.includes(key) || key === mark) rest.properties.delete(key);
  return rest;
}
