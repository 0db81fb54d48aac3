import { apiRoots, apiStartsWith } from '../model/api-roots.ts';
import { type Method, methods } from '../model/operation.ts';

/** A request's address as a log shows it, with where it stands in the text. */
export interface PathMark {
  readonly from: number;
  readonly to: number;
  /** From the host's root, dot segments resolved, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Every repetition is bounded: what is pasted may be anything, and must not take time. */
const pathText = '[^\\s"\'`<>?#\\\\|^,;()\\[\\]]{1,2000}';
const queryText = '(?:\\?([^\\s"\'`<>]{0,8000}))?';
const host = 'https?:\\/\\/[^\\s"\'<>\\/?#\\\\]{1,255}';
const areas = `(?:${apiRoots})`;
const absolute = new RegExp(`(?:${host})?(?:\\/[\\w.~%-]{1,64}){0,3}?(\\/${areas}\\/${pathText})${queryText}`, 'gi');
// axios keeps the base URL, which ends in "/rest", apart from the path; a bare path is one only after a method or key.
const before = `(?:(?:url|uri|path|endpoint)["']?\\s{0,3}[:=]\\s{0,3}["']?|\\b(?:${methods.join('|')})\\s{1,3}["']?)`;
const relative = new RegExp(`(?<=${before})\\/?((?:v1|asset\\/v[12])\\/${pathText})${queryText}`, 'gi');
// Clients with a base URL log the path without its first slash.
const slashless = new RegExp(`(?<=${before}|^\\s{0,9})((?:${apiStartsWith('\\/')})\\/${pathText})${queryText}`, 'gim');

const fromRoot = new RegExp(`^(?:${apiRoots})/`, 'i');

/** The addresses in a text, in order; a relative one is taken from Marketo's base URL. */
export function findPaths(text: string): readonly PathMark[] {
  const found = [...text.matchAll(absolute), ...text.matchAll(relative), ...text.matchAll(slashless)].map(
    (match): PathMark => {
      const written = match[1] ?? '';
      const path = written.startsWith('/') ? written : fromRoot.test(written) ? `/${written}` : `/rest/${written}`;
      const from = match.index;
      return { from, to: from + match[0].length, path: resolvePath(path), query: new URLSearchParams(match[2] ?? '') };
    },
  );
  return found.sort((a, b) => a.from - b.from);
}

function resolvePath(written: string): string {
  // A full stop or colon ends the sentence of the log, not the path; so does the brace of an object around it.
  const trimmed = written.replace(/[.:!*]{1,10}$/, '');
  const opened = trimmed.split('{').length >= trimmed.split('}').length;
  const path = opened ? trimmed : trimmed.replace(/\}{1,10}$/, '');
  const address = `https://marketo.invalid${path}`;
  // A brace stands for a parameter and stays one; the parser would encode it.
  return URL.canParse(address) ? new URL(address).pathname.replaceAll('%7B', '{').replaceAll('%7D', '}') : path;
}

export interface MethodMark {
  readonly from: number;
  readonly to: number;
  readonly method: Method;
}

const anyMethod = methods.join('|');
const bareMethod = new RegExp(`\\b(${anyMethod})\\b`, 'g');
const keyedMethod = new RegExp(`(?:method|verb)["']?\\s{0,3}[:=]\\s{0,3}["']?(${anyMethod})\\b`, 'gi');

/** The HTTP methods that a text names, as words in capitals or as the value of a key. */
export function findMethods(text: string): readonly MethodMark[] {
  return [...text.matchAll(bareMethod), ...text.matchAll(keyedMethod)].flatMap((match) => {
    const method = methods.find((name) => name === match[1]?.toUpperCase());
    return method === undefined ? [] : [{ from: match.index, to: match.index + match[0].length, method }];
  });
}

/** Stands where a path was, so that no id of it is taken for a code, and the status after it can be found. */
const pathMark = '\ue000';

const codeForms: readonly RegExp[] = [
  /code["']?\s{0,3}[:=]\s{0,3}["']?(\d{3,4})(?![\d.])/gi,
  /\bstatus["']?\s{0,3}[:=]\s{0,3}["']?(\d{3})(?![\d.])/gi,
  /\bHTTP\/[\d.]{1,3}\s(\d{3})\b/g,
  /\bcode\s(\d{3,4})(?![\d.])/gi,
  /\berrors?["'\s:#=([-]{1,4}(\d{3,4})\b/gi,
  /\b(\d{3,4})["']?[\s:,;-]{0,5}["']?access (?:denied|token)/gi,
  /\b(?:denied|refused|failed|returned|answered|got)[\s:(=-]{1,3}(\d{3,4})\b/gi,
  /[[(]([6-9]\d\d|1\d{3})[\])]/g,
  // At the beginning, as a message is often pasted: "610 Requested resource not found …".
  /^\s{0,9}["'[(]?([6-7]\d\d|1\d{3})(?=["'\])]?[\s:,;-]{1,5}[a-z])/gim,
  // The first number after the path, but no size, duration or date.
  /\ue000(?:\s?HTTP\/[\d.]{1,3})?["']?[\s:,|=>-]{1,5}(\d{3,4})(?=$|[\s,;:"'{}\])|])(?!\s{0,2}(?:ms|s|bytes|b|kb)\b)/gi,
];

/**
 * Marketo's error codes in a text, else the HTTP states that tell of a failure. Sorted, each once. `paths` are those
 * of the text.
 */
export function findCodes(text: string, paths: readonly PathMark[]): readonly string[] {
  const bare = paths.reduceRight((rest, { from, to }) => `${rest.slice(0, from)}${pathMark}${rest.slice(to)}`, text);
  const numbers = codeForms.flatMap((form) => [...bare.matchAll(form)].map((match) => Number(match[1])));
  const codes = numbers.filter((number) => number >= 600 && number < 2000);
  const failures = numbers.filter((number) => number >= 400 && number < 600);
  return [...new Set(codes.length > 0 ? codes : failures)].sort((a, b) => a - b).map(String);
}
