import type { SkipReason } from '../har/index.ts';
import type { Method } from '../model/operation.ts';
import { partsOf } from '../record/multipart.ts';
import { onOwnHost, readableBody, type SeenCall, seenHeaders, understand } from '../record/seen-call.ts';
import { parseJson } from './json.ts';

/** A request as it came in over the wire. */
export interface Incoming {
  readonly method: string;
  /** As in the request line: path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** A request, understood as the reader of recordings would understand it. */
export interface Asked {
  readonly seen: SeenCall;
  readonly method: Method;
  readonly methodOverridden: boolean;
  readonly path: string;
  /** Names of query and form parameters. */
  readonly parameters: readonly string[];
  readonly token: string | undefined;
  /** Whether the token came as a parameter, which Marketo has withdrawn. */
  readonly isTokenInQuery: boolean;
  readonly values: URLSearchParams;
  readonly json: unknown;
  /** Whether the body says that it is JSON and cannot be read as such. */
  readonly isBrokenJson: boolean;
  readonly isMultipart: boolean;
  /** Lines of the first uploaded file, without its heading. */
  readonly uploadedRows: number;
}

/** Or why it is no request to an API: another method, an address that is none. */
export function readAsked(incoming: Incoming, startedAt: number): Asked | SkipReason {
  const type = headerOf(incoming, 'content-type');
  const body = Buffer.from(incoming.body.buffer, incoming.body.byteOffset, incoming.body.byteLength);
  const text = readableBody((as) => body.toString(as), type);
  const headers = seenHeaders.flatMap((name) => {
    const value = headerOf(incoming, name);
    return value === '' ? [] : [{ name, value }];
  });
  const seen = { startedAt, method: incoming.method, url: onOwnHost(incoming.target), headers, body: text };
  const request = understand(seen, () => undefined);
  if (typeof request === 'string') return request;
  const isMultipart = /multipart\/form-data/i.test(type);
  const parts = isMultipart ? partsOf(text, type) : [];
  const isForm = /x-www-form-urlencoded/i.test(type);
  const fields = isForm ? [...new URLSearchParams(text)] : parts.map((part) => [part.name, part.text]);
  const query = new URL(seen.url).searchParams;
  const json = isForm || isMultipart || body.length === 0 ? undefined : parseJson(body.toString('utf8'));
  return {
    seen,
    method: request.method,
    methodOverridden: request.methodOverridden,
    path: request.path,
    parameters: request.parameters,
    token: request.credential,
    isTokenInQuery: query.has('access_token'),
    values: new URLSearchParams([...query, ...(fields as [string, string][])]),
    json,
    isBrokenJson: json === undefined && body.length > 0 && /json/i.test(type),
    isMultipart,
    uploadedRows: rowsOf(parts.find(({ name }) => name === 'file')?.text ?? ''),
  };
}

function headerOf({ headers }: Incoming, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function rowsOf(table: string): number {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return Math.max(0, lines.length - 1);
}
