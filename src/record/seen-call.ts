import { AttachedBodies, bodyReader, type MarketoRequest, type RawEntry, readRequest } from '../har/entry-parts.ts';
import type { HostFamilyOf, SkipReason } from '../har/index.ts';
import type { Naming } from '../redact/pseudonyms.ts';
import { redactEntry } from '../redact/redact-entry.ts';
import { partsOf } from './multipart.ts';

/** A request to Marketo and its answer as a recorder sees them. It never leaves the memory of the process that saw it. */
export interface SeenCall {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly SeenHeader[];
  /** The body where it is a form or JSON; empty for none, and for anything else. Of several parts, bytes are characters. */
  readonly body: string;
  /** Absent where no answer came. */
  readonly answer?: SeenAnswer;
}

export interface SeenHeader {
  readonly name: string;
  readonly value: string;
}

export interface SeenAnswer {
  readonly status: number;
  /** The header Content-Type. */
  readonly type: string;
  readonly text: string;
}

/** The headers of a request that are looked at; of what they say only names for credentials are written. */
export const seenHeaders: readonly string[] = ['authorization', 'x-mkto-user-token', 'content-type', 'content-length'];

/** Stands for a host that is Marketo's by the reader's word only, so that the recording is read without saying it again. */
const ownHost = '000-AAA-000.mktorest.com';
export const ownOrigin = `https://${ownHost}`;

const nothingAttached = new AttachedBodies();

export interface WriteCallOptions {
  readonly hostFamily: HostFamilyOf;
  /** What stands for tokens, users, clients and munchkin ids. */
  readonly naming: Naming;
  /** The number of the entry, where it is known already. */
  readonly index?: number;
}

/**
 * An entry of a HAR, as JSON, with what rolefit reads of a call and nothing else: it is written by the code that
 * writes redacted copies, so what a recording may hold is decided in one place. `undefined` for a call that does not count.
 */
export function writeCall(call: SeenCall, { hostFamily, naming, index }: WriteCallOptions): string | undefined {
  const entry = redactEntry(toRawEntry(call, index), {
    targets: { hostFamily: withOwnHost(hostFamily) },
    pseudonyms: naming,
    attached: nothingAttached,
    hideMunchkin: true,
    dropTimes: false,
  });
  return typeof entry === 'string' ? undefined : entry.json;
}

function toRawEntry({ startedAt, method, url, headers, body, answer }: SeenCall, index = 0): RawEntry {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const value = {
    startedDateTime: new Date(startedAt).toISOString(),
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      headers,
      ...(body === '' ? {} : { postData: { mimeType: type, ...bodyContent(body, type) } }),
    },
    response: {
      status: answer?.status ?? 0,
      content: answer === undefined ? {} : { mimeType: answer.type, text: answer.text },
    },
  };
  return { kind: 'whole', index, value, textOf: (text) => text };
}

/** What of a call decides its operation and whose it is, as the reader of recordings understands it. */
export function understand(call: SeenCall, hostFamily: HostFamilyOf): MarketoRequest | SkipReason {
  const raw = toRawEntry(call);
  if (raw.kind !== 'whole') return raw.kind;
  const bodyOf = bodyReader(raw.textOf, nothingAttached);
  return readRequest(raw.value, bodyOf, { hostFamily: withOwnHost(hostFamily) });
}

function withOwnHost(hostFamily: HostFamilyOf): HostFamilyOf {
  return (host) => (host === ownHost.toLowerCase() ? 'rest' : hostFamily(host));
}

/** Names of parts, and the value of the one that decides the method; files and texts are left where they are. */
function bodyContent(body: string, type: string): object {
  if (!severalParts.test(type)) return { text: body };
  return {
    params: partsOf(body, type).map(({ name, text }) => (name === '_method' ? { name, value: text } : { name })),
  };
}

/** The body of a call as it is looked at: whatever is neither a form nor JSON is of no use. */
export function readableBody(read: (as: 'latin1' | 'utf8') => string, type: string): string {
  if (severalParts.test(type)) return read('latin1');
  return formOrJson.test(type) ? read('utf8') : '';
}

const severalParts = /multipart\/form-data/i;
const formOrJson = /x-www-form-urlencoded|json/i;

/** The address of a call to a host that stands for Marketo's, such as one on this machine. */
export function onOwnHost(target: string): string {
  return ownOrigin + (target.startsWith('/') ? target : `/${target}`);
}
