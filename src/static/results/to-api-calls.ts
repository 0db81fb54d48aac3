import type { ts } from 'ts-morph';
import type { ApiCall, Certainty } from '../../model/api-call.ts';
import type { HostFamily, Method } from '../../model/operation.ts';
import { methods } from '../../model/operation.ts';
import type { Hole, TextPattern } from '../../model/value.ts';
import type { Matcher } from '../../rules/match.ts';
import type { CallRecord, RequestRecord, SdkRecord } from '../machine/recorder.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import { combineValues, optionsOf } from '../value/choice.ts';
import { type Gap, isGap, plainText, type Single, type Text, undefinedValue, type Value } from '../value/value.ts';
import { mergeWorlds, type World } from '../value/world.ts';
import { type Address, isAllGaps, takeApart } from './address.ts';
import { evidenceOf, locationOf, type PathOf, siteOf } from './call-site.ts';
import { type CallTexts, callKey } from './call-texts.ts';
import { judgeAddress, judgeAlternatives, judgeRecord } from './judge.ts';
import { type Tie, tieOf } from './marketo-tie.ts';

export interface ToApiCallsOptions {
  readonly matcher: Matcher;
  readonly hostFamily: (host: string) => HostFamily | undefined;
  readonly pathOf: PathOf;
  /** Functions that the program itself calls: their unknown parameters were followed to those calls. */
  readonly called: ReadonlyMap<ts.Node, boolean>;
  /** Functions below which a call was given up on: what their callers show of them is not all. */
  readonly cut: ReadonlySet<ts.Node>;
  /** The modules around the program, when not all were read: told of each call that they may decide. */
  readonly unread?: UnreadCode | undefined;
  /** Told which texts of the program the calls are made of. */
  readonly texts: CallTexts;
}

/** The calls to Marketo among the recorded requests, each alternative a call of its own. */
export function toApiCalls(records: readonly CallRecord[], options: ToApiCallsOptions): ApiCall[] {
  const calls = new Map<string, ApiCall>();
  const echoes: ApiCall[] = [];
  for (const record of records) {
    if (isRepeatedByCallers(record, options)) continue;
    if (options.unread !== undefined) judgeRecord(record, options.unread);
    const found =
      record.kind === 'sdk'
        ? sdkCalls(record, options).map((call) => ({ call, isEcho: false }))
        : requestCalls(record, options);
    for (const { call, isEcho } of found) {
      if (isEcho) {
        echoes.push(call);
        continue;
      }
      const key = callKey(call);
      const known = calls.get(key);
      if (known === undefined || (call.reachable && !known.reachable)) calls.set(key, call);
    }
  }
  return [...calls.values(), ...unheard(echoes, calls.values())];
}

/**
 * What a function does when anybody calls it says nothing more once the program's own calls of it are known: they ran
 * it with what they hand over. Only where those calls are dead is it still what the outside may do.
 */
function isRepeatedByCallers({ roots, live }: CallRecord, { called, cut, unread }: ToApiCallsOptions): boolean {
  const all = [...roots];
  const isKnown = (root: ts.Node) =>
    !cut.has(root) && unread?.isHanded(root) !== true && (called.get(root) === true || (called.has(root) && !live));
  return all.length > 0 && all.every(isKnown);
}

/** What is sent again later says something only where the first time was not followed. */
function unheard(echoes: readonly ApiCall[], heard: Iterable<ApiCall>): ApiCall[] {
  const places = new Set([...heard].map(placeOf));
  const kept = new Map<string, ApiCall>();
  for (const call of echoes) if (!places.has(placeOf(call))) kept.set(callKey(call), call);
  return [...kept.values()];
}

function placeOf({ evidence }: ApiCall): string {
  return evidence.kind === 'source' ? `${evidence.file}:${evidence.line}` : '';
}

function sdkCalls(record: SdkRecord, { pathOf }: ToApiCallsOptions): ApiCall[] {
  if (record.operations.length === 0) return [unknownSdkCall(record, pathOf)];
  return record.operations.flatMap((id) => {
    const [method = '', path = ''] = id.split(' ');
    const known = toMethod(method);
    if (known === undefined) return [];
    return [
      {
        method: known,
        host: 'rest' as const,
        path: templatePattern(path),
        parameters: { names: [], complete: false },
        certainty: record.certain ? ('definite' as const) : ('inferred' as const),
        reachable: record.live,
        evidence: evidenceOf(record, undefined, pathOf),
      },
    ];
  });
}

/** One of an SDK's methods, chosen at run time. */
function unknownSdkCall(record: SdkRecord, pathOf: PathOf): ApiCall {
  return {
    method: undefined,
    host: 'rest',
    path: [{ reason: 'unknown-key', name: record.method, at: locationOf(record.node, pathOf) }],
    parameters: { names: [], complete: false },
    certainty: 'possible',
    reachable: record.live,
    evidence: evidenceOf(record, undefined, pathOf),
  };
}

