import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { combineValues, mapValue } from '../value/choice.ts';
import {
  constant,
  isGap,
  isMereGaps,
  literal,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../value/value.ts';
import type { Functions } from './open-module.ts';
import { textOf } from './text-of.ts';

/** A number where the text is known; an id that is not known stays the same id, and is no text any more. */
function numeric(convert: (text: string, radix?: number) => number): NativeCall {
  return (m, { args: [value = undefinedValue, radix], node }) =>
    mapValue(textOf(m, value), (single) => {
      const plain = plainText(single);
      const base = radix === undefined ? undefined : numberIn(radix);
      if (plain === undefined || (radix !== undefined && base === undefined)) return idOf(single, node);
      return constant(convert(plain, base));
    });
}

function idOf(single: Single, node: NativeArguments['node']): Single {
  const [piece, ...more] = single.kind === 'text' ? single.pieces : [];
  if (piece === undefined || !isGap(piece) || more.length > 0) return unknown('not-text', node);
  const { hasSlashes: _, ...gap } = piece;
  return { kind: 'unknown', gap };
}

function numberIn(value: Value): number | undefined {
  return value.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}

export const toNumber = numeric((text) => Number(text));

export const parseFunctions: Functions = {
  parseInt: numeric((text, radix) => Number.parseInt(text, radix)),
  parseFloat: numeric((text) => Number.parseFloat(text)),
};

/** What is said of a number, where it is one that is known. */
function asked(answer: (value: unknown) => boolean): NativeCall {
  return (_m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => {
      if (single.kind === 'unknown' || isMereGaps(single)) return unknown('not-text', node);
      return constant(single.kind === 'constant' && answer(single.value));
    });
}

/** The functions of `Number`. */
export const numberFunctions: Functions = {
  ...parseFunctions,
  isInteger: asked(Number.isInteger),
  isSafeInteger: asked(Number.isSafeInteger),
  isFinite: asked(Number.isFinite),
  isNaN: asked(Number.isNaN),
};

/** A function of numbers, where all are known. */
function calculated(calculate: (...numbers: number[]) => number): NativeCall {
  return (_m, { args, node }) => {
    const numbers = args.map(numberIn);
    if (args.length > 8 || numbers.includes(undefined)) return unknown('not-text', node);
    return constant(calculate(...numbers.filter((number) => number !== undefined)));
  };
}

const calculations = {
  ...{ abs: Math.abs, ceil: Math.ceil, floor: Math.floor, round: Math.round, trunc: Math.trunc, sign: Math.sign },
  ...{ max: Math.max, min: Math.min, pow: Math.pow, sqrt: Math.sqrt },
};

/** The functions of `Math`. */
export const mathFunctions: Functions = {
  ...Object.fromEntries(Object.entries(calculations).map(([name, calculate]) => [name, calculated(calculate)])),
  random: (_m, { node }) => unknown('not-text', node, 'Math.random()'),
};

/** Characters by their numbers; one that is not known is a part of the text that is not. */
function fromCodes(convert: (code: number) => string): NativeCall {
  return (_m, { args, node }) =>
    args.reduce<Value>(
      (whole, code) => combineValues(whole, code, (text, single) => appended(text, single, convert, node)),
      literal('', node),
    );
}

function appended(text: Single, code: Single, convert: (code: number) => string, node: Parameters<typeof literal>[1]) {
  const number = numberIn(code);
  const pieces = text.kind === 'text' ? text.pieces : [];
  if (number === undefined || !(number >= 0 && number <= 0x10ffff))
    return { kind: 'text', pieces: [...pieces, unknown('not-text', node).gap] } as const;
  const [last] = pieces.slice(-1);
  const isRun = last !== undefined && 'text' in last;
  const before = isRun ? pieces.slice(0, -1) : pieces;
  return {
    kind: 'text',
    pieces: [...before, { text: `${isRun ? last.text : ''}${convert(number)}`, at: node, via: [] }],
  } as const;
}

/** The functions of `String` that make a text of numbers. */
export const codeFunctions: Functions = {
  fromCharCode: fromCodes((code) => String.fromCharCode(code)),
  fromCodePoint: fromCodes((code) => String.fromCodePoint(code)),
};
