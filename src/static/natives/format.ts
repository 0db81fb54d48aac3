import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { mapValue } from '../value/choice.ts';
import { concat, text } from '../value/text.ts';
import { isGap, type Literal, literal, type Text, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

const sign = /(%(?:\d+\$)?[sdifjoOc%])/;

// util.format('%s/%s', a, b)  ⇒  a/b
export const format: NativeCall = (m, { args: [template, ...values] }) => {
  if (template === undefined) return literal('');
  return mapValue(template, (single) => {
    // A template that is not known takes in as many values as it has signs: all of them, as far as anybody can tell.
    if (single.kind === 'unknown') return single;
    const rest = [...values];
    const filled = single.kind === 'text' ? fill(m, single, rest, values) : textOf(m, single);
    return rest.reduce<Value>((whole, value) => concat(concat(whole, literal(' ')), textOf(m, value)), filled);
  });
};

/** Puts values in the place of signs, and takes them out of `rest`. */
function fill(m: Machine, template: Text, rest: Value[], all: readonly Value[]): Value {
  let whole: Value = literal('');
  for (const piece of template.pieces) {
    if (isGap(piece)) {
      rest.length = 0;
      whole = concat(whole, text([piece]));
      continue;
    }
    for (const word of piece.text.split(sign)) whole = concat(whole, wordOf(m, word, piece, rest, all));
  }
  return whole;
}

function wordOf(m: Machine, word: string, piece: Literal, rest: Value[], all: readonly Value[]): Value {
  const own = (part: string): Value => text([{ ...piece, text: part }]);
  if (word === '%%') return own('%');
  if (!sign.test(word)) return own(word);
  // `%2$s` names its value by number.
  const place = /^%(\d+)\$/.exec(word)?.[1];
  const value = place === undefined ? rest.shift() : all[Number(place) - 1];
  if (place !== undefined) rest.length = 0;
  if (word === '%c') return own('');
  return value === undefined ? own(word) : textOf(m, value);
}