/** `/rest/v1/lead/{leadId}.json` as a pattern: the parameters are holes. */
function templatePattern(path: string): TextPattern {
  return path.split(/(\{[^}]*\})/).flatMap((part): (string | Hole)[] => {
    if (part === '') return [];
    return part.startsWith('{') ? [{ reason: 'parameter', name: part.slice(1, -1) }] : [part];
  });
}

interface Alternative {
  readonly address: Text;
  readonly method: Method | undefined;
  readonly methodGap: Gap | undefined;
}

interface Found {
  readonly call: ApiCall;
  readonly isEcho: boolean;
}

function requestCalls(record: RequestRecord, options: ToApiCallsOptions): Found[] {
  const all = withoutEmptyParts(alternatives(record)).flatMap(
    (alternative) => toCall(record, alternative, options) ?? [],
  );
  if (options.unread !== undefined)
    judgeAlternatives(record, new Set(all.map(({ call }) => callKey(call))).size, options.unread);
  return all;
}

/** `${id ?? ''}` between slashes: the empty alternative only stands in for nothing, where another has the part. */
function withoutEmptyParts(all: readonly Alternative[]): readonly Alternative[] {
  const whole = all.filter(({ address }) => !hasEmptyPart(address));
  return whole.length === 0 ? all : whole;
}

function hasEmptyPart(address: Text): boolean {
  const text = address.pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
  return /[^:/]\/\//.test(text.split('?')[0] ?? '');
}

/** Every combination of address and method that can occur together. */
function alternatives(record: RequestRecord): Alternative[] {
  const method = effectiveMethod(record);
  const found: Alternative[] = [];
  for (const url of optionsOf(record.url)) {
    const address = asText(url.value);
    if (address === undefined) continue;
    for (const option of optionsOf(method)) {
      if (!canMeet(url.world, option.world)) continue;
      const known = methodIn(option.value);
      found.push({ address, method: overridden(record, address, known), methodGap: gapIn(option.value) });
    }
  }
  return found;
}

function canMeet(a: World, b: World): boolean {
  return mergeWorlds(a, b) !== undefined;
}

function asText(value: Single): Text | undefined {
  if (value.kind === 'text') return value;
  if (value.kind === 'unknown') return { kind: 'text', pieces: [value.gap] };
  return undefined;
}

function effectiveMethod(record: RequestRecord): Value {
  const fallback: Value = { kind: 'text', pieces: [{ text: record.defaultMethod, at: undefined, via: [] }] };
  if (record.method === undefined) return fallback;
  return combineValues(record.method, undefinedValue, (single) =>
    single.kind === 'constant' && (single.value === undefined || single.value === null) ? fallback : single,
  );
}

function methodIn(value: Single): Method | undefined {
  const plain = plainText(value);
  return plain === undefined ? undefined : toMethod(plain.trim().toUpperCase());
}

function toMethod(name: string): Method | undefined {
  return methods.find((method) => method === name);
}

function gapIn(value: Single): Gap | undefined {
  if (value.kind === 'unknown') return value.gap;
  return value.kind === 'text' ? value.pieces.find(isGap) : undefined;
}

/** `_method` in the address or among the parameters says which operation a POST stands for. */
function overridden(record: RequestRecord, address: Text, method: Method | undefined): Method | undefined {
  if (method !== 'POST') return method;
  const literals = address.pieces.map((piece) => (isGap(piece) ? '' : piece.text)).join('');
  const inAddress = /[?&]_method=([A-Za-z]+)/.exec(literals)?.[1];
  const named =
    inAddress ?? (record.parameters.override === undefined ? undefined : plainText(record.parameters.override));
  return named === undefined ? method : (toMethod(named.toUpperCase()) ?? method);
}

function toCall(record: RequestRecord, alternative: Alternative, options: ToApiCallsOptions): Found | undefined {
  const address = withIdentity(takeApart(alternative.address));
  const tie = tieOf(record, address, options);
  const { pathOf, texts } = options;
  if (tie.kind === 'foreign') {
    texts.noteForeign(alternative.address);
    return undefined;
  }
  const path = toPattern(address.path, pathOf);
  const host = tie.kind === 'host' ? tie.family : undefined;
  const match = options.matcher.match({ method: alternative.method, host, path });
  const isExact = match.kind === 'matched' && !match.spellings.includes('missing-rest') && isCompletePath(address);
  const { unread } = options;
  if (unread !== undefined) judgeAddress(record, { ...alternative, address, tie, match: match.kind, isExact }, unread);
  if (!isMarketoCall(record, alternative, address, tie, match.kind, isExact, options)) return undefined;
  const template = match.kind === 'matched' ? match.operation.path : undefined;
  const call: ApiCall = {
    method: alternative.method,
    host,
    path,
    parameters: parameterNames(record, address),
    certainty: certaintyOf(record, tie, isExact),
    reachable: record.live,
    evidence: evidenceOf(record, address, pathOf, template),
  };
  texts.note(callKey(call), alternative.address, record.maker);
  return { call, isEcho: siteOf(record, address, template).isEcho };
}

