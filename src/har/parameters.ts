import { compareText } from '../model/location.ts';
import { findHeader } from './headers.ts';
import { field, listField, textField } from './raw.ts';
import { isSensitive } from './redact-path.ts';

/** What the query and a form body carry. The two values go no further than the method and the credential's fingerprint. */
export interface RequestParameters {
  /** Sorted, each once. */
  readonly names: readonly string[];
  /** The value of `_method`, where a producer wrote one. */
  readonly method: string | undefined;
  readonly accessToken: string | undefined;
}

/** More of a body is not looked at, in characters. */
const longestForm = 4 << 20;
const mostNames = 1_000;
/** What a parameter's name looks like. Whatever else stands in its place, such as a whole body, is dropped. */
const plausibleName = /^[\w.[\]$:-]{1,64}$/;

type Pair = readonly [name: string, value: string | undefined];

/**
 * Collects parameters from the URL, the producer's own list of its query, and a form body, in that order of trust:
 * some producers extend or merge the list, so it speaks only for names that the URL lacks.
 */
export function readParameters(url: URL, request: unknown): RequestParameters {
  const values = new Map<string, string | undefined>();
  for (const pairs of [url.searchParams, toPairs(listField(request, 'queryString')), formPairs(request)]) {
    for (const [name, value] of pairs) {
      if (values.size < mostNames && !values.has(name)) values.set(name, value);
    }
  }
  return {
    names: [...values.keys()].filter((name) => plausibleName.test(name) && !isSensitive(name)).sort(compareText),
    method: values.get('_method'),
    accessToken: values.get('access_token'),
  };
}

function formPairs(request: unknown): Iterable<Pair> {
  const body = field(request, 'postData');
  const params = toPairs(listField(body, 'params'));
  // Marketo reads a body as a form only by its type, so a body of unknown type is none.
  const type = textField(body, 'mimeType') || findHeader(request, 'content-type');
  const isForm = type?.toLowerCase().includes('x-www-form-urlencoded') ?? false;
  const text = isForm ? (textField(body, 'text') ?? '') : '';
  return [...params, ...new URLSearchParams(text.slice(0, longestForm))];
}

function toPairs(list: readonly unknown[]): Pair[] {
  return list.flatMap((item): Pair[] => {
    const name = textField(item, 'name');
    return name === undefined ? [] : [[name, textField(item, 'value')]];
  });
}
