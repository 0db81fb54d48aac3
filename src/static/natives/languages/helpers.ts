import type { ts } from 'ts-morph';
import { helperNamed, shownName, unseen } from '../../../languages/kit/names.ts';
import { getIndexed } from '../../heap/indexed.ts';
import { freshObject, nativeFunction } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import { languageAt } from '../../syntax/original.ts';
import { anyOf, combineValues, mapValue } from '../../value/choice.ts';
import { concat } from '../../value/text.ts';
import {
  constant,
  fromLibrary,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../../value/value.ts';
import { joinLists, partsOf } from '../array-parts.ts';
import { assign } from '../assign.ts';
import { hasKey } from '../object.ts';
import type { Functions } from '../open-module.ts';
import { textOf } from '../text-of.ts';
import { classHelpers } from './classes.ts';
import { classyHelpers } from './classy.ts';
import { collectionHelpers, isDictionary, methodOf } from './collections.ts';
import { indexedFormat } from './csharp/modules.ts';
import { formatted, percent } from './formatting.ts';
import { goHelpers } from './go/helpers.ts';
import { markKeywords } from './keywords.ts';
import { joinPaths } from './paths.ts';
import { phpHelpers } from './php/helpers.ts';
import { rubyClassHelpers } from './ruby/classes.ts';
import { rubyHelpers } from './ruby/helpers.ts';

const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

const common: Functions = {
  indexedFormat,
  // What has no equivalent: its parts are in the hands of code that nobody knows.
  hole: (m, { args: [name, ...parts], node }) => {
    m.giveAway(parts, { self: undefinedValue, args: parts, node });
    return unknown('unsupported-syntax', node, name && plainText(name));
  },
  // Texts of the file that its lowering left out: nobody follows them, so that the accounting tells.
  lost: () => undefinedValue,
  perhaps: unsure,
  start: (_m, { args: [name], node }) => unknown('environment', node, name && plainText(name)),
  keywords: (m, { args: [object = undefinedValue] }) => markKeywords(m, object),
  named: (_m, { args: [value = undefinedValue] }) => value,
  keywordRest: (m, { node }) => freshObject(m, node),
  entered: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => {
      const enter = methodOf(m, single, '__enter__', node) ?? methodOf(m, single, '__aenter__', node);
      return enter === undefined ? single : m.call(enter, { self: single, args: [], node });
    }),
  in: (m, { args: [member = undefinedValue, container = undefinedValue], node }) =>
    mapValue(container, (single) => isIn(m, member, single, node)),
  // a += 1: a count that goes on is a number, whichever it is at the time
  grown: (m, { args: [a = undefinedValue, b = undefinedValue], node }) =>
    combineValues(a, b, (x, y) => (isNumber(x) || isNumber(y) ? unknown('not-text', node) : plus(m, x, y, node))),
  plus: (m, { args: [a = undefinedValue, b = undefinedValue], node }) =>
    combineValues(a, b, (x, y) => plus(m, x, y, node)),
  // path / 'b': of a path, and of nothing else that is a text
  over: (_m, { args: [a = undefinedValue, b = undefinedValue], node }) =>
    mapValue(a, (single) => (single.kind === 'text' ? joinPaths([single, b]) : unknown('not-text', node))),
  percent: (m, { args: [a = undefinedValue, b = undefinedValue], node }) => percent(m, a, b, node),
  formatted: (m, { args: [value = undefinedValue, format], node }) =>
    formatted(m, value, (format && plainText(format)) || '!', node),
  union: (m, { args: [a = undefinedValue, b = undefinedValue], node }) => assign(m, freshObject(m, node), [a, b], node),
  str: (m, { args: [value] }) => (value === undefined ? textOf(m, undefinedValue) : textOf(m, value)),
  int: (_m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) =>
      single.kind === 'unknown' || single.kind === 'constant' ? single : unknown('not-text', node),
    ),
  len: (m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) =>
      isDictionary(single) ? unknown('not-text', node) : getProperty(m, single, 'length', node),
    ),
  dict: (m, { args, node }) => dictionary(m, args, node),
  getattr: (m, { args: [object = undefinedValue, key = undefinedValue, fallback], node }) => {
    const found = getIndexed(m, object, key, node);
    return fallback === undefined ? found : anyOf([found, fallback]);
  },
  ...{ any: unsure, all: unsure, min: unsure, max: unsure, isinstance: unsure, hasattr: unsure, callable: unsure },
  ...{ bool: unsure, repr: unsure, type: unsure, setattr: unsure },
};

/** Where the names that lowered code calls, and no program has, come from. A name means one thing, whatever the language. */
export const helperTables: readonly Functions[] = [
  common,
  collectionHelpers,
  classHelpers,
  goHelpers,
  phpHelpers,
  rubyClassHelpers,
  rubyHelpers,
  classyHelpers,
];

const helpers: Functions = Object.assign({}, ...helperTables);

/** A helper, or a name of the language that nobody described; `undefined` for every other name. */
export function languageHelper(m: Machine, name: string): Value | undefined {
  const helper = helperNamed(name);
  if (helper !== undefined) {
    const call = Object.hasOwn(helpers, helper) ? helpers[helper] : undefined;
    return call === undefined ? undefined : nativeFunction(m, helper, call);
  }
  return name.endsWith(unseen) ? fromLibrary('', shownName(name), undefined) : undefined;
}

function isIn(m: Machine, member: Value, container: Single, node: ts.Node): Value {
  if (isDictionary(container)) return hasKey(m, container, member, node);
  const isListed = container.kind === 'text' || (container.kind === 'object' && container.elements !== undefined);
  if (!isListed) return unknown('not-text', node);
  return m.call(getProperty(m, container, 'includes', node), { self: container, args: [member], node });
}

const neverMixes: ReadonlySet<string> = new Set(['python', 'ruby']);

function isNumber(value: Single): boolean {
  return value.kind === 'constant' && typeof value.value === 'number';
}

function plus(m: Machine, a: Single, b: Single, node: ts.Node): Value {
  const isList = (value: Single): boolean => value.kind === 'object' && value.elements !== undefined;
  if (isList(a) || isList(b)) return joinLists(m, [partsOf(m, a), partsOf(m, b)], node);
  // Python and Ruby make no text of a number: what one is added to is a number too.
  if (isNumber(a) !== isNumber(b) && neverMixes.has(languageAt(node) ?? '')) return unknown('not-text', node);
  if (a.kind === 'constant' && b.kind === 'constant')
    return typeof a.value === 'number' && typeof b.value === 'number'
      ? constant(a.value + b.value)
      : unknown('not-text', node);
  return concat(textOf(m, a), textOf(m, b));
}

// dict(a, k=v)
function dictionary(m: Machine, args: readonly Value[], node: ts.Node): Value {
  const isPlain = args.every((arg) => arg.kind === 'object' && isDictionary(arg));
  if (isPlain) return assign(m, freshObject(m, node), args, node);
  const made = freshObject(m, node);
  made.open = unknown('unknown-key', node, 'dict').gap;
  return assign(
    m,
    made,
    args.filter((arg) => arg.kind === 'object' && isDictionary(arg)),
    node,
  );
}
