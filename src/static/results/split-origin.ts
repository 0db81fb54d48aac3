import { endOfHost } from '../natives/url-parts.ts';
import { isPlaceholder, withoutPlaceholder } from './placeholder.ts';

/** An address, in which each gap is one private-use character, cut where its path begins. */
export interface Split {
  readonly origin: string;
  /** As far as it is literal, with `*` for gaps; `undefined` when nothing of it is known. */
  readonly host: string | undefined;
  readonly rest: string;
}

const gapMark = /[\uE000-\uF8FF]/;
const gapMarks = /[\uE000-\uF8FF]/g;

/** `https://…`, `//…`, `${scheme}://…`. */
const schemed = /^((?:[a-z][a-z0-9+.-]*|[\uE000-\uF8FF]):)?\/\/([^/]*)(.*)$/is;

/** Where the path begins: behind the host, behind gaps that stand for a base, or behind a placeholder for one. */
export function splitOrigin(marked: string): Split {
  const withScheme = schemed.exec(marked);
  if (withScheme !== null) {
    const [, scheme = '', authority = '', rest = ''] = withScheme;
    const end = endOfHost(authority);
    const host = authority.slice(0, end);
    return { origin: `${scheme}//${host}`, host: hostOf(host), rest: authority.slice(end) + rest };
  }
  if (marked.startsWith('/')) return { origin: '', host: undefined, rest: marked };
  const placeholder = withoutPlaceholder(marked);
  if (placeholder !== undefined) return { origin: placeholder.base, host: undefined, rest: rooted(placeholder.rest) };
  return splitWithoutScheme(marked);
}

function splitWithoutScheme(marked: string): Split {
  const slash = marked.indexOf('/');
  const head = slash === -1 ? marked : marked.slice(0, slash);
  const tail = slash === -1 ? '' : marked.slice(slash);
  const end = endOfHost(head);
  if (endsInTopLevel.test(head.slice(0, end)) && !/\.json$/i.test(head.slice(0, end)))
    return { origin: head.slice(0, end), host: hostOf(head.slice(0, end)), rest: head.slice(end) + tail };
  if (gapMark.test(head.charAt(0))) return splitLeadingGaps(marked);
  return { origin: '', host: undefined, rest: `/${marked}` };
}

const endsInTopLevel = /\.[a-z]{2,}(:\d+)?$/i;

/**
 * `${base}/rest/…`, `${base}rest/…`, `${base}${prefix}/v1/…`: what stands before one of the API's roots is the base.
 * Before anything else it may hold the start of the path as well, and stays there.
 */
function splitLeadingGaps(marked: string): Split {
  const rest = marked.replace(/^[\uE000-\uF8FF]+/, '');
  if (!root.test(rest)) return { origin: '', host: undefined, rest: marked };
  return { origin: marked.slice(0, marked.length - rest.length), host: undefined, rest: rooted(rest) };
}

/** What a path starts with when what comes before it is only the base. */
const root = /^\/*(?:rest|bulk|identity|userservice|subscriptions|v1|asset|oauth)(?![a-z0-9_.-])/i;

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** Gaps, dots, a port: `${id}.${domain}:443` names nobody. */
const saysNothing = /^[*.]*(?::[*\d]*)?$/;

function hostOf(authority: string): string | undefined {
  const host = authority.replace(/^[^@]*@/, '').replace(gapMarks, '*');
  return saysNothing.test(host) || isPlaceholder(host) ? undefined : host.toLowerCase();
}
