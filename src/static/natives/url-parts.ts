import { markGaps, onMarkedText, text } from '../value/text.ts';
import { literal, type Text } from '../value/value.ts';

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

/** Gaps, marked with one character each, stay in the part they stand in. */
function split(marked: string): Split {
  const found = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(marked);
  const [, protocol = '', authority = '', pathname = '', search = '', hash = ''] = found ?? [];
  if (authority !== '' || protocol !== '') return { protocol, authority, pathname, search, hash };
  // `${base}/rest`: what stands before the first slash is the origin.
  const slash = pathname.indexOf('/');
  const head = slash === -1 ? pathname : pathname.slice(0, slash);
  return { protocol, authority: head, pathname: pathname.slice(head.length), search, hash };
}

/** One part of an address, as the property of a `URL` object gives it. */
export function urlPart(address: Text, part: UrlPart): Text {
  return onMarkedText(address, (marked) => {
    const found = split(marked);
    const host = found.authority.replace(/^\/\/([^@]*@)?/, '');
    switch (part) {
      case 'host':
        return host;
      case 'hostname':
        return host.replace(/:\d*$/, '');
      case 'port':
        return /:(\d+)$/.exec(host)?.[1] ?? '';
      case 'origin':
        return found.protocol + found.authority;
      default:
        return found[part];
    }
  });
}

/** The address with one part replaced. */
export function withUrlPart(address: Text, part: UrlPart, value: Text): Text {
  const { marked, restore } = markGaps(address);
  const found = split(marked);
  const whole = (key: keyof Split) => restore(found[key]).pieces;
  const sign = part === 'search' ? '?' : part === 'hash' ? '#' : '';
  const given = value.pieces.length === 0 ? [] : startingWith(value, sign).pieces;
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
