import {
  type BodyOf,
  formPairs,
  isClientId,
  type MarketoRequest,
  mcpHeaders,
  queryPairs,
  textField,
  withoutCutMark,
} from '../har/entry-parts.ts';
import type { Naming } from './pseudonyms.ts';

/** What stands in place of every value. The reader takes it for no value. */
export const redactedValue = 'REDACTED';

const formType = 'application/x-www-form-urlencoded';

/** A size beside which whatever stands there of a form is but a part of it. */
const shortForm = 1_000_000;

/** Versions as producers write them; anything else in that place is not passed on. */
const httpVersion = /^(?:http\/[0-3](?:\.[01])?|h[23]c?)$/i;

export interface RedactRequestOptions {
  readonly bodyOf: BodyOf;
  readonly pseudonyms: Naming;
  /** Partitions that leads were read from or written to: role and workspace follow from them. */
  readonly partitions: readonly string[];
  /** Whether munchkin ids are replaced as well. */
  readonly hideMunchkin: boolean;
}

/**
 * The `request` of a redacted entry, written from what the reader kept of it: where it went, the names of its
 * parameters, and a name for its credential.
 * @param read what the reader made of `request`
 */
export function redactRequest(request: unknown, read: MarketoRequest, options: RedactRequestOptions): object {
  const { bodyOf, pseudonyms } = options;
  const text = (textField(request, 'url') ?? '').trim();
  const url = new URL(withoutCutMark(text));
  const inQuery = new Set(queryPairs(url, request).map(([name]) => name));
  const inForm = new Set(formPairs(request, bodyOf).map(([name]) => name));
  const parameter = (name: string): Parameter => ({ name, value: valueFor(name, read, pseudonyms) });
  const query = read.parameters.filter((name) => inQuery.has(name)).map(parameter);
  const form = read.parameters.filter((name) => inForm.has(name) && !inQuery.has(name)).map(parameter);
  const host = read.namedHost ?? shownHost(text, url);
  return {
    // Where `_method` decides, a POST was sent; the value of the parameter says so again.
    method: read.methodOverridden ? 'POST' : read.method,
    url: `${url.protocol}//${options.hideMunchkin ? pseudonyms.munchkin(host) : host}${read.path}${queryText(query)}`,
    httpVersion: readVersion(request),
    cookies: [],
    headers: headersOf(read, pseudonyms),
    queryString: query,
    ...(read.tools === undefined ? bodyOfCopy(form, read, options.partitions) : { postData: toolBody(read.tools) }),
    headersSize: -1,
    bodySize: read.methodIsOpen === true && !read.parameters.includes('_method') ? shortForm : -1,
  };
}

/** A name for the credential, and to the MCP server for the Custom Service. */
function headersOf({ credential, clientId, tools }: MarketoRequest, pseudonyms: Naming): readonly Parameter[] {
  const token = credential === undefined ? undefined : pseudonyms.token(credential);
  const client = tools !== undefined && clientId !== undefined && isClientId(clientId) ? clientId : undefined;
  return [
    ...(token === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${token}` }]),
    ...(client === undefined ? [] : [{ name: mcpHeaders.clientId, value: pseudonyms.client(client) }]),
  ];
}

/** The tools by name, as one batch, without their arguments. */
function toolBody(tools: readonly string[]): object {
  const calls = tools.map((name) => ({ jsonrpc: '2.0', method: 'tools/call', params: { name } }));
  return { mimeType: 'application/json', text: JSON.stringify(calls), params: [] };
}

/** The version of HTTP that a request or a response states, as far as it is one. */
export function readVersion(message: unknown): string {
  const version = textField(message, 'httpVersion') ?? '';
  return httpVersion.test(version) ? version : 'unknown';
}

interface Parameter {
  readonly name: string;
  readonly value: string;
}

function valueFor(name: string, read: MarketoRequest, pseudonyms: Naming): string {
  const { method, methodOverridden, methodIsOpen, clientId } = read;
  // With another value than the method it would be one that is hidden, which leaves the method of a POST open.
  if (name === '_method' && (methodOverridden || (method === 'POST' && methodIsOpen !== true))) return method;
  if (name === 'client_id' && clientId !== undefined && isClientId(clientId)) return pseudonyms.client(clientId);
  return redactedValue;
}

/**
 * The names of a form, and the partitions as JSON, wherever the recording had them: as parameters they would be ones
 * that the call may not have passed.
 */
function bodyOfCopy(
  form: readonly Parameter[],
  read: MarketoRequest,
  partitions: readonly string[],
): { postData?: object } {
  const text = JSON.stringify({ input: partitions.map((partitionName) => ({ partitionName })) });
  if (read.methodIsOpen === true && !read.parameters.includes('_method')) {
    // A form that was not recorded is none that was empty, and one recorded in part is none that was whole.
    const isPart = form.length > 0 || partitions.length > 0;
    return { postData: { mimeType: formType, params: form, ...(isPart ? { text } : {}) } };
  }
  if (partitions.length > 0) return { postData: { mimeType: 'application/json', text, params: form } };
  return form.length === 0 ? {} : { postData: { mimeType: formType, params: form } };
}

function queryText(query: readonly Parameter[]): string {
  if (query.length === 0) return '';
  return `?${query.map(({ name, value }) => `${encodeURIComponent(name)}=${value}`).join('&')}`;
}

/** The host in the letter case of the recording, which is how people know a munchkin id; never with user info. */
function shownHost(text: string, url: URL): string {
  const written = /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#@]+)/i.exec(text)?.[1];
  return written?.toLowerCase() === url.host ? written : url.host;
}
