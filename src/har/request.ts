import { apiRoots, apiStartsWith } from '../model/api-roots.ts';
import { type HostFamily, type Method, methods } from '../model/operation.ts';
import type { BodyOf } from './body.ts';
import { findHeader } from './headers.ts';
import { type McpTraffic, readMcpCredential, readTools } from './mcp-request.ts';
import { isFormMissing } from './missing-form.ts';
import { type Pair, readParameters } from './parameters.ts';
import { field, isRecord, textField } from './raw.ts';
import { redactPath } from './redact-path.ts';
import type { SkipReason } from './skip-reasons.ts';

/** Tells which of Marketo's hosts a URL's host, perhaps with a port, is; `undefined` for any other. */
export type HostFamilyOf = (host: string) => HostFamily | undefined;

/** Which requests count. */
export interface MarketoTargets {
  /** With the reader's own proxies; see `src/rules/marketo-hosts.ts`. */
  readonly hostFamily: HostFamilyOf;
  /** Requests to an MCP server count by the tools that they call; none do when absent. */
  readonly mcp?: McpTraffic | undefined;
}

/** A request to Marketo, still with its credential: never leaves the reader. */
export interface MarketoRequest {
  readonly method: Method;
  readonly methodOverridden: boolean;
  readonly host: HostFamily;
  readonly path: string;
  readonly parameters: readonly string[];
  /** What its parameters are and say; none of a request to the MCP server. */
  readonly pairs: readonly Pair[];
  readonly credential: string | undefined;
  /** The Custom Service that asks for a token, or that the MCP server works as. */
  readonly clientId: string | undefined;
  /** Whether a client secret was sent, as a parameter or to the MCP server, and was recorded. */
  readonly hasClientSecret: boolean;
  /** Whether its method is not known: a POST of which the form was not recorded may be another by a `_method` in it. */
  readonly methodIsOpen?: boolean;
  /** The host by the header of that name, where that decides and not the URL: a proxy writes its own there. */
  readonly namedHost?: string;
  /** Never empty: the tools that a request to the MCP server calls. */
  readonly tools?: readonly string[];
}

/** Reads the request of an entry, or says why it is left out. The URL is the truth; nothing else has to be there. */
export function readRequest(
  entry: unknown,
  bodyOf: BodyOf,
  { hostFamily, mcp }: MarketoTargets,
): MarketoRequest | SkipReason {
  const request = field(entry, 'request');
  if (!isRecord(request)) return 'no-request';
  const sent = textField(request, 'method')?.trim().toUpperCase() ?? '';
  if (sent === 'CONNECT') return 'connect';
  const written = textField(request, 'url')?.trim() ?? '';
  if (written === '') return sent === '' ? 'empty' : 'no-url';
  const text = withoutCutMark(written);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A template such as https://${host}/ parses as a URL, yet says nothing about where the request went.
  if (url === undefined || /[{}$]/.test(url.hostname)) return 'bad-url';
  const server = mcp?.isServer(url.host, url.pathname) === true ? mcp : undefined;
  const { host, namedHost } = server === undefined ? familyOf(url, request, hostFamily) : { host: 'rest' as const };
  if (!/^(?:https?|wss?):$/.test(url.protocol)) return 'not-marketo';
  if (host === undefined) return isLikeProxy(url, request) ? 'another-host' : 'not-marketo';
  if (/^wss?:$/.test(url.protocol) || field(entry, '_resourceType') === 'websocket') return 'websocket';
  if (sent === 'OPTIONS') return 'preflight';
  if (field(entry, '_wasFulfilled') === true) return 'mocked';
  // Of an address that is longer than what is kept of one, the path is whole only where the query has begun.
  if (text !== written && !text.includes('?')) return 'bad-url';
  if (server !== undefined) return readToolRequest(request, url, readTools(request, sent, bodyOf, server));

  const parameters = readParameters(url, request, bodyOf);
  // Marketo takes a POST with `_method` for that method: the way to send what is too long for a GET's URL.
  const override = sent === 'POST' ? asMethod(parameters.method?.trim().toUpperCase()) : undefined;
  const method = override ?? asMethod(sent);
  if (method === undefined) return 'bad-method';
  const isHidden = parameters.names.includes('_method');
  const methodIsOpen =
    sent === 'POST' && override === undefined && (text !== written || isHidden || isFormMissing(request, bodyOf));
  return {
    method,
    ...(methodIsOpen ? { methodIsOpen } : {}),
    ...(namedHost === undefined ? {} : { namedHost }),
    methodOverridden: override !== undefined && override !== sent,
    host,
    path: redactPath(url.pathname),
    parameters: parameters.names,
    pairs: parameters.pairs,
    credential:
      bearerToken(findHeader(request, userTokenHeader)) ??
      bearerToken(findHeader(request, 'authorization')) ??
      credentialText(parameters.accessToken),
    clientId: credentialText(parameters.clientId),
    hasClientSecret: credentialText(parameters.clientSecret) !== undefined,
  };
}

