import type { ts } from 'ts-morph';
import { getIndexed } from '../../heap/indexed.ts';
import { slotsOf } from '../../heap/list.ts';
import { getProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import { mapValue } from '../../value/choice.ts';
import { concat, text } from '../../value/text.ts';
import { isGap, type Literal, literal, type Text, unknown, type Value } from '../../value/value.ts';
import { textOf } from '../text-of.ts';
import { isKeywords } from './keywords.ts';

/** What a sign of a template stands for; `undefined`: it stands for itself. */
type Fill = (sign: RegExpExecArray) => Value | undefined;

/** A template with its signs replaced. A template that is not known is what nobody knows. */
export function fillTemplate(template: Value, signs: RegExp, fillOf: (text: Text) => Fill): Value {
  return mapValue(template, (single) => {
    if (single.kind !== 'text') return single.kind === 'unknown' ? single : unknown('not-text', undefined);
    const fill = fillOf(single);
    return single.pieces.reduce<Value>(
      (whole, piece) => concat(whole, isGap(piece) ? text([piece]) : filledPiece(piece, signs, fill)),
      literal(''),
    );
  });
}

function filledPiece(piece: Literal, signs: RegExp, fill: Fill): Value {
  const own = (part: string): Value => text([{ ...piece, text: part }]);
  let whole: Value = literal('');
  let end = 0;
  for (const sign of piece.text.matchAll(new RegExp(signs, 'g'))) {
    whole = concat(whole, own(piece.text.slice(end, sign.index)));
    whole = concat(whole, fill(sign as RegExpExecArray) ?? own(sign[0]));
    end = sign.index + sign[0].length;
  }
  return concat(whole, own(piece.text.slice(end)));
}

/** A value as a format writes it: as it is where the format leaves it so. */
export function formatted(m: Machine, value: Value, format: string, node: ts.Node): Value {
  if (/^s?$/.test(format)) return textOf(m, value);
  return mapValue(value, (single) =>
    single.kind === 'unknown' ? text([single.gap]) : text([unknown('not-text', node).gap]),
  );
}

const percentSign = /%(?:\((\w+)\))?([-#0 +]*\d*(?:\.\d+)?)([sdifgrxXeco%])/;

// '%s/%d' % (a, b), '%(n)s' % {…}; sprintf
export function percent(m: Machine, template: Value, given: Value, node: ts.Node): Value {
  return fillTemplate(template, percentSign, () => {
    const list = given.kind === 'object' && given.elements !== undefined ? slotsOf(m, given) : undefined;
    let place = 0;
    return ([whole, name, flags = '', kind]) => {
      if (whole === '%%') return literal('%');
      const value = name !== undefined ? getProperty(m, given, name, node) : list === undefined ? given : list[place++];
      const plain = flags === '' && /[sdi]/.test(kind ?? '');
      return formatted(m, value ?? unknown('unknown-key', node), plain ? '' : `${flags}${kind}`, node);
    };
  });
}

const braceSign = /\{\{|\}\}|\{(\w*)((?:\.\w+|\[[^\]{}]*\])*)(?:!([rsa]))?(?::([^{}]*))?\}/;

// '{}/{0}/{n.k}'.format(a, n=b)
export function braces(m: Machine, template: Value, args: readonly Value[], node: ts.Node): Value {
  const last = args.at(-1);
  const named = isKeywords(last) ? last : undefined;
  const placed = named === undefined ? args : args.slice(0, -1);
  return fillTemplate(template, braceSign, () => {
    let place = 0;
    return ([whole, key, way = '', conversion, format = '']) => {
      if (whole === '{{' || whole === '}}') return literal(whole.charAt(0));
      const index = key === '' ? place++ : /^\d+$/.test(key ?? '') ? Number(key) : undefined;
      const value = index !== undefined ? placed[index] : named && getProperty(m, named, key ?? '', node);
      const found = memberBy(m, value ?? unknown('unknown-key', node, key), way, node);
      return formatted(m, found, conversion === undefined || conversion === 's' ? format : '!', node);
    };
  });
}

function memberBy(m: Machine, value: Value, way: string, node: ts.Node): Value {
  const steps = [...way.matchAll(/\.(\w+)|\[([^\]]*)\]/g)];
  return steps.reduce<Value>(
    (at, [, name, key]) =>
      name === undefined ? getIndexed(m, at, literal(key ?? ''), node) : getProperty(m, at, name, node),
    value,
  );
}
