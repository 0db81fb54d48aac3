import type { ts } from 'ts-morph';
import { getIndexed, setIndexed } from '../../../heap/indexed.ts';
import { arrayOf, nativeFunction } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { mapValue } from '../../../value/choice.ts';
import { isSymbolKey } from '../../../value/symbol-key.ts';
import { concat } from '../../../value/text.ts';
import {
  constant,
  literal,
  plainText,
  type Single,
  undefinedValue,
  unknown,
  type Value,
} from '../../../value/value.ts';
import { listProperties } from '../../list-properties.ts';
import { textOf } from '../../text-of.ts';
import { enumNameOf } from '../classy.ts';
import { isDictionary } from '../collections.ts';
import { oneOf } from './modules.ts';

type Request = Parameters<NativeCall>[1];
type Methods = Readonly<Record<string, NativeCall>>;

/** Members of C#'s own types; an object of a class has what the class says. */
export function csharpMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (isSymbolKey(key)) return undefined;
  if (key === 'Length' || key === 'Count') {
    const isListed = value.kind === 'text' || (value.kind === 'object' && value.elements !== undefined);
    if (isListed) return getProperty(m, value, 'length', node);
  }
  if (value.kind === 'object' && value.brand?.kind === 'function' && key === 'Invoke')
    return nativeFunction(m, key, (machine, { args, node: site }) =>
      machine.call(value, { self: undefinedValue, args, node: site }),
    );
  if (value.kind === 'object' && value.elements?.length === 2 && (key === 'Key' || key === 'Value'))
    return getIndexed(m, value, constant(key === 'Key' ? 0 : 1), node);
  const item = /^Item(\d)$/.exec(key);
  if (item !== null && value.kind === 'object' && value.elements !== undefined)
    return getIndexed(m, value, constant(Number(item[1]) - 1), node);
  const table = tableOf(m, value);
  const call = Object.hasOwn(table, key) ? table[key] : value.kind === 'text' ? extensionOf(key) : undefined;
  return call === undefined
    ? undefined
    : nativeFunction(m, key, (machine, request) => call(machine, { ...request, self: value }));
}

function tableOf(m: Machine, value: Single): Methods {
  if (value.kind === 'text') return texts;
  if (value.kind === 'constant') return constants;
  if (value.kind !== 'object') return none;
  if (value.elements !== undefined) return lists;
  if (enumNameOf(m, value) !== undefined) return none;
  return isDictionary(value) ? dictionaries : none;
}

const none: Methods = {};
const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);
const itself: NativeCall = (_m, { self }) => self;
const through =
  (name: string, most = 9): NativeCall =>
  (m, { self, args, node }) =>
    m.call(getProperty(m, self, name, node), { self, args: args.slice(0, most), node });

const constants: Methods = { ToString: (m, { self }) => textOf(m, self), Equals: unsure };

const texts: Methods = {
  ToString: itself,
  ToLower: through('toLowerCase', 0),
  ToLowerInvariant: through('toLowerCase', 0),
  ToUpper: through('toUpperCase', 0),
  ToUpperInvariant: through('toUpperCase', 0),
  Trim: (m, call) => (call.args.length === 0 ? through('trim')(m, call) : trimmed(call, true, true)),
  TrimEnd: (m, call) => (call.args.length === 0 ? through('trimEnd')(m, call) : trimmed(call, false, true)),
  TrimStart: (m, call) => (call.args.length === 0 ? through('trimStart')(m, call) : trimmed(call, true, false)),
  Replace: (m, call) => through('replaceAll', 2)(m, { ...call, args: call.args.map((arg) => textOf(m, arg)) }),
  Contains: through('includes', 1),
  StartsWith: through('startsWith', 1),
  EndsWith: through('endsWith', 1),
  IndexOf: through('indexOf', 1),
  Split: unsure,
  Substring: (m, { self, args: [from = undefinedValue, length], node }) =>
    length === undefined ? through('slice')(m, { self, args: [from], node }) : unknown('not-text', node),
  Equals: (_m, { self, args: [other = undefinedValue], node }) =>
    mapValue(other, (single) => {
      const [a, b] = [plainText(self), plainText(single)];
      return a === undefined || b === undefined ? unknown('not-text', node) : constant(a === b);
    }),
  AbsoluteUri: itself,
};

