import { arrayOf } from '../../../heap/objects.ts';
import { getProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { mapValue } from '../../../value/choice.ts';
import { concat, onMarkedText } from '../../../value/text.ts';
import { plainText, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { encodingFunctions } from '../../encoding.ts';
import { textOf } from '../../text-of.ts';
import { apartFromBlock } from '../blocks.ts';

type Request = Parameters<NativeCall>[1];

const itself: NativeCall = (_m, { self }) => self;

/** The same as another method of JavaScript's texts. */
const same =
  (name: string): NativeCall =>
  (m, { self, args, node }) =>
    m.call(getProperty(m, self, name, node), { self, args: apartFromBlock(m, args).args, node });

/** A change of what is known of a text; what is not known stays so. */
const changed =
  (change: (text: string, args: readonly (string | undefined)[]) => string): NativeCall =>
  (_m, { self, args }) =>
    mapValue(self, (single) =>
      single.kind === 'text'
        ? onMarkedText(single, (marked) =>
            change(
              marked,
              args.map((arg) => plainText(arg)),
            ),
          )
        : single,
    );

const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);

function replaced(name: 'replace' | 'replaceAll'): NativeCall {
  return (m, { self, args, node }) => {
    const { args: given, block } = apartFromBlock(m, args);
    if (block !== undefined || given.length < 2) return unknown('not-text', node, 'gsub');
    const [search, by] = given;
    const isHash = by?.kind !== 'text' && by?.kind !== 'unknown' && by?.kind !== 'choice';
    if (isHash) return unknown('not-text', node, 'gsub');
    const isRegex = search?.kind === 'object' && search.brand?.kind === 'regex';
    const pattern = isRegex && name === 'replaceAll' ? globally(m, search) : search;
    return m.call(getProperty(m, self, name, node), { self, args: [pattern ?? undefinedValue, by], node });
  };
}

/** The same pattern, for every place that it fits. */
function globally(m: Machine, pattern: Value): Value {
  if (pattern.kind !== 'object' || pattern.brand?.kind !== 'regex') return pattern;
  const made = m.object(pattern.at);
  made.brand = { ...pattern.brand, flags: `${pattern.brand.flags.replace('g', '')}g` };
  return made;
}

const underscored = (text: string): string =>
  text
    .replace(/::/g, '/')
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();

const camelized = (text: string): string =>
  text
    .split('/')
    .map((part) => part.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase()))
    .join('::');

/** Methods of texts, and of symbols, which are texts here. */
export const texts: Readonly<Record<string, NativeCall>> = {
  ...{ to_s: itself, to_str: itself, to_sym: itself, intern: itself, encode: itself, force_encoding: itself },
  ...{ b: itself, scrub: itself, unicode_normalize: itself, squish: itself, to_param: itself },
  ...{ upcase: same('toUpperCase'), downcase: same('toLowerCase'), strip: same('trim'), lstrip: same('trimStart') },
  ...{ rstrip: same('trimEnd'), 'start_with?': same('startsWith'), 'end_with?': same('endsWith') },
  ...{ 'include?': same('includes'), index: same('indexOf'), split: splitted, '+': same('concat') },
  ...{
    gsub: replaced('replaceAll'),
    sub: replaced('replace'),
    'gsub!': replaced('replaceAll'),
    'sub!': replaced('replace'),
  },
  ...{ length: unsure, size: unsure, 'match?': unsure, match: unsure, '=~': unsure, to_i: unsure, to_f: unsure },
  ...{ 'empty?': unsure, to_json: unsure, hash: unsure, unpack: unsure, unpack1: unsure, 'casecmp?': unsure },
  concat: (m, { self, args }) => args.reduce<Value>((whole, arg) => concat(whole, textOf(m, arg)), self),
  prepend: (m, { self, args }) => args.reduceRight<Value>((whole, arg) => concat(textOf(m, arg), whole), self),
  capitalize: changed((text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()),
  chomp: changed((text, [end]) => (end === undefined ? text.replace(/\r?\n$/, '') : withoutEnd(text, end))),
  chop: changed((text) => text.slice(0, -1)),
  delete_suffix: changed((text, [end = '']) => withoutEnd(text, end)),
  delete_prefix: changed((text, [start = '']) => (text.startsWith(start) ? text.slice(start.length) : text)),
  underscore: changed(underscored),
  camelize: changed(camelized),
  classify: changed(camelized),
  dasherize: changed((text) => text.replaceAll('_', '-')),
  tr: (m, request) => translated(m, request),
  delete: (_m, { self, args, node }) => {
    const [signs] = args;
    const known = signs === undefined ? undefined : plainText(signs);
    if (known === undefined || known.length !== 1 || self.kind !== 'text') return unknown('not-text', node);
    return onMarkedText(self, (marked) => marked.replaceAll(known, ''));
  },
};

function withoutEnd(text: string, end: string): string {
  return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function splitted(m: Machine, request: Request): Value {
  const [separator] = request.args;
  if (separator !== undefined && plainText(separator) !== undefined) return same('split')(m, request);
  return arrayOf(m, request.node, [], unknown('not-text', request.node, 'split'));
}

/** One sign for another. */
function translated(_m: Machine, { self, args: [from, to], node }: Request): Value {
  const [a, b] = [from && plainText(from), to && plainText(to)];
  if (a?.length !== 1 || b === undefined || b.length > 1 || self.kind !== 'text') return unknown('not-text', node);
  return onMarkedText(self, (marked) => marked.replaceAll(a, b));
}

export const escaped: NativeCall = (m, request) =>
  encodingFunctions['encodeURIComponent']?.(m, request) ?? unknown('not-text', request.node);

/** Methods of numbers, and of nothing. */
export const numbers: Readonly<Record<string, NativeCall>> = {
  to_i: itself,
  to_a: (m, { node }) => arrayOf(m, node, []),
  times: (m, { self, args, node }) => {
    const { block } = apartFromBlock(m, args);
    if (block !== undefined) m.call(block, { self: undefinedValue, args: [unknown('not-text', node)], node });
    return self;
  },
  ...{ seconds: itself, second: itself, minutes: itself, minute: itself, hours: itself, hour: itself, days: itself },
};