/** Data Ingestion takes the token of the API user beside that of the integration. */
const userTokenHeader = 'x-mkto-user-token';

/** What a string that was cut while it was scanned ends with. */
export function withoutCutMark(text: string): string {
  return text.endsWith('\u0000') ? text.slice(0, -1) : text;
}

/** Whether a request may have gone through a proxy: its path is like one of the API, and no header names another vendor. */
function isLikeProxy(url: URL, request: unknown): boolean {
  const header = findHeader(request, 'host') ?? findHeader(request, ':authority');
  return likeApi.test(url.pathname) && (header === undefined || header.trim().toLowerCase() === url.host);
}

/** A path of the API, perhaps behind what a gateway puts in front of it. */
const likeApi = new RegExp(`/(?:${apiStartsWith('/')})/`, 'i');

/** What paths of the API begin with; below others, a header that names Marketo is what a producer wrote everywhere. */
const apiRoot = new RegExp(`^/(?:${apiRoots})/`, 'i');

/**
 * Which host a request went to. A reverse proxy records whom it asked, or itself, as the URL, and leaves the client's
 * header: where that is one of Marketo's it decides, and where it names another vendor, the request was none to Marketo.
 */
function familyOf(
  url: URL,
  request: unknown,
  hostFamily: HostFamilyOf,
): { readonly host: HostFamily | undefined; readonly namedHost?: string } {
  const host = hostFamily(url.host);
  const header = (findHeader(request, 'host') ?? findHeader(request, ':authority'))?.trim().toLowerCase();
  if (
    header === undefined ||
    header === '' ||
    header === url.host ||
    /mkto(?:rest|api)\.com(?::\d+)?$|^mkto-ingestion/.test(url.host)
  ) {
    return { host };
  }
  const named = hostFamily(header);
  if (named !== undefined && apiRoot.test(url.pathname)) return { host: named, namedHost: header };
  const isOther = header.split(':', 1)[0] !== url.hostname && /[a-z]\.[a-z]/.test(header);
  return { host: isOther ? undefined : host };
}

/** The server calls Marketo in its turn, so what counts of the request to it are the tools and whose they are. */
function readToolRequest(request: unknown, url: URL, tools: readonly string[]): MarketoRequest | SkipReason {
  if (tools.length === 0) return 'no-tool-call';
  const { clientId, clientSecret } = readMcpCredential(request);
  return {
    method: 'POST',
    methodOverridden: false,
    host: 'rest',
    path: redactPath(url.pathname),
    parameters: [],
    pairs: [],
    credential: bearerToken(findHeader(request, 'authorization')),
    clientId: credentialText(clientId),
    hasClientSecret: credentialText(clientSecret) !== undefined,
    tools,
  };
}

function asMethod(name: string | undefined): Method | undefined {
  return methods.find((method) => method === name);
}

function bearerToken(header: string | undefined): string | undefined {
  return credentialText(header?.replace(/^\s*bearer\s+/i, ''));
}

/** What other tools write in place of a token they took out: no credential, rather than one that all calls share. */
const blanked = /^(?:\W*(?:redacted|removed|hidden|masked|filtered|omitted|secret|null|undefined)\W*|[\W_x]*)$/i;

function credentialText(text: string | undefined): string | undefined {
  const token = text?.trim() ?? '';
  return isBlanked(token) ? undefined : token;
}

/** Whether a value is none, or what stands in the place of one that was taken out. */
export function isBlanked(value: string): boolean {
  return blanked.test(value);
}
