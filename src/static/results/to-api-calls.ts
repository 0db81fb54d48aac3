import type { ts } from 'ts-morph';
import type { ApiCall, Certainty } from '../../model/api-call.ts';
import type { HostFamily } from '../../model/operation.ts';
import type { Matcher } from '../../rules/match.ts';
import type { NotCalls } from '../contract/sdk-rules.ts';
import type { CallRecord, RequestRecord } from '../machine/recorder.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import { originOf } from '../natives/resolve-url.ts';
import { mapValue } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { isGap, literal, type Text, unknown, type Value } from '../value/value.ts';
import { type Address, takeApart } from './address.ts';
import { type Alternative, alternativesOf } from './alternatives.ts';
import { evidenceOf, type Places, siteOf } from './call-site.ts';
import { type CallTexts, callKey } from './call-texts.ts';
import { type Guess, matchOf, withoutGuesses, withUnknownPath } from './guesses.ts';
import { isCompletePath, isMarketoCall } from './is-marketo-call.ts';
import { type Judged, judgeAddress, judgeAlternatives, judgeRecord } from './judge.ts';
import { type Tie, tieOf } from './marketo-tie.ts';
import { sdkCalls } from './sdk-calls.ts';
import { toPattern } from './to-pattern.ts';
import { withIdentity, withTokenPath } from './token-address.ts';

export interface ToApiCallsOptions extends Places {
  readonly matcher: Matcher;
  readonly hostFamily: (host: string) => HostFamily | undefined;
  readonly notCalls: NotCalls;
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
  const isAgain = (record: CallRecord) => record.again === true || isRepeatedByCallers(record, options);
  const own = records.filter((record) => !isAgain(record));
  const first = own.flatMap((record) => foundIn(record, options));
  const followed = new Set(own.flatMap(({ live, node }) => (live ? [node] : [])));
  const found = [...first, ...newAmong(records.filter(isAgain), first, followed, options)];
  for (const { call, guess } of found)
    if (guess !== undefined) options.texts.note(callKey(call), guess.whole, guess.record.maker);
  const kept = withoutRepeats(withoutGuesses(found));
  const heard = eachOnce(kept.filter(({ isEcho }) => !isEcho).map(({ call }) => call));
  return [...heard, ...unheard(eachOnce(kept.filter(({ isEcho }) => isEcho).map(({ call }) => call)), heard)];
}

function foundIn(record: CallRecord, options: ToApiCallsOptions): Found[] {
  const { unread } = options;
  if (unread !== undefined) judgeRecord(record, unread);
  if (record.kind === 'request') return requestCalls(record, options);
  return sdkCalls(record, options).map((call) => ({ call, isEcho: false }));
}

/**
 * What a function does when it goes on at a later time, or when anybody calls it, says nothing more than the program's
 * own calls of it: they ran it with what they hand over. But it may then find another state. So that counts of it which
 * is an operation, or is met at a later time only, and is not seen without it; and all of it where the program's own
 * calls never came to the request.
 *
 * @param followed the requests that the program's own calls came to
 */
function newAmong(
  again: readonly CallRecord[],
  first: readonly Found[],
  followed: ReadonlySet<ts.Node>,
  options: ToApiCallsOptions,
): Found[] {
  const seen = new Set(first.flatMap((one) => (one.call.reachable ? [sendingOf(one)] : [])));
  // What is not read yet has been asked about for the program's own calls.
  const { unread: _, ...quiet } = options;
  return again.flatMap((record) => {
    if (!record.live || (record.kind === 'request' && record.generic)) return [];
    return foundIn(record, quiet).filter(
      (one) =>
        (one.operation !== undefined || record.again === true || !followed.has(record.node)) &&
        !seen.has(sendingOf(one)),
    );
  });
}

/** What is sent, and from where: the client's call, whatever led there. */
function sendingOf({ call, guess, operation }: Found): string {
  const place = guess === undefined ? '' : `${guess.record.node.pos}:${guess.record.node.getSourceFile().fileName}`;
  return `${place} ${operation ?? callKey(call)}`;
}

