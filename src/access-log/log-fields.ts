import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';

/**
 * The parts of a request that a field of a JSON line can hold, each with the names that proxies give it, the likeliest
 * first: nginx and Apache as commonly set up, Envoy and Istio, Caddy, Traefik, Google Cloud load balancing. A dot leads
 * into an object.
 */
export const knownFields = {
  request: ['request'],
  url: ['url', 'request_url', 'http.url', 'httpRequest.requestUrl'],
  method: [
    'method',
    'request_method',
    'http_method',
    'verb',
    'RequestMethod',
    'request.method',
    'httpRequest.requestMethod',
  ],
  path: ['request_uri', 'path', 'uri', 'RequestPath', 'request.uri', 'x-envoy-origin-path'],
  host: ['authority', 'host', 'http_host', 'RequestHost', 'request.host', 'vhost', 'server_name'],
  status: ['status', 'response_code', 'DownstreamStatus', 'httpRequest.status'],
  time: ['time', 'time_iso8601', 'timestamp', '@timestamp', 'start_time', 'StartUTC', 'ts'],
  user: [],
} as const satisfies Record<string, readonly string[]>;

export type LogField = keyof typeof knownFields;

/** Names of fields by what they hold; what is not named is looked for under the names that are known. */
export type LogFields = { readonly [Field in LogField]?: string };

const option = { file: '--log-fields' };

/**
 * "method=req.m,path=req.url" as fields.
 * @throws InputError for a part that is not `part=field`, an unknown part, or one that is given twice.
 */
export function parseLogFields(text: string): LogFields {
  const parts = Object.keys(knownFields) as LogField[];
  const fields: { [Field in LogField]?: string } = {};
  for (const pair of text.split(',').map((one) => one.trim())) {
    const [name = '', field = ''] = splitOnce(pair);
    const part = parts.find((one) => one === name);
    if (part === undefined || field === '') throw wrongPair(name, field, parts);
    if (fields[part] !== undefined) {
      throw new InputError(`"${part}" is given twice`, { at: option, next: 'name one field for it' });
    }
    fields[part] = field;
  }
  return fields;
}

function splitOnce(pair: string): readonly string[] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

function wrongPair(name: string, field: string, parts: readonly LogField[]): InputError {
  const nearest = nearestName(name, parts);
  const known = parts.some((part) => part === name);
  const what = known && field === '' ? `"${name}" has no field` : 'a part of a request is not known';
  const hint = known || nearest === undefined ? '' : `did you mean "${nearest}"? `;
  return new InputError(what, {
    at: option,
    next: `${hint}the parts are ${parts.join(', ')}, e.g. method=req.m,path=req.url`,
  });
}
