import type { ts } from 'ts-morph';
import type { OptionNames } from '../contract/client-rules.ts';
import { callsOf } from '../machine/frame.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { MadeWith } from '../machine/recorder.ts';
import { textOf } from '../natives/text-of.ts';
import { wordsOf } from '../syntax/words.ts';
import { optionsOf } from '../value/choice.ts';
import {
  type Gap,
  isGap,
  literal,
  plainText,
  type Single,
  type Text,
  undefinedValue,
  type Value,
} from '../value/value.ts';
import { join } from './client-address.ts';
import { optionValue, startingOptions } from './client-options.ts';
import { credentialsOf } from './credentials-of.ts';
import { genericMethod, noteNamedLater } from './generic-method.ts';
import { isVerb, madeWith, partsAmong } from './made-with.ts';
import { parametersOf } from './parameters-of.ts';
import { requestPart } from './request-part.ts';

/** Names under which request descriptors carry their parts, whoever sends them. */
export const descriptorNames: OptionNames = {
  url: ['url', 'uri', 'href', 'endpoint', 'path', 'pathname', 'resource', 'requestPath', 'apiPath', 'relativeUrl'],
  base: ['baseURL', 'baseUrl', 'prefixUrl', 'base'],
  host: [],
  path: [],
  method: ['method', 'verb', 'httpMethod', 'type', 'requestMethod'],
  query: ['params', 'query', 'qs', 'searchParams'],
  body: ['body', 'data'],
  form: ['form', 'formData'],
};

