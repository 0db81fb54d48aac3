import { ts } from 'ts-morph';
import { nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { RegexBrand } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import { constant, isGap, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { exec } from './matches.ts';
import { safePattern } from './replace.ts';
import { textOf } from './text-of.ts';

/** `test` of a regular expression; what it captures is not followed. */
export function regexMember(m: Machine, brand: RegexBrand, key: string): Value | undefined {
  if (key === 'exec') return nativeFunction(m, key, execute);
  if (key === 'source') return literal(brand.source);
  if (key === 'flags') return literal(brand.flags);
  const flag = flagNames.get(key);
  if (flag !== undefined) return constant(brand.flags.includes(flag));
  if (key === 'lastIndex') return unknown('not-text', undefined, key);
  if (key !== 'test') return undefined;
  return nativeFunction(m, key, (_machine, { self, args, node }) =>
    mapValue(args[0] ?? unknown('not-text', node), (single) => {
      const pattern = safePattern(brand.source, brand.flags.replace(/[gy]/g, ''));
      if (pattern === undefined || single.kind !== 'text') return unknown('not-text', node);
      const plain = plainText(single);
      const isFresh = !goesOn(brand) || isWrittenAt(self, node);
      if (plain !== undefined && plain.length < maxText) {
        const found = pattern.test(plain);
        return found && !isFresh ? unknown('not-text', node) : constant(found && isAtStart(brand, plain));
      }
      if (!isFresh) return unknown('not-text', node);
      return startDecides(brand, pattern, single.pieces[0]) ?? unknown('not-text', node);
    }),
  );
}

const flagNames = new Map([
  ['global', 'g'],
  ['sticky', 'y'],
  ['ignoreCase', 'i'],
  ['multiline', 'm'],
  ['unicode', 'u'],
  ['dotAll', 's'],
]);

/** Whether it goes on where it stopped the last time. */
function goesOn({ flags }: RegexBrand): boolean {
  return /[gy]/.test(flags);
}

/** Whether a pattern is made where it is used: it has not been used before. */
function isWrittenAt(pattern: Value, node: ts.Node): boolean {
  if (pattern.kind !== 'object' || !ts.isCallExpression(node)) return false;
  return ts.isPropertyAccessExpression(node.expression) && node.expression.expression === pattern.at;
}

/** With "y" it only matches where it begins to look. */
function isAtStart({ source, flags }: RegexBrand, text: string): boolean {
  return !flags.includes('y') || safePattern(`^(?:${source})`, flags.replace(/[gmy]/g, ''))?.test(text) === true;
}

const execute: NativeCall = (m, { self, args: [text = undefinedValue], node }) =>
  mapValue(textOf(m, text), (single) =>
    single.kind === 'text' ? exec(m, single, self, node) : unknown('unsupported-syntax', node),
  );

const maxText = 2000;

/** A pattern anchored at the start may be decided by a literal start: `/^https?:/` on `/rest/…`. */
function startDecides(
  brand: RegexBrand,
  pattern: RegExp,
  head: Parameters<typeof isGap>[0] | undefined,
): Value | undefined {
  if (!brand.source.startsWith('^') || brand.source.includes('|') || head === undefined || isGap(head))
    return undefined;
  if (pattern.test(head.text) && !brand.source.endsWith('$')) return constant(true);
  const first = /^\^(\\?\/|[a-z])/i.exec(brand.source)?.[1]?.replace('\\', '');
  const differs =
    first !== undefined && head.text.length > 0 && first.toLowerCase() !== head.text.charAt(0).toLowerCase();
  return differs ? constant(false) : undefined;
}
