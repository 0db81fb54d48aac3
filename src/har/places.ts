import { compareText } from '../model/location.ts';
import type { BodyOf } from './body.ts';
import { formPairs, type Pair, queryPairs } from './parameters.ts';
import { field, textField } from './raw.ts';
import { isSensitive } from './redact-path.ts';
import { isBlanked } from './request.ts';

/** Where in a subscription an exchange worked, as far as it says. Names sorted, each once. */
export interface Places {
  /** Workspaces of the records that were answered or asked for; "workspace 7" where only a number is told. */
  readonly workspaces: readonly string[];
  /** Partitions that leads were read from or written to. */
  readonly partitions: readonly string[];
}

export const nowhere: Places = { workspaces: [], partitions: [] };

/** More than this in one exchange is data, not a subscription's workspaces. */
const mostNames = 100;
/** More of a body is not looked at, in characters. */
const longestBody = 4 << 20;

/** Elsewhere a field of that name may be anything, such as a field of leads. */
const assetPath = /^\/rest\/(?:asset\/|v1\/(?:campaigns|lists)\b)/;
const leadPath = /^\/(?:rest|bulk)\/v1\/leads?\b/;

const workspaceField = /"workspace(?:Name)?"\s*:\s*"([^"\\]{1,64})"/g;
const workspaceNumber = /"workspaceId"\s*:\s*(\d{1,9})\b/g;
const partitionField = /"partitionName"\s*:\s*"([^"\\]{1,64})"/g;

/**
 * Reads where an exchange worked. A decision about secrets: these names are chosen by people and kept, so whatever does
 * not look like the name of a workspace is dropped: addresses, ids, long numbers and odd signs.
 *
 * @param path of the request, redacted or not
 * @param pairs its parameters, where they are at hand
 */
export function readPlaces(path: string, entry: unknown, bodyOf: BodyOf, pairs?: readonly Pair[]): Places {
  const request = field(entry, 'request');
  const isAsset = assetPath.test(path);
  if (!isAsset && !leadPath.test(path)) return nowhere;
  const asked = pairs ?? parametersOf(request, bodyOf);
  if (!isAsset) {
    const sent = textOf(field(request, 'postData'), bodyOf);
    return {
      workspaces: [],
      partitions: toNames([...valuesOf(asked, 'partitionname'), ...matches(sent, partitionField)]),
    };
  }
  const answer = textOf(field(field(entry, 'response'), 'content'), bodyOf);
  const numbers = [...valuesOf(asked, 'workspaceid'), ...matches(answer, workspaceNumber)];
  return {
    workspaces: toNames([
      ...valuesOf(asked, 'workspace'),
      ...matches(answer, workspaceField),
      ...numbers.filter((number) => /^\d{1,9}$/.test(number)).map((number) => `workspace ${number}`),
    ]),
    partitions: [],
  };
}

function parametersOf(request: unknown, bodyOf: BodyOf): readonly Pair[] {
  const url = textField(request, 'url')?.trim() ?? '';
  return [...(URL.canParse(url) ? queryPairs(new URL(url), request) : []), ...formPairs(request, bodyOf)];
}

/** Marketo's reference spells the name in several ways. */
function valuesOf(pairs: readonly Pair[], name: string): string[] {
  const isNamed = (own: string): boolean => own.length === name.length && own.toLowerCase() === name;
  const values: string[] = [];
  for (const [own, value] of pairs) if (value !== undefined && isNamed(own)) values.push(value);
  return values;
}

function textOf(holder: unknown, bodyOf: BodyOf): string {
  const written = bodyOf(holder);
  const text = (typeof written === 'string' ? written : (written.decode() ?? '')).slice(0, longestBody);
  const isBase64 = textField(holder, 'encoding')?.toLowerCase() === 'base64';
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text;
}

const none: readonly string[] = [];

function matches(text: string, pattern: RegExp): readonly string[] {
  if (text === '') return none;
  const found = new Set<string>();
  for (const [, name = ''] of text.matchAll(pattern)) {
    if (found.size >= mostNames) break;
    found.add(name);
  }
  return [...found];
}

function toNames(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return none;
  const names = new Set(texts.map((text) => text.trim()).filter(isPlaceName));
  return [...names].sort(compareText).slice(0, mostNames);
}

/** Letters, digits and what stands between words; no number as long as a telephone's. */
function isPlaceName(text: string): boolean {
  if (isBlanked(text)) return false;
  return /^[\p{L}\p{N}][\p{L}\p{N} ._&()'/+-]{0,59}$/u.test(text) && !/\d{7}/.test(text) && !isSensitive(text);
}
