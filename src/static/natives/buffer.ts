import type { ts } from 'ts-morph';
import { elementsOf } from '../heap/list.ts';
import { defineOwn, nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { mapValue } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import type { Functions } from './open-module.ts';
import { textOf } from './text-of.ts';

type Coding = 'base64' | 'base64url' | 'hex' | 'latin1';

/** Longest text that is coded. */
const maxText = 20_000;

/** The text written in another way; unknown where it is not known whole. */
function coded(value: Value, node: ts.Node, name: string, change: (text: string) => string): Value {
  return mapValue(value, (single) => {
    const plain = plainText(single);
    if (plain === undefined || plain.length > maxText) return unknown('not-text', node, name);
    const at = single.kind === 'text' ? single.pieces[0]?.at : undefined;
    return literal(change(plain), at ?? node);
  });
}

function codingOf(value: Value | undefined): Coding | 'utf8' | undefined {
  if (value === undefined || (value.kind === 'constant' && value.value === undefined)) return 'utf8';
  switch (plainText(value)?.toLowerCase()) {
    case 'base64':
      return 'base64';
    case 'base64url':
      return 'base64url';
    case 'hex':
      return 'hex';
    case 'latin1':
    case 'binary':
      return 'latin1';
    case 'utf8':
    case 'utf-8':
    case 'ascii':
      return 'utf8';
    default:
      return undefined;
  }
}

function decoded(value: Value, coding: Value | undefined, node: ts.Node): Value {
  const name = codingOf(coding);
  if (name === 'utf8') return value;
  if (name === undefined) return unknown('not-text', node, 'Buffer.from()');
  return coded(value, node, 'Buffer.from()', (text) => Buffer.from(text, name).toString('utf8'));
}

function encoded(value: Value, coding: Value | undefined, node: ts.Node): Value {
  const name = codingOf(coding);
  if (name === 'utf8') return value;
  if (name === undefined) return unknown('not-text', node, 'Buffer.toString()');
  return coded(value, node, 'Buffer.toString()', (text) => Buffer.from(text, 'utf8').toString(name));
}

/** Bytes, as the text that they are in UTF-8. */
function bufferOf(m: Machine, text: Value, node: ts.Node): Value {
  const made = objectOf(m, node, {});
  const encode: NativeCall = (_machine, call) => encoded(text, call.args[0], call.node);
  defineOwn(m, made, 'toString', nativeFunction(m, 'toString', encode));
  made.open = unknown('external-call', node, 'Buffer').gap;
  return made;
}

const from: NativeCall = (m, { args: [value = undefinedValue, coding], node }) =>
  bufferOf(m, decoded(textOf(m, value), coding, node), node);

/** The functions of `Buffer`. */
export const bufferFunctions: Functions = {
  from,
  concat: (m, { args: [list], node }) => {
    const parts = list?.kind === 'object' && list.elements !== undefined ? elementsOf(m, list) : undefined;
    if (parts === undefined || (list?.kind === 'object' && list.more !== undefined))
      return unknown('external-call', node, 'Buffer.concat()');
    const whole = parts.reduce<Value>((text, part) => concat(text, textOf(m, part)), literal(''));
    return bufferOf(m, whole, node);
  },
};

export const makeBuffer = from;

/** `atob` and `btoa`: texts of single bytes. */
export const base64Functions: Functions = {
  atob: (m, { args: [value = undefinedValue], node }) =>
    coded(textOf(m, value), node, 'atob()', (text) => Buffer.from(text, 'base64').toString('latin1')),
  btoa: (m, { args: [value = undefinedValue], node }) =>
    coded(textOf(m, value), node, 'btoa()', (text) => Buffer.from(text, 'latin1').toString('base64')),
};

/** `new TextEncoder()` and `new TextDecoder()` */
export const makeTextCoder: NativeCall = (m, { node }) =>
  objectOf(m, node, {
    encode: nativeFunction(m, 'encode', from),
    decode: nativeFunction(m, 'decode', (machine, { args: [bytes = undefinedValue] }) => textOf(machine, bytes)),
  });
