import {
  type BodyOf,
  findHeader,
  formPairs,
  isBlanked,
  isTokenPseudonym,
  listField,
  mcpHeaders,
  queryPairs,
  readMcpCredential,
  redactPath,
  textField,
} from '../har/entry-parts.ts';
import type { LeakKind } from '../model/leak.ts';
import { methods } from '../model/operation.ts';
import { hasMunchkinId, isClientPseudonym } from './pseudonyms.ts';

/** What the named parts of a request leak: its URL, its form, its headers. */
export function* findInRequest(request: unknown, bodyOf: BodyOf): Generator<LeakKind> {
  const text = (textField(request, 'url') ?? '').trim();
  const url = parseUrl(text);
  if (hasMunchkinId(url.host) || hasMunchkinId(url.pathname)) yield 'munchkin-id';
  if (url.pathname !== redactPath(url.pathname) || url.username !== '' || url.password !== '') yield 'path-value';
  for (const [name, value = ''] of [...queryPairs(url, request), ...formPairs(request, bodyOf)]) {
    if (isHarmless(name, value)) continue;
    yield parameterKinds.get(name.toLowerCase()) ?? 'query-value';
  }
  const authorization = findHeader(request, 'authorization')?.replace(/^\s*bearer\s+/i, '') ?? '';
  if (isCredential(authorization)) yield 'bearer-token';
  if (isCredential(readMcpCredential(request).clientSecret ?? '')) yield 'client-secret';
  if (hasMunchkinId(findHeader(request, mcpHeaders.munchkinId) ?? '')) yield 'munchkin-id';
  if (hasCookies(request, 'cookie')) yield 'cookie';
}

/** What the named parts of a response leak beside its body. */
export function* findInResponse(response: unknown): Generator<LeakKind> {
  if (hasCookies(response, 'set-cookie')) yield 'cookie';
}

/** Whether a text in the place of a token may be one. */
export function isCredential(text: string): boolean {
  return !isBlanked(text.trim()) && !isTokenPseudonym(text.trim());
}

const parameterKinds: ReadonlyMap<string, LeakKind> = new Map([
  ['client_secret', 'client-secret'],
  ['access_token', 'access-token-parameter'],
]);

function isHarmless(name: string, value: string): boolean {
  if (name === 'client_id' && isClientPseudonym(value)) return true;
  return isBlanked(value.trim()) || (name === '_method' && methods.some((method) => method === value.toUpperCase()));
}

function hasCookies(message: unknown, header: string): boolean {
  return listField(message, 'cookies').length > 0 || findHeader(message, header) !== undefined;
}

/** A relative URL, or one that is none, still has a query. */
function parseUrl(text: string): URL {
  const base = 'http://unknown.invalid/';
  return URL.canParse(text, base) ? new URL(text, base) : new URL(base);
}
