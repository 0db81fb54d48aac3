import { ts } from 'ts-morph';
import { helperNamed, shownName } from '../../../languages/kit/names.ts';
import { copyProperties } from '../../heap/copy-properties.ts';
import { defineOwn, freshObject, propertySlots } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { CallRequest, Machine } from '../../machine/machine.ts';
import type { HeapObject } from '../../value/heap-object.ts';
import { constant, undefinedValue, unknown, type Value } from '../../value/value.ts';

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

type Takes = 'place' | 'named' | 'keywords' | 'rest';

const parameters = new WeakMap<ts.Node, readonly { readonly name: string; readonly takes: Takes }[]>();

/** How each parameter gets its value: the lowered code says it by the helper in its default. */
function parametersOf(node: ts.FunctionLikeDeclaration): readonly { readonly name: string; readonly takes: Takes }[] {
  const known = parameters.get(node);
  if (known !== undefined) return known;
  const found = node.parameters.map(({ name, initializer, dotDotDotToken }) => {
    const called = initializer !== undefined && ts.isCallExpression(initializer) ? initializer.expression : undefined;
    const helper = called !== undefined && ts.isIdentifier(called) ? helperNamed(called.text) : undefined;
    const takes: Takes =
      dotDotDotToken !== undefined
        ? 'rest'
        : helper === 'named'
          ? 'named'
          : helper === 'keywordRest'
            ? 'keywords'
            : 'place';
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
