import { prototypeOf } from '../heap/instances.ts';
import { nativeFunction, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import { concat, markGaps } from '../value/text.ts';
import { literal, plainText, type Text, undefinedValue, unknown, type Value } from '../value/value.ts';
import { functionsObject, globalValue } from './globals.ts';
import { lodashModule } from './lodash.ts';
import { promiseModule, promisify } from './promise-module.ts';
import { resolveUrl } from './resolve-url.ts';
import { makeSearchParams, searchParamsText } from './search-params.ts';
import { textOf } from './text-of.ts';
import { makeUrl } from './url.ts';

// util.format('%s/%s', a, b)  ⇒  a/b
const format: NativeCall = (m, { args }) => {
  const [template, ...values] = args;
  if (template === undefined) return literal('');
  const plain = plainText(template);
  if (plain === undefined)
    return values.reduce<Value>(
      (whole, value) => concat(concat(whole, literal(' ')), textOf(m, value)),
      textOf(m, template),
    );
  const at = template.kind === 'text' ? template.pieces[0]?.at : undefined;
  let whole: Value = literal('');
  for (const part of plain.split(/(%[sdifjoO%])/)) {
    if (part === '%%') whole = concat(whole, literal('%', at));
    else if (/^%[sdifjoO]$/.test(part)) whole = concat(whole, textOf(m, values.shift() ?? literal(part, at)));
    else whole = concat(whole, literal(part, at));
  }
  return values.reduce<Value>((text, value) => concat(concat(text, literal(' ')), textOf(m, value)), whole);
};

const inherits: NativeCall = (m, { args }) => {
  const [type, base] = args;
  if (type?.kind === 'object' && base?.kind === 'object') prototypeOf(m, type).prototype = prototypeOf(m, base);
  return undefinedValue;
};

// path.join('a', '..', 'b')  ⇒  joined with "/", dots resolved where everything is literal
const join: NativeCall = (m, { args }) => {
  let whole: Value = literal('');
  for (const [index, part] of args.entries()) {
    if (index > 0) whole = concat(whole, literal('/'));
    whole = concat(whole, textOf(m, part));
  }
  return mapValue(whole, (single) => (single.kind === 'text' ? normalize(single) : single));
};

/** Collapses doubled slashes and `..`, which a gap must not take part in. */
export function normalize(value: Text): Text {
  const { marked, restore } = markGaps(value);
  const segments: string[] = [];
  for (const segment of marked.replace(/\/{2,}/g, '/').split('/')) {
    if (segment === '.') continue;
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '' && segments.at(-1) !== '..') segments.pop();
    else segments.push(segment);
  }
  return restore(segments.join('/'));
}

const urlResolve: NativeCall = (m, { args }) =>
  resolveUrl(textOf(m, args[1] ?? undefinedValue), textOf(m, args[0] ?? undefinedValue));

// url.format({ protocol, host, pathname })  ⇒  the address of the parts
const urlFormat: NativeCall = (m, { args, node }) => {
  const [parts] = args;
  if (parts?.kind !== 'object' || parts.brand !== undefined) return textOf(m, parts ?? undefinedValue);
  const part = (key: string) => getProperty(m, parts, key, node);
  const host = part('host') === undefinedValue ? part('hostname') : part('host');
  const scheme = mapValue(part('protocol'), (single) => {
    const plain = single.kind === 'text' ? plainText(single) : undefined;
    return plain === undefined ? literal('https://') : literal(`${plain.replace(/:?(\/\/)?$/, '')}://`);
  });
  return concat(concat(scheme, textOf(m, host)), textOf(m, part('pathname')));
};

const stringify: NativeCall = (m, { args, node }) => searchParamsText(m, makeSearchParams(m, args[0], node));

const path = {
  join,
  resolve: join,
  normalize: (m: Machine, call: NativeArguments) => textOf(m, call.args[0] ?? undefinedValue),
};

/** Modules of the platform and small libraries whose functions make addresses. */
export function platformModule(m: Machine, specifier: string): Value | undefined {
  switch (specifier.replace(/^node:/, '')) {
    case 'util':
      return functionsObject(m, { format, promisify, inherits, callbackify: promisify });
    case 'path':
    case 'path/posix': {
      const made = functionsObject(m, path);
      setOwn(m, made, 'posix', functionsObject(m, path));
      return made;
    }
    case 'url-join':
    case 'urljoin':
    case 'proper-url-join':
      return nativeFunction(m, 'urljoin', joinUrl);
    case 'url': {
      const made = functionsObject(m, {
        resolve: urlResolve,
        format: urlFormat,
        parse: (machine, { args, node }) => makeUrl(machine, args[0] ?? undefinedValue, undefined, node),
      });
      for (const name of ['URL', 'URLSearchParams']) setOwn(m, made, name, globalValue(m, name) ?? undefinedValue);
      return made;
    }
    case 'qs':
    case 'query-string':
    case 'querystring':
      return functionsObject(m, { stringify, encode: stringify, parse: (_m, { node }) => unknown('not-text', node) });
    case 'lodash':
    case 'lodash-es':
    case 'underscore':
      return lodashModule(m);
    case 'bluebird':
    case 'q':
    case 'es6-promise':
      return promiseModule(m);
    case 'timers/promises':
      return functionsObject(m, { setTimeout: () => undefinedValue });
    case 'process':
      return globalValue(m, 'process');
    case 'form-data': {
      return globalValue(m, 'FormData');
    }
    default:
      return undefined;
  }
}

// urlJoin('https://a', '/b', 'c')  ⇒  https://a/b/c
const joinUrl: NativeCall = (m, { args }) => {
  let whole: Value = literal('');
  for (const [index, part] of args.entries()) {
    if (index > 0) whole = concat(whole, literal('/'));
    whole = concat(whole, textOf(m, part));
  }
  return mapValue(whole, (single) => {
    if (single.kind !== 'text') return single;
    const { marked, restore } = markGaps(single);
    return restore(marked.replace(/(?<!:)\/{2,}/g, '/'));
  });
};