/** Of equal calls the first, or the first that can run. */
function eachOnce(all: readonly ApiCall[]): ApiCall[] {
  const calls = new Map<string, ApiCall>();
  for (const call of all) {
    const known = calls.get(callKey(call));
    if (known === undefined || (call.reachable && !known.reachable)) calls.set(callKey(call), call);
  }
  return [...calls.values()];
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

/**
 * Without calls that send again what another one has sent: their address has been handed over by that one. The next page
 * of a list is asked for with the same path as the first.
 */
function withoutRepeats(found: readonly Found[]): Found[] {
  const byTarget = new Map<string, Found[]>();
  const keyOf = ({ call, operation }: Found) => `${operation ?? targetOf(call)} ${call.reachable}`;
  for (const one of found) byTarget.set(keyOf(one), [...(byTarget.get(keyOf(one)) ?? []), one]);
  const passes = ({ guess }: Found, site: ts.Node | undefined): boolean =>
    guess?.whole.pieces.some((piece) => !isGap(piece) && site !== undefined && piece.via.includes(site)) === true;
  return found.filter((one) => {
    const others = (byTarget.get(keyOf(one)) ?? []).filter(({ site }) => site !== one.site);
    return !others.some((other) => passes(one, other.site) && !passes(other, one.site));
  });
}

/** What is sent again later says something only where the first time was not followed. */
function unheard(echoes: readonly ApiCall[], heard: readonly ApiCall[]): ApiCall[] {
  const places = new Set(heard.map(placeOf));
  const sent = new Set(heard.map(targetOf));
  return echoes.filter((call) => !places.has(placeOf(call)) && !sent.has(targetOf(call)));
}

/** What is called, wherever that is done. */
function targetOf({ method, host, path, reachable }: ApiCall): string {
  return JSON.stringify([method, host, path.map((piece) => (typeof piece === 'string' ? piece : {})), reachable]);
}

function placeOf({ evidence }: ApiCall): string {
  return evidence.kind === 'source' ? `${evidence.file}:${evidence.line}` : '';
}

interface Found {
  readonly call: ApiCall;
  readonly isEcho: boolean;
  /** Where it comes from, for a request that was recorded. */
  readonly guess?: Guess & { readonly whole: Text };
  /** The call that it is told by. */
  readonly site?: ts.Node;
  /** The one operation that it is. */
  readonly operation?: string;
}

function requestCalls(record: RequestRecord, options: ToApiCallsOptions): Found[] {
  const all = bestReading(record, options);
  if (options.unread !== undefined)
    judgeAlternatives(record, new Set(all.map(({ call }) => callKey(call))).size, options.unread);
  // What else dead code might do, if anybody called it with anything, is of no use to anybody.
  const known = record.live ? [] : all.filter(({ operation }) => operation !== undefined);
  return known.length > 0 ? known : all;
}

/**
 * The calls of a record. A path that an unknown client joins to its base is read in two ways: where both are operations,
 * and others, it is open which of them is meant.
 */
function bestReading(record: RequestRecord, options: ToApiCallsOptions): Found[] {
  const read = (one: RequestRecord) =>
    alternativesOf(one).flatMap((alternative) => toCall(one, alternative, options) ?? []);
  const first = read(record);
  if (record.otherUrl === undefined) return first;
  const second = read({ ...record, url: record.otherUrl });
  const idsOf = (found: readonly Found[]) => new Set(found.flatMap(({ operation }) => operation ?? []));
  const [own, other] = [idsOf(first), idsOf(second)];
  if (other.size === 0) return first;
  if (own.size === 0) return second;
  const isSame = own.size === other.size && [...own].every((id) => other.has(id));
  return isSame ? first : read({ ...record, url: withOpenPath(record) });
}

/** The host alone, and a path that is not known. */
function withOpenPath({ url, node, client }: RequestRecord): Value {
  const gap = unknown('external-call', node, client);
  return mapValue(url, (single) =>
    single.kind === 'text' ? concat(concat(originOf(single), literal('/')), gap) : single,
  );
}

function toCall(record: RequestRecord, alternative: Alternative, options: ToApiCallsOptions): Found | undefined {
  const taken = withIdentity(takeApart(alternative.address));
  const tie = tieOf(record, taken, options);
  const { pathOf, unread } = options;
  if (tie.kind === 'foreign') {
    options.texts.noteForeign(alternative.address);
    return undefined;
  }
  const address = withUnknownPath(record, withTokenPath(record, taken, tie));
  const path = toPattern(address.path, pathOf);
  const host = tie.kind === 'host' ? tie.family : undefined;
  // Without a host there is a base that nobody knows, even where nothing in the code says so: the client's own.
  const openBase = host === undefined;
  const { method, match } = matchOf(record, { method: alternative.method, host, path, openBase }, options.matcher);
  const isExact = match.kind === 'matched' && isCompletePath(address);
  const judged: Judged = { address, methodGap: alternative.methodGap, tie, match: match.kind, isExact };
  if (unread !== undefined) judgeAddress(record, judged, unread);
  if (!isMarketoCall(record, judged, options)) {
    if (tie.kind === 'other') options.texts.noteForeign(alternative.address);
    return undefined;
  }
  const template = match.kind === 'matched' ? match.operation.path : undefined;
  const call: ApiCall = {
    method,
    host,
    ...(openBase ? { openBase } : {}),
    path,
    parameters: parameterNames(record, address),
    certainty: certaintyOf(record, tie, isExact),
    reachable: record.live,
    evidence: evidenceOf(record, address, options, template),
  };
  const { isEcho, node: site } = siteOf(record, address, template);
  const guess = { record, address: address.path, whole: alternative.address };
  return { call, isEcho, guess, site, ...(match.kind === 'matched' ? { operation: match.operation.id } : {}) };
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
