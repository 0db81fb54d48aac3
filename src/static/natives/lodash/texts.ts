import { nativeFunction } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { NativeCall } from '../../machine/native.ts';
import { mapValue } from '../../value/choice.ts';
import { onMarkedText } from '../../value/text.ts';
import { plainText, undefinedValue, unknown } from '../../value/value.ts';
import type { Functions } from '../open-module.ts';
import { textOf } from '../text-of.ts';
import { template } from './template.ts';

/** A method that texts have themselves. */
function onText(method: string): NativeCall {
  return (m, { args: [value = undefinedValue, ...rest], node }) => {
    const text = textOf(m, value);
    return m.call(getProperty(m, text, method, node), { self: text, args: rest, node });
  };
}

/** The words of a name: `leadFields`, `Lead fields`, `lead_fields`. */
function wordsIn(text: string): string[] {
  return text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
}

/** A text made of the words of another, which has to be known whole. */
function reworded(join: (words: readonly string[]) => string): NativeCall {
  return (m, { args: [value = undefinedValue], node }) =>
    mapValue(textOf(m, value), (single) => {
      const plain = plainText(single);
      if (plain === undefined || single.kind !== 'text') return unknown('not-text', node);
      return onMarkedText(single, () => join(wordsIn(plain)));
    });
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
const lower = (words: readonly string[]): string[] => words.map((word) => word.toLowerCase());

const camelCase = reworded((words) =>
  words.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word))).join(''),
);

/** Changes the first character, where that is known. */
function atStart(change: (character: string) => string, rest: (text: string) => string): NativeCall {
  return (m, { args: [value = undefinedValue] }) =>
    mapValue(textOf(m, value), (single) =>
      single.kind === 'text'
        ? onMarkedText(single, (marked) => change(marked.charAt(0)) + rest(marked.slice(1)))
        : single,
    );
}

const upper = (text: string): string => text.toUpperCase();
const lowered = (text: string): string => text.toLowerCase();
const kept = (text: string): string => text;

const asText: NativeCall = (m, { args: [value = undefinedValue] }) => textOf(m, value);

/** The functions of lodash and underscore for texts. */
export const textFunctions: Functions = {
  ...{ toUpper: onText('toUpperCase'), toLower: onText('toLowerCase'), trim: onText('trim') },
  ...{ trimStart: onText('trimStart'), trimEnd: onText('trimEnd'), replace: onText('replace'), split: onText('split') },
  ...{ startsWith: onText('startsWith'), endsWith: onText('endsWith'), repeat: onText('repeat') },
  ...{ padStart: onText('padStart'), padEnd: onText('padEnd') },
  toString: asText,
  camelCase,
  kebabCase: reworded((words) => lower(words).join('-')),
  snakeCase: reworded((words) => lower(words).join('_')),
  lowerCase: reworded((words) => lower(words).join(' ')),
  upperCase: reworded((words) => words.map(upper).join(' ')),
  startCase: reworded((words) => words.map((word) => upper(word.charAt(0)) + word.slice(1)).join(' ')),
  ...{ capitalize: atStart(upper, lowered), upperFirst: atStart(upper, kept), lowerFirst: atStart(lowered, kept) },
  template: (m, { args: [source = undefinedValue], node }) =>
    nativeFunction(m, 'template', (machine, call) =>
      template(machine, textOf(machine, source), call.args[0] ?? undefinedValue, node),
    ),
};