/** `options.identity + '/oauth/token'`: the setting is the identity service's address, which ends in `/identity`. */
function withIdentity(address: Address): Address {
  const [head] = address.path.pieces;
  const base = address.base.at(-1)?.name?.split('.').at(-1);
  const isToken = head !== undefined && !isGap(head) && literalStart(address.path).startsWith('/oauth/token');
  if (!isToken || base === undefined || !/identity/i.test(base)) return address;
  return {
    ...address,
    path: { kind: 'text', pieces: [{ ...head, text: `/identity${head.text}` }, ...address.path.pieces.slice(1)] },
  };
}

/** A path from Marketo's own root: nothing else on the web looks like it. */
function isCompletePath(address: Address): boolean {
  return /^\/+(rest\/(v1|asset)|bulk\/v1|identity\/oauth|userservice\/management)\b/i.test(literalStart(address.path));
}

/** The text up to the first gap. */
function literalStart(value: Text): string {
  let start = '';
  for (const piece of value.pieces) {
    if (isGap(piece)) break;
    start += piece.text;
  }
  return start;
}

function isMarketoCall(
  record: RequestRecord,
  alternative: Alternative,
  address: Address,
  tie: Tie,
  match: 'matched' | 'possible' | 'unmatched',
  isExact: boolean,
  options: ToApiCallsOptions,
): boolean {
  if (match === 'matched') {
    if (isExact) return true;
    return tie.kind !== 'none';
  }
  if (followedElsewhere(alternative, options)) return false;
  if (tie.kind === 'none') return match === 'possible' && isCompletePath(address) && !record.generic;
  if (record.generic) return isCompletePath(address) || tie.kind === 'host';
  // A base alone, or a relative path that no rule knows, in a file that happens to name Marketo.
  if (match === 'unmatched') return tie.kind === 'host' || isCompletePath(address) || looksLikeApi(address);
  return true;
}

/** `/v1/nope.json` with something that names Marketo beside it: the program means Marketo's API. */
function looksLikeApi(address: Address): boolean {
  const text = address.path.pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
  return /^\/+(rest|asset|v1|bulk)\b/.test(text) || /\.json$/.test(text) || isAllGaps(address.path);
}

/** What a wrapper does with its own parameters was followed to the wrapper's callers: there it is known or a hole. */
function followedElsewhere(alternative: Alternative, { called, unread }: ToApiCallsOptions): boolean {
  const gaps = [
    ...alternative.address.pieces.filter(isGap),
    ...(alternative.methodGap === undefined ? [] : [alternative.methodGap]),
  ];
  return gaps.some(
    ({ parameterOf }) => parameterOf !== undefined && called.has(parameterOf) && unread?.isHanded(parameterOf) !== true,
  );
}

function certaintyOf(record: RequestRecord, tie: Tie, isExact: boolean): Certainty {
  if (record.generic) return 'inferred';
  if (tie.kind === 'host') return 'definite';
  return tie.kind === 'named' && isExact ? 'definite' : 'inferred';
}

function parameterNames(record: RequestRecord, address: Address): ApiCall['parameters'] {
  const query = address.query.pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
  const names = [...query.matchAll(/(?:^|&)([A-Za-z_][\w.[\]-]*)(?==|&|$)/g)].map((match) => match[1] ?? '');
  const isOpen = /(^|&)\{\}/.test(query) || address.path.pieces.at(-1) === undefined;
  return {
    names: [...new Set([...names, ...record.parameters.names])].sort(),
    complete: record.parameters.complete && !isOpen,
  };
}

/** Pieces as the later stages know them: literals joined, gaps as holes with a place. */
export function toPattern(value: Text, pathOf: PathOf): TextPattern {
  const pattern: (string | Hole)[] = [];
  for (const piece of value.pieces) {
    const last = pattern.at(-1);
    if (isGap(piece)) pattern.push(toHole(piece, pathOf));
    else if (typeof last === 'string') pattern[pattern.length - 1] = last + piece.text;
    else pattern.push(piece.text);
  }
  return pattern;
}

function toHole(gap: Gap, pathOf: PathOf): Hole {
  return {
    reason: gap.hole,
    ...(gap.name === undefined ? {} : { name: gap.name }),
    ...(gap.at === undefined ? {} : { at: locationOf(gap.at, pathOf) }),
  };
}
