import { markGaps, text } from '../value/text.ts';
import { type Gap, isGap, literal, type Text, type Value } from '../value/value.ts';

const parts = ['protocol', 'host', 'hostname', 'port', 'origin', 'pathname', 'search', 'hash'] as const;
export type UrlPart = (typeof parts)[number];

export function isUrlPart(key: string): key is UrlPart {
  return parts.some((part) => part === key);
}

interface Split {
  readonly protocol: string;
  /** With the slashes before it. */
  readonly authority: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** Gaps, marked with one character each, stay in the part they stand in; one behind a host begins the path. */
function split(marked: string): Split {
  const found = /^((?:[a-z][a-z0-9+.-]*|[\uE000-\uF8FF]):)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(marked);
  const [, protocol = '', written = '', path = '', search = '', hash = ''] = found ?? [];
  if (written !== '' || protocol !== '') {
    const authority = written.slice(0, endOfHost(written));
    return { protocol, authority, pathname: written.slice(authority.length) + path, search, hash };
  }
  // `${base}/rest`: what stands before the first slash is the origin.
  const slash = path.indexOf('/');
  const head = slash === -1 ? path : path.slice(0, slash);
  return { protocol, authority: head, pathname: path.slice(head.length), search, hash };
}

/**
 * The length of the host in text whose gaps are marked: up to a gap that follows a top-level domain, since that gap is
 * the path. `${id}.mktorest.com${path}` has its host up to `com`, `${id}.${domain}` is one whole.
 */
export function endOfHost(authority: string): number {
  for (const { index } of authority.matchAll(/[\uE000-\uF8FF]/g)) {
    if (/\.[a-z]{2,}(:\d+)?$/i.test(authority.slice(0, index))) return index;
  }
  return authority.length;
}

/**
 * One part of an address, as the property of a `URL` object gives it. Of an address that begins with something unknown
 * (`new URL(request.url)`) no part is known to be empty: its host is a part of that, and so is what its path begins with.
 */
export function urlPart(address: Text, part: UrlPart): Value {
  const [first] = address.pieces;
  const { marked, restore } = markGaps(address);
  const found = split(marked);
  if (first !== undefined && isGap(first) && !found.protocol) return partOfUnknown(first, found, part, restore);
  const host = found.authority.replace(/^\/\/([^@]*@)?/, '');
  switch (part) {
    case 'host':
      return restore(host);
    case 'hostname':
      return restore(host.replace(/:\d*$/, ''));
    case 'port':
      return restore(/:(\d+)$/.exec(host)?.[1] ?? '');
    case 'origin':
      return restore(found.protocol + found.authority);
    default:
      return restore(found[part]);
  }
}

function partOfUnknown(base: Gap, found: Split, part: UrlPart, restore: (marked: string) => Text): Value {
  if (part === 'origin') return restore(found.authority);
  const name = base.name === undefined ? part : `${base.name}.${part}`;
  const own: Gap = { ...base, name };
  const tail = found.pathname + found.search + found.hash;
  if (part === 'pathname' && found.pathname !== '') return text([own, ...restore(found.pathname).pieces]);
  // What is written behind the unknown start says whether there is a query.
  if ((part === 'search' || part === 'hash') && tail !== '') return restore(found[part]);
  return { kind: 'unknown', gap: own };
}

/** What a part begins with: an address has it, whether or not the program writes it. */
const signs: Partial<Record<UrlPart, string>> = { pathname: '/', search: '?', hash: '#' };

/** The address with one part replaced. */
export function withUrlPart(address: Text, part: UrlPart, value: Text): Text {
  const { marked, restore } = markGaps(address);
  const found = split(marked);
  const whole = (key: keyof Split) => restore(found[key]).pieces;
  const sign = signs[part] ?? '';
  // A path that begins with a gap may bring its slash along.
  const isOwnStart = part === 'pathname' && value.pieces[0] !== undefined && isGap(value.pieces[0]);
  const given = value.pieces.length === 0 || isOwnStart ? value.pieces : startingWith(value, sign).pieces;
  const host = part === 'host' || part === 'hostname';
  return text([
    ...(part === 'protocol' ? endingWith(value, ':').pieces : whole('protocol')),
    ...(host ? startingWith(value, '//').pieces : whole('authority')),
    ...(part === 'pathname' ? given : whole('pathname')),
    ...(part === 'search' ? given : whole('search')),
    ...(part === 'hash' ? given : whole('hash')),
  ]);
}

function startingWith(value: Text, sign: string): Text {
  const [first] = value.pieces;
  if (sign === '' || (first !== undefined && 'text' in first && first.text.startsWith(sign))) return value;
  // A gap may bring the sign itself; an address has it once, so that adding it loses nothing that is matched.
  return text([...literal(sign).pieces, ...value.pieces]);
}

function endingWith(value: Text, sign: string): Text {
  const last = value.pieces.at(-1);
  if (last !== undefined && 'text' in last && last.text.endsWith(sign)) return value;
  return text([...value.pieces, ...literal(sign).pieces]);
}
