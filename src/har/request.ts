import { type HostFamily, type Method, methods } from '../model/operation.ts';
import type { BodyOf } from './body.ts';
import { findHeader } from './headers.ts';
import { readParameters } from './parameters.ts';
import { field, isRecord, textField } from './raw.ts';
import { redactPath } from './redact-path.ts';
import type { SkipReason } from './skip-reasons.ts';

/** Tells which of Marketo's hosts a URL's host, perhaps with a port, is; `undefined` for any other. */
export type HostFamilyOf = (host: string) => HostFamily | undefined;

/** A request to Marketo, still with its credential: never leaves the reader. */
export interface MarketoRequest {
  readonly method: Method;
  readonly methodOverridden: boolean;
  readonly host: HostFamily;
  readonly path: string;
  readonly parameters: readonly string[];
  readonly credential: string | undefined;
  /** The Custom Service that asks for a token. */
  readonly clientId: string | undefined;
  /** Whether a client secret was sent as a parameter, and was recorded. */
  readonly hasClientSecret: boolean;
}

const longestUrl = 64 * 1024;

/** Reads the request of an entry, or says why it is left out. The URL is the truth; nothing else has to be there. */
export function readRequest(entry: unknown, bodyOf: BodyOf, hostFamily: HostFamilyOf): MarketoRequest | SkipReason {
  const request = field(entry, 'request');
  if (!isRecord(request)) return 'no-request';
  const sent = textField(request, 'method')?.trim().toUpperCase() ?? '';
  if (sent === 'CONNECT') return 'connect';
  const text = textField(request, 'url')?.trim() ?? '';
  if (text === '') return 'no-url';
  const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : undefined;
  // A template such as https://${host}/ parses as a URL, yet says nothing about where the request went.
  if (url === undefined || /[{}$]/.test(url.hostname)) return 'bad-url';
  const host = hostFamily(url.host);
  if (host === undefined || !/^(?:https?|wss?):$/.test(url.protocol)) return 'not-marketo';
  if (/^wss?:$/.test(url.protocol) || field(entry, '_resourceType') === 'websocket') return 'websocket';
  if (sent === 'OPTIONS') return 'preflight';
  if (field(entry, '_wasFulfilled') === true) return 'mocked';

  const parameters = readParameters(url, request, bodyOf);
  // Marketo takes a POST with `_method` for that method: the way to send what is too long for a GET's URL.
  const override = sent === 'POST' ? asMethod(parameters.method?.trim().toUpperCase()) : undefined;
  const method = override ?? asMethod(sent);
  if (method === undefined) return 'bad-method';
  return {
    method,
    methodOverridden: override !== undefined && override !== sent,
    host,
    path: redactPath(url.pathname),
    parameters: parameters.names,
    credential: bearerToken(findHeader(request, 'authorization')) ?? credentialText(parameters.accessToken),
    clientId: credentialText(parameters.clientId),
    hasClientSecret: credentialText(parameters.clientSecret) !== undefined,
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
