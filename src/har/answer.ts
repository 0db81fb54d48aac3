import { compareText } from '../model/location.ts';
import type { BodyOf } from './body.ts';
import { glanceAt } from './glance.ts';
import { field, isRecord, listField, textField } from './raw.ts';

/** What an answer's body says, as far as it was recorded. The token and the scope never leave the reader. */
export interface Answer {
  /** `none`: not recorded, or empty. `json`: an object, whole. `cut`: the start of one. `other`: something else, such as CSV. */
  readonly form: 'none' | 'json' | 'cut' | 'other';
  /** The envelope's own word; `undefined` where it has none. */
  readonly success: boolean | undefined;
  /** Codes of errors and of skipped records, sorted, each once; never their messages. */
  readonly codes: readonly string[];
  /** An identity answer's token and the name of the API-Only user it belongs to. */
  readonly identity: { readonly token: string; readonly scope: string } | undefined;
}

/** More of a body is not looked at, in characters: an envelope shows what it is within far less. */
const longestBody = 4 << 20;

const nothing: Answer = { form: 'none', success: undefined, codes: [], identity: undefined };

/** Reads `response.content`. Broken, cut and binary bodies are ordinary input here. */
export function readAnswer(response: unknown, bodyOf: BodyOf): Answer {
  const content = field(response, 'content');
  const written = bodyOf(content);
  // A body in a file of its own is there as it was, whatever the entry says of its encoding.
  const isBase64 = textField(content, 'encoding')?.toLowerCase() === 'base64' && Boolean(textField(content, 'text'));
  if (typeof written !== 'string' && !isBase64) {
    const glance = glanceAt(written);
    if (glance === 'no-object') return { ...nothing, form: 'other' };
    if (glance === 'plain-success') return { ...nothing, form: 'json', success: true };
  }
  const text = decodeBody(typeof written === 'string' ? written : (written.decode() ?? ''), isBase64).trim();
  if (text === '') return nothing;
  if (!text.startsWith('{')) return { ...nothing, form: 'other' };
  if (isPlainSuccess(text)) return { ...nothing, form: 'json', success: true };
  const body = parseObject(text);
  return body === undefined ? readCut(text) : readWhole(body);
}

function decodeBody(text: string, isBase64: boolean): string {
  if (!isBase64) return text.slice(0, longestBody);
  // Four characters of base64 are three bytes; a bad character in between is passed over by the decoder.
  return Buffer.from(text.slice(0, Math.ceil(longestBody / 3) * 4), 'base64').toString('utf8');
}

/**
 * Whether the text can only be an answer without errors, so that nearly all large bodies need not be parsed: the
 * envelope states success at its end or its start, where Marketo writes it, and no name occurs that errors, skipped
 * records or a token would come under.
 */
export function isPlainSuccess(text: string): boolean {
  return (
    (/"success"\s*:\s*true\s*\}$/.test(text.slice(-40)) || successFirst.test(text.slice(0, 200))) &&
    text.startsWith('{') &&
    text.endsWith('}') &&
    !text.includes('"errors"') &&
    !text.includes('"reasons"') &&
    !text.includes('"access_token"') &&
    !/"success"\s*:\s*false/.test(text)
  );
}

const successFirst = /^\{\s*(?:"requestId"\s*:\s*"[^"\\]*"\s*,\s*)?"success"\s*:\s*true\s*[,}]/;

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readWhole(body: Record<string, unknown>): Answer {
  const success = field(body, 'success');
  const records = listField(body, 'result').flatMap((record) => listField(record, 'reasons'));
  const codes = [...listField(body, 'errors'), field(body, 'error'), ...records].map((item) => field(item, 'code'));
  const token = textField(body, 'access_token');
  const scope = textField(body, 'scope');
  return {
    form: 'json',
    success: typeof success === 'boolean' ? success : undefined,
    codes: toCodes(codes),
    identity: token && scope ? { token, scope } : undefined,
  };
}

/** A body whose end was not recorded: the envelope's parts are looked for where Marketo writes them, at the start. */
function readCut(text: string): Answer {
  const stated = /"success"\s*:\s*(true|false)/.exec(text)?.[1];
  const codes = [...text.matchAll(/"code"\s*:\s*"?(\d{3,4})\b/g)].map((match) => match[1]);
  const trusted = stated === 'false' || /"reasons"\s*:/.test(text);
  return {
    form: 'cut',
    success: stated === undefined ? undefined : stated === 'true',
    codes: trusted ? toCodes(codes) : [],
    identity: undefined,
  };
}

function toCodes(codes: readonly unknown[]): string[] {
  const texts = codes.map((code) => String(code)).filter((code) => /^\d{3,4}$/.test(code));
  return [...new Set(texts)].sort(compareText);
}