/** Parts of an address that can be Marketo's. Cheap: the real decision is made later, with the rules. */
const marketoLike =
  /\/rest\/|\/bulk\/(?:v1|\{)|mktorest|\/v1\/|\/asset\/v|\/identity\/|\/userservice\/|\/subscriptions\//;

/** Notes a call of an unknown function that gets something like a Marketo address, or a path for a base that it has. */
export function recordGeneric(m: Machine, name: string | undefined, request: CallRequest, callee: Single): void {
  const { at: maker, undescribed }: Partial<Gap> = callee.kind === 'unknown' ? callee.gap : {};
  const made = { ...ownBase(m, request), ...madeWith(m, maker) };
  const isOfClient = request.self.kind === 'object' && request.self.brand?.kind === 'client';
  const unknownCall = { name, request, maker, made, isUndescribed: undescribed === true || isOfClient };
  if ((isRoute(m, name, request) && made.base === undefined) || isKept(m, name)) return;
  noteNamedLater(m, name, request, maker);
  let isFound = false;
  for (const [index, arg] of request.args.entries()) {
    for (const { value: given } of optionsOf(arg)) {
      const { value, method } = withoutVerb(given);
      const url = addressIn(m, value, request.node);
      if (url === undefined) continue;
      isFound = true;
      record(m, { ...unknownCall, index, value, url, ...(method === undefined ? {} : { method }) });
    }
  }
  if (isFound || made.base === undefined) return;
  const isPath = recordRelative(m, unknownCall, made.base);
  // What a client is asked for by a name that its description lacks may be the resource that it was made for.
  if (!isPath && unknownCall.isUndescribed && isResource(made.base))
    record(m, { ...unknownCall, index: -1, value: undefinedValue, url: textOf(m, made.base) });
}

function isResource(base: Value): boolean {
  return optionsOf(base).some(({ value }) => {
    const last = value.kind === 'text' ? value.pieces.at(-1) : undefined;
    return last !== undefined && !isGap(last) && /\.json$/.test(last.text);
  });
}

/** The base that a call brings along itself: beside the path, or as a member of what it is called on. */
function ownBase(m: Machine, { self, args, node }: CallRequest): MadeWith {
  const holder = self.kind === 'object' && self.brand === undefined ? [self] : [];
  const { base = clientBase(m, self, node), mayChange = false } = partsAmong(m, [...args, ...holder]);
  return { ...(base === undefined ? {} : { base }), ...(mayChange ? { mayChange } : {}) };
}

/** The base that a described client was made with, where it names a resource or a place below Marketo's host. */
function clientBase(m: Machine, self: Value, node: ts.Node): Value | undefined {
  if (self.kind !== 'object' || self.brand?.kind !== 'client') return undefined;
  const base = optionValue(m, self.brand.client.rules.options.base, startingOptions(m, self, self.brand), node);
  return base !== undefined && partsAmong(m, [base]).base !== undefined ? base : undefined;
}

interface Unknown {
  readonly name: string | undefined;
  readonly request: CallRequest;
  readonly maker: ts.Node | undefined;
  /** Of a described client, by a name that its description lacks. */
  readonly isUndescribed: boolean;
  readonly made: MadeWith;
}

interface UnknownRequest extends Unknown {
  /** Which argument brings the address. */
  readonly index: number;
  readonly value: Single;
  readonly url: Value;
  readonly otherUrl?: Value;
  /** The method that stands before the address. */
  readonly method?: Text;
}

/** `request('DELETE https://…')`: a method, and the address behind it. */
function withoutVerb(value: Single): { readonly value: Single; readonly method?: Text } {
  if (value.kind !== 'text') return { value };
  const [first, ...rest] = value.pieces;
  const verb =
    first === undefined || isGap(first) ? null : /^(get|post|put|patch|delete|head) +(?=\S)/i.exec(first.text);
  if (verb === null || first === undefined || isGap(first)) return { value };
  const start = { ...first, text: first.text.slice(verb[0].length) };
  return { value: { kind: 'text', pieces: [start, ...rest] }, method: literal((verb[1] ?? '').toUpperCase()) };
}

function record(m: Machine, asked: UnknownRequest): void {
  const { name, request, maker, isUndescribed, made, index, value, url, otherUrl, method } = asked;
  m.recorder.add({
    kind: 'request',
    node: request.node,
    calls: callsOf(m.frames),
    url,
    ...(otherUrl === undefined ? {} : { otherUrl }),
    method: genericMethod(m, name, request, { index, value, made, isUndescribed, written: method }),
    defaultMethod: 'GET',
    parameters:
      value.kind === 'object' ? parametersOf(m, descriptorNames, [value], {}, request) : { names: [], complete: true },
    credentials: credentialsOf(m, request.args, request.node),
    client: name ?? 'an unknown function',
    generic: true,
    maker,
    live: m.live,
  });
}

/** A path for a client that was made with a base of Marketo's: how the two meet, nobody knows. Whether there is one. */
function recordRelative(m: Machine, unknownCall: Unknown, base: Value): boolean {
  const { request, name } = unknownCall;
  // `api(path)` asks, and so does `api.get(path)`; of `api.on('end')` only what looks like a path may be one.
  const isAsked = name === undefined || /^[^.]*$|\(\)$/.test(name) || asks.test(name.split('.').at(-1) ?? '');
  for (const [index, arg] of request.args.entries()) {
    for (const { value } of optionsOf(arg)) {
      const path = pathIn(m, value, request.node, isAsked);
      if (path === undefined) continue;
      const [url, otherUrl] = [join('append', base, path), join('resolve', base, path)];
      record(m, { ...unknownCall, index, value, url, otherUrl });
      return true;
    }
  }
  return false;
}

const asks = /^(get|post|put|patch|delete|del|head|request|fetch|send|call|ajax|any|query|execute|invoke)(json)?$/i;

/** What of an argument may be a path: a text that looks like one, or any text where the call is one that asks. */
function pathIn(m: Machine, value: Single, node: ts.Node, isAsked: boolean): Value | undefined {
  const isDescriptor = value.kind === 'object' && value.brand === undefined && value.elements === undefined;
  const given =
    value.kind === 'text' ? value : isDescriptor ? optionValue(m, descriptorNames.url, [value], node) : undefined;
  if (given === undefined || isVerb(given)) return undefined;
  const text = textOf(m, given);
  const looks = optionsOf(text).some(({ value: single }) => {
    if (single.kind !== 'text' || single.pieces.some((piece) => !isGap(piece) && /\s/.test(piece.text))) return false;
    const written = single.pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
    return /^\.{0,2}\/|\.json\b|^\?/.test(written) || (isAsked && (written === '' || isDescriptor));
  });
  return looks ? text : undefined;
}

/** A descriptor handed back to code outside the program is a request that this code sends. */
export function recordDescriptor(m: Machine, value: Value, node: ts.Node): void {
  for (const { value: single } of optionsOf(value)) {
    if (single.kind !== 'object' || single.brand !== undefined) continue;
    const url = addressIn(m, single, node);
    if (url === undefined) continue;
    m.recorder.add({
      kind: 'request',
      node: single.at ?? node,
      calls: callsOf(m.frames),
      url,
      method: optionValue(m, descriptorNames.method, [single], node),
      defaultMethod: 'GET',
      parameters: parametersOf(m, descriptorNames, [single], {}, { args: [], node }),
      credentials: credentialsOf(m, [single], node),
      client: 'a returned request',
      generic: true,
      live: m.live,
    });
  }
}

/** The address that an argument is or carries, when it looks like one of Marketo's. */
function addressIn(m: Machine, value: Single, node: ts.Node): Value | undefined {
  const sent = value.kind === 'object' ? requestPart(m, value, 'url', node) : undefined;
  const address =
    sent ??
    (value.kind === 'text' || (value.kind === 'object' && value.brand?.kind === 'url')
      ? textOf(m, value)
      : value.kind === 'object' && value.brand === undefined && value.elements === undefined
        ? optionValue(m, descriptorNames.url, [value], node)
        : undefined);
  if (address === undefined) return undefined;
  const text = textOf(m, address);
  return optionsOf(text).some(({ value: single }) => single.kind === 'text' && looksLikeMarketo(single))
    ? text
    : undefined;
}

/** `/bulk/${version}/leads.json` is one address, whatever pieces it is made of; what reads like a sentence is none. */
function looksLikeMarketo({ pieces }: Text): boolean {
  const written = pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
  if (!marketoLike.test(written)) return false;
  if (!/\s/.test(written.trim())) return true;
  return pieces.some((piece) => !isGap(piece) && marketoLike.test(piece.text) && !/\s/.test(piece.text.trim()));
}

/** `cache.get(url)`, `createHash('sha256').update(url)`, `signUrl(url)`, `metrics.count(url)`: nothing is sent there. */
export function isKept(m: Machine, name: string | undefined): boolean {
  const { keepers, keeping } = m.sinks.notCalls;
  const parts = name?.split('.') ?? [];
  const last = wordsOf(parts.at(-1) ?? '');
  if (last.some((word) => keeping.includes(word))) return true;
  // Of a chain of calls also what it began with: `createHash().update().update`.
  const receivers = parts.slice(0, -1).filter((part, index) => index === parts.length - 2 || part.endsWith('()'));
  return receivers.some((part) => keepers.includes(wordsOf(part).at(-1) ?? ''));
}

/** `app.get('/rest/v1/x.json', handler)` serves the path. */
function isRoute(m: Machine, name: string | undefined, request: CallRequest): boolean {
  const last = name?.split('.').at(-1) ?? '';
  const hasReceiver = name?.includes('.') === true;
  if (!hasReceiver || !m.sinks.notCalls.routes.includes(last)) return false;
  const [first, ...rest] = request.args;
  const isPath = first?.kind === 'text' && !first.pieces.some(isGap) && (plainText(first) ?? '').startsWith('/');
  return (
    isPath &&
    rest.some((arg) => arg.kind === 'object' && (arg.brand?.kind === 'function' || arg.brand?.kind === 'native'))
  );
}
