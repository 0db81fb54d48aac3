import type { ts } from 'ts-morph';
import { arrayOf, defineOwn, objectOfEntries } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, plainText, type Text, undefinedValue, unknown, type Value } from '../value/value.ts';
import { safePattern } from './replace.ts';

/** Longest text that a pattern of the program is run on. */
const maxText = 2000;
const maxMatches = 50;

/** The matches of a pattern, in order; `undefined` where text or pattern are not known, or running it may take long. */
function matchesIn(text: Text, pattern: Value | undefined): RegExpExecArray[] | undefined {
  const plain = plainText(text);
  const compiled = pattern === undefined ? undefined : compile(pattern);
  if (plain === undefined || plain.length > maxText || compiled === undefined) return undefined;
  return [...plain.matchAll(compiled)].slice(0, maxMatches);
}

function compile(pattern: Value): RegExp | undefined {
  if (pattern.kind !== 'object' || pattern.brand?.kind !== 'regex') return undefined;
  const { source, flags } = pattern.brand;
  return safePattern(source, flags.includes('g') ? flags : `${flags}g`);
}

function isGlobal(pattern: Value | undefined): boolean {
  return pattern?.kind === 'object' && flagsOf(pattern).includes('g');
}

function flagsOf({ brand }: HeapObject): string {
  return brand?.kind === 'regex' ? brand.flags : '';
}

/** A match: the whole, the groups, where it begins and the groups that have names. */
function matchValue(m: Machine, found: RegExpExecArray, text: Text, node: ts.Node): Value {
  const at = text.pieces[0]?.at ?? node;
  const part = (group: string | undefined): Value => (group === undefined ? undefinedValue : literal(group, at));
  const made = arrayOf(m, node, [...found].map(part));
  defineOwn(m, made, 'index', constant(found.index));
  const groups = Object.entries(found.groups ?? {}).map(([name, group]): [string, Value] => [name, part(group)]);
  defineOwn(m, made, 'groups', groups.length === 0 ? undefinedValue : objectOfEntries(m, node, groups));
  return made;
}

// 'a/b'.match(/(\w)$/)  ⇒  the first match with its groups, or with "g" the texts of all
export function match(m: Machine, text: Text, pattern: Value | undefined, node: ts.Node): Value {
  const found = matchesIn(text, pattern);
  const [first] = found ?? [];
  if (found === undefined) return unknown('unsupported-syntax', node);
  if (first === undefined) return constant(null);
  if (!isGlobal(pattern)) return matchValue(m, first, text, node);
  const at = text.pieces[0]?.at ?? node;
  return arrayOf(
    m,
    node,
    found.map(([whole]) => literal(whole, at)),
  );
}

export function matchAll(m: Machine, text: Text, pattern: Value | undefined, node: ts.Node): Value {
  const found = matchesIn(text, pattern);
  if (found === undefined) return arrayOf(m, node, [], unknown('unsupported-syntax', node));
  return arrayOf(
    m,
    node,
    found.map((each) => matchValue(m, each, text, node)),
  );
}

/** `pattern.exec(text)`: a pattern with "g" gives one match after the other, so that each time it may be any of them. */
export function exec(m: Machine, text: Text, pattern: Value, node: ts.Node): Value {
  const found = matchesIn(text, pattern);
  const [first] = found ?? [];
  // Where it begins to look is not known once the program says so.
  const isMoved = pattern.kind === 'object' && pattern.properties.has('lastIndex');
  if (found === undefined || isMoved) return unknown('unsupported-syntax', node);
  const goesOn = isGlobal(pattern) || (pattern.kind === 'object' && flagsOf(pattern).includes('y'));
  if (!goesOn) return first === undefined ? constant(null) : matchValue(m, first, text, node);
  return anyOf([...found.map((each) => matchValue(m, each, text, node)), constant(null)]);
}
