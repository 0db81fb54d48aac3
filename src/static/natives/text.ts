import type { ts } from 'ts-morph';
import { arrayOf, nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import { concat, markGaps, onMarkedText } from '../value/text.ts';
import { constant, isGap, literal, plainText, type Text, unknown, type Value } from '../value/value.ts';
import { numberOf } from './array-method.ts';
import { match, matchAll } from './matches.ts';
import { replaceText, safePattern } from './replace.ts';
import { textOf } from './text-of.ts';

type TextMethod = (m: Machine, self: Text, call: NativeArguments) => Value;

/** Methods that do the same to every part, whatever the unknown parts are. */
const marked: Readonly<Record<string, (text: string) => string>> = {
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  toLowerCase: (text) => text.toLowerCase(),
  toLocaleLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  toLocaleUpperCase: (text) => text.toUpperCase(),
  toString: (text: string) => text,
  valueOf: (text: string) => text,
  normalize: (text) => text,
};

const methods: Readonly<Record<string, TextMethod>> = {
  concat: (m, self, { args }) => args.reduce<Value>((whole, part) => concat(whole, textOf(m, part)), self),
  replace: (m, self, call) => replaceText(m, self, call, false),
  replaceAll: (m, self, call) => replaceText(m, self, call, true),
  split,
  slice: (_m, self, call) => cut(self, call, (text, from, to) => text.slice(from, to)),
  substring: (_m, self, call) => cut(self, call, (text, from, to) => text.substring(from, to)),
  substr: (_m, self, call) =>
    cut(self, call, (text, from, to) => text.slice(from, to === undefined ? undefined : from + to)),
  charAt: (_m, self, call) => cut(self, call, (text, from) => text.charAt(from)),
  at: (_m, self, call) => cut(self, call, (text, from) => text.at(from) ?? ''),
  startsWith: (_m, self, call) => startsWith(self, call),
  endsWith: (_m, self, call) => endsWith(self, call),
  includes: (_m, self, call) => includes(self, call),
  padStart: (m, self, call) => pad(m, self, call, (text, length, fill) => text.padStart(length, fill)),
  padEnd: (m, self, call) => pad(m, self, call, (text, length, fill) => text.padEnd(length, fill)),
  indexOf: (_m, self, call) => placeIn(self, call, (text, wanted) => text.indexOf(wanted)),
  lastIndexOf: (_m, self, call) => placeIn(self, call, (text, wanted) => text.lastIndexOf(wanted)),
  repeat: (_m, self, { args, node }) => {
    const [times] = args;
    const count = times?.kind === 'constant' && typeof times.value === 'number' ? times.value : -1;
    return count >= 0 && count <= 20 ? onMarkedText(self, (text) => text.repeat(count)) : unknown('not-text', node);
  },
  match: (m, self, { args, node }) => match(m, self, args[0], node),
  matchAll: (m, self, { args, node }) => matchAll(m, self, args[0], node),
  charCodeAt: (_m, self, call) => codeAt(self, call),
  codePointAt: (_m, self, call) => codeAt(self, call),
};

/** A member of a string. */
export function textMember(m: Machine, self: Text, key: string, node: ts.Node): Value | undefined {
  if (key === 'length') {
    const plain = plainText(self);
    return plain === undefined ? unknown('not-text', node) : constant(plain.length);
  }
  if (/^\d+$/.test(key))
    return cut(self, { self, args: [constant(Number(key))], node }, (text, from) => text.charAt(from));
  const same = Object.hasOwn(marked, key) ? marked[key] : undefined;
  if (same !== undefined)
    return nativeFunction(m, key, (_machine, call) => eachText(call.self, (text) => onMarkedText(text, same)));
  const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
  if (method === undefined) return undefined;
  return nativeFunction(m, key, (machine, call) => {
    // `self` may be a choice: the member was looked up for one alternative, and the call is made on that one.
    return eachText(self, (text) => method(machine, text, call));
  });
}

function eachText(value: Value, map: (text: Text) => Value): Value {
  return mapValue(value, (single) => (single.kind === 'text' ? map(single) : single));
}

// 'a/b'.split('/')  ⇒  ['a', 'b'], with gaps staying in their part
function split(m: Machine, self: Text, { args, node }: NativeArguments): Value {
  const [by] = args;
  if (by === undefined) return arrayOf(m, node, [self]);
  const regex = by.kind === 'object' && by.brand?.kind === 'regex' ? by.brand : undefined;
  const separator = plainText(by) ?? (regex === undefined ? undefined : safePattern(regex.source, regex.flags));
  const { marked: whole, restore } = markGaps(self);
  if (separator === undefined || whole.length > maxText) return unknown('unsupported-syntax', node);
  const parts = whole.split(separator, args[1] === undefined ? undefined : numberOf(args[1]));
  // Unknown parts are taken not to hold the separator: an id is one segment of a path.
  const known = parts.slice(0, maxParts).map(restore);
  return arrayOf(m, node, known, parts.length > maxParts ? unknown('too-many-values', node) : undefined);
}

const maxParts = 200;
const maxText = 10_000;

function codeAt(self: Text, { args, node }: NativeArguments): Value {
  const index = args[0] === undefined ? 0 : numberOf(args[0]);
  const code = index === undefined ? undefined : plainText(self)?.codePointAt(index);
  return code === undefined ? unknown('not-text', node) : constant(code);
}

/** Filled up to a length, which is known for literal texts only. */
function pad(
  m: Machine,
  self: Text,
  { args, node }: NativeArguments,
  fillUp: (text: string, length: number, fill: string) => string,
): Value {
  const plain = plainText(self);
  const length = args[0] === undefined ? undefined : numberOf(args[0]);
  const fill = plainText(textOf(m, args[1] ?? literal(' ')));
  if (plain === undefined || length === undefined || fill === undefined || length > maxText)
    return unknown('not-text', node);
  return onMarkedText(self, () => fillUp(plain, length, fill));
}

/** Index of a part, in a literal text. */
function placeIn(self: Text, { args, node }: NativeArguments, find: (text: string, wanted: string) => number): Value {
  const plain = plainText(self);
  const wanted = args[0] === undefined ? undefined : plainText(args[0]);
  return plain === undefined || wanted === undefined || args.length > 1
    ? unknown('unknown-key', node)
    : constant(find(plain, wanted));
}

/** Cuts by position: only where everything up to the cut is literal. */
function cut(
  self: Text,
  { args, node }: NativeArguments,
  take: (text: string, from: number, to?: number) => string,
): Value {
  const [from, to] = args.map((arg) =>
    arg.kind === 'constant' && typeof arg.value === 'number' ? arg.value : undefined,
  );
  if (from === undefined || (args.length > 1 && to === undefined)) return unknown('not-text', node);
  const plain = plainText(self);
  if (plain !== undefined) return onMarkedText(self, () => take(plain, from, to));
  const head = self.pieces[0];
  if (head === undefined || isGap(head))
    return { kind: 'unknown', gap: (head ?? unknown('not-text', node).gap) as never };
  const isTail = to === undefined && from >= 0 && from <= head.text.length;
  return isTail ? onMarkedText(self, (text) => text.slice(from)) : unknown('not-text', node);
}

function startsWith(self: Text, { args, node }: NativeArguments): Value {
  const wanted = args[0] === undefined ? undefined : plainText(args[0]);
  const head = self.pieces[0];
  if (wanted === undefined) return unknown('not-text', node);
  if (head === undefined) return constant(wanted === '');
  if (isGap(head)) return unknown('not-text', node);
  if (head.text.startsWith(wanted)) return constant(true);
  const isWhole = self.pieces.length === 1;
  return isWhole || !wanted.startsWith(head.text) ? constant(false) : unknown('not-text', node);
}

function endsWith(self: Text, { args, node }: NativeArguments): Value {
  const wanted = args[0] === undefined ? undefined : plainText(args[0]);
  const tail = self.pieces.at(-1);
  if (wanted === undefined) return unknown('not-text', node);
  if (tail === undefined) return constant(wanted === '');
  if (isGap(tail)) return unknown('not-text', node);
  if (tail.text.endsWith(wanted)) return constant(true);
  return self.pieces.length === 1 || !wanted.endsWith(tail.text) ? constant(false) : unknown('not-text', node);
}

function includes(self: Text, { args, node }: NativeArguments): Value {
  const wanted = args[0] === undefined ? undefined : plainText(args[0]);
  if (wanted === undefined) return unknown('not-text', node);
  if (self.pieces.some((piece) => !isGap(piece) && piece.text.includes(wanted))) return constant(true);
  return self.pieces.some(isGap) ? unknown('not-text', node) : constant(false);
}
