import type { ts } from 'ts-morph';
import { slotsOf } from '../../../heap/list.ts';
import { propertySlots } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import { spreadSlots } from '../../../heap/spread.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import type { NativeArguments } from '../../../value/brand.ts';
import { mapValue, presentPart } from '../../../value/choice.ts';
import { literal, plainText, type Text, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import type { Functions } from '../../open-module.ts';
import { joinElements, textOf } from '../../text-of.ts';
import { isDictionary } from '../collections.ts';
import { fillTemplate, formatted } from '../formatting.ts';
import { phpText, values } from './helpers.ts';

/** Functions over texts. */
export const textFunctions: Functions = {
  sprintf: (m, { args: [template = undefinedValue, ...given], node }) => filled(m, template, given, node),
  vsprintf: (m, { args: [template = undefinedValue, list = undefinedValue], node }) => {
    const { slots } = spreadSlots(m, values(m, list, node), node);
    return filled(
      m,
      template,
      slots.map((slot) => presentPart(slot) ?? undefinedValue),
      node,
    );
  },
  str_replace: (m, { args: [from = undefinedValue, to = undefinedValue, text = undefinedValue], node }) =>
    replaced(m, from, to, text, node),
  str_ireplace: (_m, { node }) => unknown('not-text', node, 'str_ireplace()'),
  strtr: (m, { args: [text = undefinedValue, from = undefinedValue, to], node }) => translated(m, text, from, to, node),
  implode: (m, { args, node }) => joinedText(m, args, node),
  join: (m, { args, node }) => joinedText(m, args, node),
  explode: (m, { args: [separator = undefinedValue, text = undefinedValue], node }) =>
    through(m, phpText(m, text), 'split', [separator], node),
  trim: trimmed('both'),
  rtrim: trimmed('end'),
  chop: trimmed('end'),
  ltrim: trimmed('start'),
  ...{ strtolower: renamed('toLowerCase'), mb_strtolower: renamed('toLowerCase') },
  ...{ strtoupper: renamed('toUpperCase'), mb_strtoupper: renamed('toUpperCase') },
  ...{ lcfirst: capital('toLowerCase'), ucfirst: capital('toUpperCase'), ucwords: capital('toUpperCase') },
  ...{ substr: renamed('substr'), mb_substr: renamed('substr') },
  ...{ str_contains: renamed('includes'), str_starts_with: renamed('startsWith'), str_ends_with: renamed('endsWith') },
};

function through(m: Machine, self: Value, name: string, args: readonly Value[], node: ts.Node): Value {
  return m.call(getProperty(m, self, name, node), { self, args, node });
}

function renamed(name: string): NativeCall {
  return (m, { args: [text = undefinedValue, ...args], node }) => through(m, phpText(m, text), name, args, node);
}

/** The first letter in another case, where it is known. */
function capital(name: 'toLowerCase' | 'toUpperCase'): NativeCall {
  return (_m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => {
      const text = plainText(single);
      if (text === undefined || /\s/.test(text)) return unknown('not-text', node);
      return literal(text.charAt(0)[name]() + text.slice(1), node);
    });
}

const sign = /%(?:(\d+)\$)?([-+0 ]|'.)*(\d*)(?:\.\d+)?([bcdeEfFgGosuxX%])/;

// sprintf('%s/%1$s/%d', $a, $b)
function filled(m: Machine, template: Value, given: readonly Value[], node: ts.Node): Value {
  return fillTemplate(template, sign, () => {
    let place = 0;
    return ([whole, index, flags = '', width = '', kind = '']) => {
      if (whole === '%%') return literal('%');
      const value = given[index === undefined ? place++ : Number(index) - 1];
      const isPlain = flags === '' && width === '' && /[sdu]/.test(kind);
      return formatted(
        m,
        value === undefined ? unknown('unknown-key', node) : phpText(m, value),
        isPlain ? '' : '!',
        node,
      );
    };
  });
}

// str_replace('{id}', $id, $path), also with lists
function replaced(m: Machine, from: Value, to: Value, text: Value, node: ts.Node): Value {
  if (from.kind === 'object' && from.elements !== undefined) {
    const targets = to.kind === 'object' && to.elements !== undefined ? slotsOf(m, to) : undefined;
    return slotsOf(m, from).reduce<Value>(
      (whole, one, index) =>
        replaced(m, one, targets === undefined ? to : (targets[index] ?? literal('')), whole, node),
      text,
    );
  }
  return mapValue(text, (single) =>
    single.kind === 'object'
      ? unknown('not-text', node, 'str_replace()')
      : through(m, phpText(m, single), 'replaceAll', [from, phpText(m, to)], node),
  );
}

function translated(m: Machine, text: Value, from: Value, to: Value | undefined, node: ts.Node): Value {
  if (to !== undefined || from.kind !== 'object' || !isDictionary(from) || from.open !== undefined)
    return unknown('not-text', node, 'strtr()');
  return propertySlots(m, from).reduce<Value>(
    (whole, [key, slot]) => replaced(m, literal(key), presentPart(slot) ?? undefinedValue, whole, node),
    text,
  );
}

// implode(',', $xs), implode($xs)
function joinedText(m: Machine, [first = undefinedValue, second]: readonly Value[], node: ts.Node): Value {
  const isListFirst = second === undefined || (second.kind === 'text' && first.kind === 'object');
  const [list, separator] = isListFirst ? [first, second ?? literal('')] : [second, first];
  return mapValue(values(m, list, node), (single) =>
    single.kind === 'object' && single.elements !== undefined
      ? joinElements(m, single, separator)
      : unknown('not-text', node, 'implode()'),
  );
}

/** What is taken away at the ends, where they are known. */
function trimmed(side: 'start' | 'end' | 'both'): NativeCall {
  return (m, { args: [value = undefinedValue, characters], node }: NativeArguments) =>
    mapValue(phpText(m, value), (single) => {
      const own = characters === undefined ? ' \n\r\t\v\0' : plainText(characters);
      if (own === undefined || own.includes('..')) return unknown('not-text', node, 'trim()');
      return single.kind === 'text' ? cutText(single, own, side) : textOf(m, single);
    });
}

function cutText(text: Text, characters: string, side: 'start' | 'end' | 'both'): Value {
  const pieces = [...text.pieces];
  const cut = (at: number, isStart: boolean) => {
    const piece = pieces[at];
    if (piece === undefined || !('text' in piece)) return;
    let kept = piece.text;
    while (kept !== '' && characters.includes(isStart ? kept.charAt(0) : kept.charAt(kept.length - 1)))
      kept = isStart ? kept.slice(1) : kept.slice(0, -1);
    pieces[at] = { ...piece, text: kept };
  };
  if (side !== 'end') cut(0, true);
  if (side !== 'start') cut(pieces.length - 1, false);
  return { kind: 'text', pieces: pieces.filter((piece) => !('text' in piece) || piece.text !== '') };
}
