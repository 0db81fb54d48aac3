import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { concat, markGaps } from '../value/text.ts';
import { isGap, literal, plainText, type Text, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

/** Longest text and pattern that a regular expression of the analysed program is run on. */
const maxText = 2000;
const maxPattern = 120;

// 'a{id}b'.replace('{id}', e)  ⇒  a, then e, then b
export function replaceText(m: Machine, self: Text, { args, node }: NativeArguments, all: boolean): Value {
  const [search, replacement] = args;
  const pattern = search === undefined ? undefined : patternOf(search, all);
  if (pattern === undefined || replacement === undefined) return unknown('unsupported-syntax', node);
  const { marked, restore } = markGaps(self);
  if (marked.length > maxText) return unknown('unsupported-syntax', node);
  const parts = cutAt(marked, pattern);
  if (parts.length === 1) return derivedBase(self, search, replacement) ?? self;
  let whole: Value = literal('');
  for (const [index, part] of parts.entries()) {
    whole = concat(whole, restore(part.text));
    if (index === parts.length - 1) continue;
    // What matched an unknown part is still unknown, whatever becomes of it.
    const unknownPart = restore((part.match[0] ?? '').replace(/[^\uE000-\uF8FF]+/g, ''));
    const isKnown = unknownPart.pieces.length === 0;
    whole = concat(whole, isKnown ? replacementFor(m, replacement, part.match, node) : unknownPart);
  }
  return whole;
}

function patternOf(search: Value, all: boolean): RegExp | undefined {
  const plain = plainText(search);
  if (plain !== undefined) return new RegExp(escapePattern(plain), all ? 'g' : '');
  if (search.kind !== 'object' || search.brand?.kind !== 'regex') return undefined;
  return safePattern(search.brand.source, search.brand.flags);
}

/** A regular expression of the analysed program, if running it cannot take long. */
export function safePattern(source: string, flags: string): RegExp | undefined {
  if (source.length > maxPattern || mayBacktrack(source)) return undefined;
  try {
    return new RegExp(source, flags.replace(/[^gimsu]/g, ''));
  } catch {
    return undefined;
  }
}

/** A repeated group that repeats inside, or a back reference, can take exponential time: such patterns are not run. */
function mayBacktrack(source: string): boolean {
  return /\)[*+{]/.test(source) || /\\[1-9k]/.test(source) || (source.match(/[*+]/g) ?? []).length > 4;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

interface Part {
  readonly text: string;
  /** The match that follows this part: the whole, then the groups. */
  readonly match: readonly string[];
}

function cutAt(text: string, pattern: RegExp): Part[] {
  const matches = pattern.global
    ? [...text.matchAll(pattern)]
    : [text.match(pattern)].filter((found) => found !== null);
  const parts: Part[] = [];
  let from = 0;
  for (const found of matches.slice(0, 100)) {
    const start = found.index ?? 0;
    parts.push({ text: text.slice(from, start), match: [...found].map((group) => group ?? '') });
    from = start + found[0].length;
  }
  parts.push({ text: text.slice(from), match: [] });
  return parts;
}

/** The text put in place of a match: a text, or what the replacement function makes of it. */
function replacementFor(
  m: Machine,
  replacement: Value,
  match: readonly string[],
  node: NativeArguments['node'],
): Value {
  const isFunction = replacement.kind === 'object' && replacement.brand !== undefined;
  if (!isFunction) {
    const plain = plainText(replacement);
    if (plain === undefined || !plain.includes('$')) return textOf(m, replacement);
    if (/\$['`<]/.test(plain)) return unknown('unsupported-syntax', node);
    return literal(
      plain.replace(/\$(\$|&|[1-9])/g, (whole, sign: string) =>
        sign === '$' ? '$' : (match[sign === '&' ? 0 : Number(sign)] ?? whole),
      ),
      node,
    );
  }
  const args = match.map((group) => literal(group, node));
  return textOf(m, m.call(replacement, { self: replacement, args, node }));
}

/**
 * `base.replace('/rest', '/identity')` where the base comes from outside: nothing is known of it but that the
 * program expects it to end in the one and to be followed by the other.
 */
function derivedBase(self: Text, search: Value | undefined, replacement: Value): Value | undefined {
  const from = search === undefined ? undefined : plainText(search);
  const to = plainText(replacement);
  const [only] = self.pieces;
  const isAddressPart = from?.startsWith('/') === true && to !== undefined && (to === '' || to.startsWith('/'));
  if (!isAddressPart || self.pieces.length !== 1 || only === undefined || !isGap(only)) return undefined;
  return to === '' ? self : concat(self, replacement);
}
