import type { ts } from 'ts-morph';
import { defineOwn, freshObject } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { encodingFunctions } from './encoding.ts';
import { openModule } from './open-module.ts';
import { makeSearchParams, searchParamsText } from './search-params.ts';
import { textOf } from './text-of.ts';

/** The parameters of a query as the properties of an object; a query that is not known may have any. */
export function queryObject(m: Machine, query: Value, node: ts.Node): HeapObject {
  const params = makeSearchParams(m, textOf(m, query), node);
  const made = freshObject(m, node);
  for (const [name, cell] of params.properties) made.properties.set(name, cell);
  made.more = params.more;
  made.open = params.open;
  return made;
}

const stringify: NativeCall = (m, { args, node }) => searchParamsText(m, makeSearchParams(m, args[0], node));
const parse: NativeCall = (m, { args, node }) => queryObject(m, args[0] ?? undefinedValue, node);

function code(name: keyof typeof encodingFunctions): NativeCall {
  return (m, call) => encodingFunctions[name]?.(m, call) ?? undefinedValue;
}

/** `node:querystring` and the libraries of its kind. */
export function queryModule(m: Machine, name: string): Value {
  const made = openModule(m, name, {
    ...{ stringify, parse, encode: stringify, decode: parse },
    ...{ escape: code('encodeURIComponent'), unescape: code('decodeURIComponent') },
  });
  defineOwn(m, made, 'default', made);
  return made;
}
