import type { HostFamilyOf, PrincipalKey } from '../har/index.ts';
import { isSensitive } from '../har/redact-path.ts';
import { isBlanked } from '../har/request.ts';
import type { ParameterNames } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import { type HostFamily, type Method, methods } from '../model/operation.ts';
import { hostsIn, isHostName } from './hosts-in-text.ts';
import { readLogTime } from './log-time.ts';
import type { LoggedApiCall, LoggedCall } from './logged-call.ts';
import type { LoggedRequest } from './logged-request.ts';
import type { SkipReason } from './skip-reasons.ts';
import { readQuery, readTarget, type Target } from './target.ts';

/** What is known about addresses, and about lines that name no host. */
export interface LogContext {
  readonly hostFamily: HostFamilyOf;
  /** The host that lines without one are taken to be of; `undefined` where it is not known. */
  readonly defaultHost?: HostFamily | undefined;
  /** Whether a path can be one of Marketo's: decides for lines that name no host. */
  readonly isApiPath: (path: string) => boolean;
  /** A path without personal data and credentials. */
  readonly redactPath: (path: string) => string;
  /** What the names of hosts that count hold. */
  readonly hostNames: readonly string[];
  readonly isMcpServer: (host: string, path: string) => boolean;
  /** The key of a user of the proxy's, or of lines that name none. */
  readonly principalOf: (user: string | undefined) => PrincipalKey;
}

/** What a line holds besides the call that is to be said of the log. */
export interface Seen {
  readonly token: boolean;
  readonly clientSecret: boolean;
  /** Whether it is a POST of which the query is not known. */
  readonly openPost: boolean;
}

/** A call, and what its line holds besides; or why the line is left out. */
export type CallResult =
  | {
      readonly call: LoggedCall;
      readonly seen: Seen;
      /** The same object for calls that are known to be alike in all but place and time. */
      readonly like?: object;
    }
  | SkipReason;

const nothingSeen: Seen = { token: false, clientSecret: false, openPost: false };

/**
 * Reduces what a line says to a call, or says why it is left out. This is the only place where a {@link LoggedCall} is
 * made: it names each field that leaves the reader, and nothing is ever spread into it but times and outcomes. When it began
 * is for the caller to add: see {@link startOf}.
 */
export function toLoggedCall(line: number, request: LoggedRequest, context: LogContext): CallResult {
  const sent = request.method.toUpperCase();
  if (sent === 'CONNECT') return 'connect';
  if (sent === 'OPTIONS') return 'preflight';
  const target = readTarget(request.target, (name) => context.hostFamily(name) !== undefined);
  if (target === undefined) return request.isCut === true ? 'unread' : 'no-request';
  const place = findHost(target, request, context);
  const shared = {
    line,
    principal: context.principalOf(request.user),
    failed: (request.status ?? 0) >= 400,
    refused: request.isRefused === true,
    times: request.times ?? 1,
  };
  if (place.isMcp) return sent === 'POST' ? { call: { kind: 'mcp', ...shared }, seen: nothingSeen } : 'no-tool-call';
  const path = knownPath(target, request);
  if (place.family === undefined && breaksOffInHost(target, request, context)) return 'unread';
  if (place.family === undefined && place.isForeign)
    return context.isApiPath(target.path) ? 'another-host' : 'not-marketo';
  if (place.isUnnamed && !context.isApiPath(path.text))
    return path.isOpen && path.text.split('/').length < 4 ? 'unread' : 'not-the-api';
  const query = readParameters(target, request, sent);
  const override = sent === 'POST' ? asMethod(query.method) : undefined;
  const method = override ?? asMethod(sent);
  if (method === undefined) return methods.some((name) => name.startsWith(sent)) ? 'unread' : 'bad-method';
  const openPost = sent === 'POST' && override === undefined && (!query.isWhole || query.method !== undefined);
  const call: LoggedApiCall = {
    kind: 'api',
    ...shared,
    method: openPost ? undefined : method,
    methodOverridden: override !== undefined && override !== sent,
    host: place.family,
    path: context.redactPath(path.text),
    pathIsOpen: path.isOpen,
    parameters: query.parameters,
  };
  return { call, seen: { token: query.token, clientSecret: query.clientSecret, openPost } };
}

/** When a request began, where its line says so. */
export function startOf({ time }: LoggedRequest): { readonly startedAt?: string } {
  const startedAt = readLogTime(time);
  return startedAt === undefined ? {} : { startedAt };
}

interface Place {
  readonly family: HostFamily | undefined;
  /** Whether the line names a host that is none of Marketo's, and none of those. */
  readonly isForeign: boolean;
  /** Whether the line names no host at all. */
  readonly isUnnamed: boolean;
  readonly isMcp: boolean;
}

/**
 * The URL is the truth about the host, and what stands where a host stands comes next. But a line of a proxy names the
 * proxy there as often as whom it asked, so where any word of the line is a host of Marketo's, that one was asked.
 */
