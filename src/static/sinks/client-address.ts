import type { ts } from 'ts-morph';
import type { Join, KindRules } from '../contract/client-rules.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { resolveUrl } from '../natives/resolve-url.ts';
import { textOf } from '../natives/text-of.ts';
import { addressOf } from '../natives/url.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, combineValues, mapValue, optionsOf } from '../value/choice.ts';
import { concat, markGaps, onMarkedText } from '../value/text.ts';
import { isGap, literal, type Single, unknown, type Value } from '../value/value.ts';
import { optionValue } from './client-options.ts';
import type { Draft } from './draft.ts';
import { withPathParameters } from './path-parameters.ts';

/** The address: base, path and host put together the way the client does it, with the parameters of the path in it. */
export function address(m: Machine, draft: Draft, call: NativeArguments): Value {
  return withPathParameters(m, draft.brand.client.rules, joinedAddress(m, draft, call), draft.options, call.node);
}

function joinedAddress(m: Machine, draft: Draft, call: NativeArguments): Value {
  const { rules } = draft.brand.client;
  const names = rules.options;
  const host = optionValue(m, names.host, draft.options, call.node);
  const path = optionValue(m, names.path, draft.options, call.node);
  const given = draft.url ?? optionValue(m, names.url, draft.options, call.node);
  if (path !== undefined && given !== undefined && rules.pathReplaces === true)
    return withOneSlash(originOf(textOf(m, asAddress(m, given))), textOf(m, path));
  const base = draft.isWhole ? undefined : baseOf(m, draft, call);
  if (path !== undefined && given === undefined && base !== undefined)
    return joinAddress(rules, textOf(m, asAddress(m, base)), textOf(m, path));
  if (given === undefined && (host !== undefined || path !== undefined)) return hostAndPath(m, host, path, call.node);
  if (given === undefined)
    return base === undefined ? unknownAddress(draft.options, call) : textOf(m, asAddress(m, base));
  const target = textOf(m, asAddress(m, given));
  if (draft.isWhole) return target;
  if (draft.shape.base === undefined && isByName(rules.join)) return throughBases(m, draft, rules.join, target, call);
  return base === undefined ? target : joinAddress(rules, textOf(m, asAddress(m, base)), target);
}

function isByName(join: KindRules['join']): join is Readonly<Record<string, Join>> {
  return typeof join === 'object' && !Array.isArray(join);
}

/** Each base in turn, where options of several names have a way of their own to meet the path. */
function throughBases(
  m: Machine,
  { brand, options }: Draft,
  joins: Readonly<Record<string, Join>>,
  target: Value,
  call: NativeArguments,
): Value {
  return brand.client.rules.options.base.reduce<Value>((whole, name) => {
    const base = optionValue(m, [name], options, call.node);
    return base === undefined ? whole : join(joins[name] ?? 'append', textOf(m, asAddress(m, base)), whole);
  }, target);
}

/** Addresses as texts, `URL` objects and those of `url.parse` included. */
export function asAddress(m: Machine, value: Value): Value {
  return mapValue(value, (single) => {
    if (single.kind !== 'object') return single;
    if (single.brand?.kind === 'url') return addressOf(m, single);
    const href = single.brand === undefined ? single.properties.get('href') : undefined;
    return href === undefined ? single : m.store.read(href);
  });
}

function baseOf(m: Machine, { brand, shape, options }: Draft, call: NativeArguments): Value | undefined {
  if (shape.base !== undefined) return call.args[shape.base];
  if (shape.baseOfThis !== undefined) return getProperty(m, call.self, shape.baseOfThis, call.node);
  return optionValue(m, brand.client.rules.options.base, options, call.node);
}

function hostAndPath(m: Machine, host: Value | undefined, path: Value | undefined, node: ts.Node): Value {
  const start = host === undefined ? unknown('unknown-property', node, 'host') : textOf(m, host);
  const withScheme = concat(literal('https://'), start);
  return path === undefined ? withScheme : concat(host === undefined ? start : withScheme, textOf(m, path));
}

function unknownAddress(options: readonly Value[], call: NativeArguments): Value {
  for (const value of options) {
    for (const { value: single } of optionsOf(value)) {
      if (single.kind === 'unknown') return single;
      if (single.kind === 'object' && single.open !== undefined) return { kind: 'unknown', gap: single.open };
    }
  }
  return call.args.find((arg) => arg.kind === 'unknown') ?? unknown('unknown-property', call.node, 'url');
}

/** An absolute address stands alone; otherwise base and path meet as the client joins them. */
export function joinAddress(rules: KindRules, base: Value, target: Value): Value {
  if (Array.isArray(rules.join)) return anyOf(rules.join.map((how: Join) => join(how, base, target)));
  return join(typeof rules.join === 'string' ? rules.join : 'append', base, target);
}

export function join(how: Join, base: Value, target: Value): Value {
  return combineValues(base, target, (left, right) => {
    const start = right.kind === 'text' ? right.pieces[0] : undefined;
    if (start !== undefined && !isGap(start) && /^https?:\/\//i.test(start.text)) return right;
    if (left.kind === 'constant') return right;
    if (how === 'resolve') return resolveUrl(right, left);
    const { path, query } = splitQuery(left);
    if (how === 'directory') return resolveUrl(right, meetWithOneSlash(path, literal('/')));
    return concat(how === 'concat' ? concat(path, right) : meetWithOneSlash(path, right), query);
  });
}

/** A base and its query, which some clients keep behind the path; those that do not send what nobody answers. */
function splitQuery(base: Single): { readonly path: Single; readonly query: Value } {
  if (base.kind !== 'text') return { path: base, query: literal('') };
  const { marked, restore } = markGaps(base);
  const mark = marked.indexOf('?');
  if (mark < 0 || marked.endsWith('=')) return { path: base, query: literal('') };
  return { path: restore(marked.slice(0, mark)), query: restore(marked.slice(mark)) };
}

function withOneSlash(base: Value, path: Value): Value {
  return combineValues(base, path, meetWithOneSlash);
}

function meetWithOneSlash(left: Single, right: Single): Value {
  if (left.kind !== 'text' || right.kind !== 'text') return concat(left, right);
  if (right.pieces.length === 0) return left;
  const head = right.pieces[0];
  const startsWithSlash = head !== undefined && !isGap(head) && /^[/?#]/.test(head.text);
  const { marked, restore } = markGaps(left);
  const trimmed = restore(marked.replace(/\/+$/, ''));
  return startsWithSlash ? concat(trimmed, right) : concat(concat(trimmed, literal('/')), right);
}

/** Scheme and host of an address, or the gap that they come from. */
export function originOf(whole: Value): Value {
  return mapValue(whole, (single) =>
    single.kind === 'text'
      ? onMarkedText(single, (marked) => /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(marked)?.[0] ?? marked)
      : single,
  );
}