/** What libraries add to texts that are addresses, told by the name: `url.SetQueryParam("a", b)`. */
function extensionOf(key: string): NativeCall | undefined {
  return /^(?:Set|Add|Append|With)Query(?:String)?(?:Param(?:eter)?)?s?$/.test(key) ? withQuery : undefined;
}

const withQuery: NativeCall = (m, { self, args: [name = undefinedValue, value], node }) =>
  mapValue(name, (single) => {
    const written =
      self.kind === 'text' ? self.pieces.map((piece) => ('text' in piece ? piece.text : '')).join('') : '';
    const key = single.kind === 'text' ? single : unknown('unknown-key', node);
    const known = plainText(key);
    if (known !== undefined && written.includes(`${known}=`)) return self;
    const sign = literal(written.includes('?') ? '&' : '?');
    return [sign, key, literal('='), value ?? unknown('not-text', node)].reduce<Value>(
      (text, part) => concat(text, textOf(m, part)),
      textOf(m, self),
    );
  });

// s.TrimEnd('/'): what is taken away at the ends is known where they are
function trimmed({ self, args, node }: Request, atStart: boolean, atEnd: boolean): Value {
  const signs = args.map((arg) => plainText(arg)).join('');
  if (self.kind !== 'text' || args.some((arg) => plainText(arg) === undefined)) return unknown('not-text', node);
  const [first, last] = [self.pieces[0], self.pieces.at(-1)];
  const pieces = self.pieces.map((piece) => {
    if (!('text' in piece)) return piece;
    let { text } = piece;
    while (piece === first && atStart && text !== '' && signs.includes(text.charAt(0))) text = text.slice(1);
    while (piece === last && atEnd && text !== '' && signs.includes(text.charAt(text.length - 1)))
      text = text.slice(0, -1);
    return { ...piece, text };
  });
  return { kind: 'text', pieces: pieces.filter((piece) => !('text' in piece) || piece.text !== '') };
}

function elements(m: Machine, { self, node }: Request): Value {
  if (self.kind !== 'object' || self.elements === undefined) return unknown('unknown-key', node);
  return oneOf([...self.elements, ...(self.more === undefined ? [] : [self.more])].map((cell) => m.store.read(cell)));
}

const visiting: NativeCall = (m, call) => {
  through('forEach')(m, call);
  return unknown('not-text', call.node);
};

const lists: Methods = {
  Add: (m, { self, args, node }) =>
    through('push')(m, { self, args: args.length === 2 ? [arrayOf(m, node, args)] : args, node }),
  AddRange: (m, { self, args: [more = undefinedValue], node }) => {
    const slots =
      more.kind === 'object' && more.elements !== undefined
        ? more.elements.map((cell) => m.store.read(cell))
        : [unknown('unknown-key', node)];
    return through('push')(m, { self, args: slots, node });
  },
  Contains: through('includes'),
  Select: through('map'),
  SelectMany: through('flatMap'),
  Where: through('filter'),
  ForEach: through('forEach'),
  Concat: through('concat'),
  Any: visiting,
  All: visiting,
  Count: unsure,
  ...{
    First: elements,
    FirstOrDefault: elements,
    Last: elements,
    LastOrDefault: elements,
    Single: elements,
    SingleOrDefault: elements,
  },
  ...{ ToList: itself, ToArray: itself, AsEnumerable: itself, Distinct: itself, OrderBy: itself, ToString: unsure },
};

const dictionaries: Methods = {
  Add: (m, { self, args: [key = undefinedValue, value = undefinedValue], node }) => {
    setIndexed(m, self, key, value, node);
    return undefinedValue;
  },
  TryGetValue: unsure,
  ContainsKey: unsure,
  Keys: (m, { self, node }) => listProperties(m, self, node, 'key'),
  Values: (m, { self, node }) => listProperties(m, self, node, 'value'),
  Select: (m, { self, args, node }) => through('map')(m, { self: listProperties(m, self, node, 'entry'), args, node }),
};
