import { compareText } from '../model/location.ts';
import { type BodyOf, bodyText } from './body.ts';
import { findHeader } from './headers.ts';
import { field, isRecord, listField, textField } from './raw.ts';
import { isSensitive } from './redact-path.ts';

/** What the query and a form body carry. The values go no further than the method, the credential's fingerprint, and whether there is a secret. */
export interface RequestParameters {
  /** All of them, as they were written, those of the query first. */
  readonly pairs: readonly Pair[];
  /** Sorted, each once. */
  readonly names: readonly string[];
  /** The value of `_method`, where a producer wrote one. */
  readonly method: string | undefined;
  readonly accessToken: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

/** More of a body is not looked at, in characters. */
const longestForm = 4 << 20;
const mostNames = 1_000;
/** What a parameter's name looks like. Whatever else stands in its place, such as a whole body, is dropped. */
const plausibleName = /^[\w.[\]$:-]{1,64}$/;

/** A parameter as it was written; `undefined` where a producer left its value out. */
export type Pair = readonly [name: string, value: string | undefined];

/**
 * Collects parameters from the URL, the producer's own list of its query, and a form body, in that order of trust:
 * some producers extend or merge the list, so it speaks only for names that the URL lacks.
 */
export function readParameters(url: URL, request: unknown, bodyOf: BodyOf): RequestParameters {
  const values = new Map<string, string | undefined>();
  const pairs = [...queryPairs(url, request), ...formPairs(request, bodyOf)];
  for (const [name, value] of pairs) {
    if (values.size < mostNames && !values.has(name)) values.set(name, value);
  }
  return {
    pairs,
    names: [...values.keys()].filter((name) => plausibleName.test(name) && !isSensitive(name)).sort(compareText),
    method: values.get('_method'),
    accessToken: values.get('access_token'),
    clientId: values.get('client_id'),
    clientSecret: values.get('client_secret'),
  };
}

/** What the URL and the producer's own list say of the query, with the values: not to be kept. */
export function queryPairs(url: URL, request: unknown): Pair[] {
  const pairs: Pair[] = [];
  if (url.search !== '') pairs.push(...url.searchParams);
  addPairs(pairs, listField(request, 'queryString'));
  return pairs;
}

/** What a form body says, with the values: not to be kept. */
export function formPairs(request: unknown, bodyOf: BodyOf): Pair[] {
  const body = field(request, 'postData');
  if (!isRecord(body)) return [];
  const params: Pair[] = [];
  addPairs(params, listField(body, 'params'));
  // Marketo reads a body as a form only by its type, so a body of unknown type is none.
  const type = textField(body, 'mimeType') || findHeader(request, 'content-type');
  const isForm = type?.toLowerCase().includes('x-www-form-urlencoded') ?? false;
  const text = isForm ? bodyText(body, bodyOf) : '';
  return text === '' ? params : [...params, ...new URLSearchParams(text.slice(0, longestForm))];
}

function addPairs(pairs: Pair[], list: readonly unknown[]): void {
  for (const item of list) {
    const name = textField(item, 'name');
    if (name !== undefined) pairs.push([name, textField(item, 'value')]);
  }
}
