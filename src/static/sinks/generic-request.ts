import type { ts } from 'ts-morph';
import type { OptionNames } from '../contract/client-rules.ts';
import { callsOf } from '../machine/frame.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import { wordsOf } from '../syntax/words.ts';
import { optionsOf } from '../value/choice.ts';
import { isGap, literal, plainText, type Single, type Value } from '../value/value.ts';
import { optionValue } from './client-options.ts';
import { credentialsOf } from './credentials-of.ts';
import { parametersOf } from './parameters-of.ts';

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

const verbs = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head'];

/** Parts of an address that can be Marketo's. Cheap: the real decision is made later, with the rules. */
const marketoLike = /\/rest\/|\/bulk\/v1|mktorest|\/v1\/|\/asset\/v|\/identity\/|\/userservice\/|\/subscriptions\//;

/** Notes a call of an unknown function that gets something like a Marketo address. */
export function recordGeneric(
  m: Machine,
  name: string | undefined,
  request: CallRequest,
  maker: ts.Node | undefined,
): void {
  if (isRoute(m, name, request) || isKept(m, name)) return;
  for (const [index, arg] of request.args.entries()) {
    for (const { value } of optionsOf(arg)) {
      const url = addressIn(m, value, request.node);
      if (url === undefined) continue;
      m.recorder.add({
        kind: 'request',
        node: request.node,
        calls: callsOf(m.frames),
        url,
        method: methodOf(m, name, request, index, value),
        defaultMethod: defaultMethodOf(request, index, value),
        parameters:
          value.kind === 'object'
            ? parametersOf(m, descriptorNames, [value], {}, request)
            : { names: [], complete: true },
        credentials: credentialsOf(m, request.args, request.node),
        client: name ?? 'an unknown function',
        generic: true,
        maker,
        live: m.live,
      });
    }
  }
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
  const address =
    value.kind === 'text' || (value.kind === 'object' && value.brand?.kind === 'url')
      ? textOf(m, value)
      : value.kind === 'object' && value.brand === undefined && value.elements === undefined
        ? optionValue(m, descriptorNames.url, [value], node)
        : undefined;
  if (address === undefined) return undefined;
  const text = textOf(m, address);
  const looks = optionsOf(text).some(
    ({ value: single }) =>
      single.kind === 'text' &&
      single.pieces.some((piece) => !isGap(piece) && marketoLike.test(piece.text) && !/\s/.test(piece.text.trim())),
  );
  return looks ? text : undefined;
}

/** The method named in the options, beside the address, or by the function itself. */
function methodOf(
  m: Machine,
  name: string | undefined,
  request: CallRequest,
  index: number,
  value: Single,
): Value | undefined {
  const others = request.args.filter((_arg, at) => at !== index);
  const objects = [...others, value].filter((part) => optionsOf(part).some((option) => option.value.kind === 'object'));
  const named = optionValue(m, descriptorNames.method, objects, request.node);
  if (named !== undefined && isVerb(named)) return named;
  const positional = others.find(isVerb);
  if (positional !== undefined) return positional;
  const last = name?.split('.').at(-1)?.replace(/\(\)$/, '') ?? '';
  const verb =
    verbs.find((candidate) => last.toLowerCase() === candidate) ??
    verbs.find((candidate) => new RegExp(`^${candidate}[A-Z]|[a-z](${capital(candidate)})(?![a-z])`).test(last));
  if (verb !== undefined) return literal(verb === 'del' ? 'DELETE' : verb.toUpperCase());
  const unknownPart = others.find((part) => part.kind === 'unknown');
  return unknownPart;
}

function capital(verb: string): string {
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}

function isVerb(value: Value): boolean {
  return optionsOf(value).every((option) => verbs.includes(plainText(option.value)?.toLowerCase() ?? ''));
}

/** An unknown function that gets an address alone gets it; what it does with a body is less sure. */
function defaultMethodOf(_request: CallRequest, _index: number, _value: Single): string {
  return 'GET';
}

/** `cache.get(url)`, `createHash('sha256').update(url)`, `signUrl(url)`, `metrics.count(url)`: nothing is sent there. */
function isKept(m: Machine, name: string | undefined): boolean {
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