function findHost(target: Target, request: LoggedRequest, context: LogContext): Place {
  const named = target.host === undefined ? request.hosts : [target.host, ...request.hosts];
  const names = named.flatMap((text) => (isHostName(text) ? [text] : hostsIn(text)));
  const isMcp = names.some((name) => context.isMcpServer(name, target.path));
  const place = { isForeign: false, isUnnamed: false, isMcp };
  for (const name of names) {
    const family = context.hostFamily(name);
    if (family !== undefined) return { ...place, family };
  }
  if (isMcp) return { ...place, family: undefined };
  if (context.isApiPath(target.path)) {
    for (const text of request.elsewhere?.() ?? []) {
      const family = firstFamily(text, context);
      if (family !== undefined) return { ...place, family };
    }
  }
  if (names.length > 0) return { ...place, isForeign: true, family: undefined };
  return { ...place, isUnnamed: true, family: context.defaultHost };
}

function firstFamily(text: string, { hostFamily }: LogContext): HostFamily | undefined {
  for (const name of hostsIn(text)) {
    const family = hostFamily(name);
    if (family !== undefined) return family;
  }
  return undefined;
}

/** Whether the line ends within a name that may be that of one of Marketo's hosts. */
function breaksOffInHost(
  { host, path }: Target,
  { isCut, hostIsCut, target }: LoggedRequest,
  { hostNames, isApiPath }: LogContext,
): boolean {
  if (hostIsCut === true) return isApiPath(path);
  if (host === undefined || !target.endsWith(host)) return false;
  const labels = host.toLowerCase().split('.');
  const ends = labels.map((_, index) => labels.slice(index).join('.'));
  if (labels.length === 1) return isCut === true;
  return ends.some((end) => end.length > 2 && hostNames.some((name) => name !== end && name.startsWith(end)));
}

/** What producers write where they leave out the rest. */
const shortened =
  /(?:(?:\.\.\.|…|%E2%80%A6)\W{0,3}(?:truncated|more|cut)?\W{0,2}|[[(<](?:truncated|cut|snip(?:ped)?)[\])>])$/i;

/** Whether the producer left out the end of an address. */
export function isShortened(address: string): boolean {
  return mayBeShortened(address) && shortened.test(address);
}

/** What is looked for first, since nearly all addresses hold none of it. */
function mayBeShortened(address: string): boolean {
  return address.includes('...') || address.includes('…') || /%E2%80%A6/i.test(address) || /[\])>]$/.test(address);
}

/** A path that breaks off is known up to its last slash; behind a question mark, it is known whole. */
function knownPath(
  { path, query }: Target,
  { isCut }: LoggedRequest,
): { readonly text: string; readonly isOpen: boolean } {
  if (query !== undefined || (isCut !== true && !isShortened(path))) return { text: path, isOpen: false };
  return { text: path.slice(0, path.lastIndexOf('/') + 1), isOpen: true };
}

function asMethod(name: string | undefined): Method | undefined {
  const wanted = name?.trim().toUpperCase();
  return methods.find((method) => method === wanted);
}

const mostNames = 1_000;
/** What a parameter's name looks like. Whatever else stands in its place is dropped. */
const plausibleName = /^[\w.[\]$:-]{1,64}$/;

interface Parameters {
  readonly parameters: ParameterNames;
  readonly method: string | undefined;
  /** Whether the query is known to its end. */
  readonly isWhole: boolean;
  readonly token: boolean;
  readonly clientSecret: boolean;
}

/** A log has no bodies, so what a POST carries in its form is not known. */
function readParameters(
  { query, path }: Target,
  { isCut, queryIsOpen, target }: LoggedRequest,
  sent: string,
): Parameters {
  const names = new Set<string>();
  const values = new Map<string, string>();
  for (const [name, value] of query === undefined ? [] : readQuery(query)) {
    if (names.size >= mostNames) break;
    if (!values.has(name) && /^(?:_method|access_token|client_secret)$/.test(name)) values.set(name, value);
    if (plausibleName.test(name) && !isSensitive(name)) names.add(name);
  }
  // Squid writes the question mark and leaves out what follows; others put dots, or a word, in its place.
  const isStripped =
    query === '' ||
    /^(?:\.\.\.|…|%E2%80%A6|\*+|-|\[?(?:redacted|removed|filtered|hidden|masked|stripped)\]?)$/i.test(query ?? '');
  const breaksOff = isShortened(target) || isShortened(path) || /[?&]_(?:m|me|met|meth|metho|method)?$/.test(target);
  const isWhole = isCut !== true && queryIsOpen !== true && !isStripped && !breaksOff && names.size < mostNames;
  return {
    parameters: { names: [...names].sort(compareText), complete: sent !== 'POST' && isWhole },
    method: values.get('_method'),
    isWhole,
    token: isSecret(values.get('access_token')),
    clientSecret: isSecret(values.get('client_secret')),
  };
}

function isSecret(value: string | undefined): boolean {
  return value !== undefined && !isBlanked(value);
}
