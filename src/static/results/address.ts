import { markGaps } from '../value/text.ts';
import { type Gap, isGap, type Piece, type Text } from '../value/value.ts';

/** An address taken apart. Gaps keep their places. */
export interface Address {
  /** The host as far as it is literal, with `*` for gaps; `undefined` when nothing of it is known. */
  readonly host: string | undefined;
  /** From the first slash after the host, without query. Starts with "/" unless it begins with a gap. */
  readonly path: Text;
  /** What stands after "?", as far as it is known. */
  readonly query: Text;
  /** Gaps before the path: what the base comes from. */
  readonly base: readonly Gap[];
  /** Literals before the path, for the chain of evidence. */
  readonly baseLiterals: readonly Piece[];
}

const gapMark = /[\uE000-\uF8FF]/;
const gapMarks = /[\uE000-\uF8FF]/g;

/** Takes an address apart; dot segments are resolved, as every client does before sending. */
export function takeApart(address: Text): Address {
  const { marked, restore } = markGaps(address);
  const [beforeQuery = '', ...queryParts] = marked.split('?');
  const withoutHash = beforeQuery.split('#')[0] ?? '';
  const { origin, host, rest } = splitOrigin(withoutHash);
  const base = restore(origin);
  return {
    host,
    path: restore(resolveDots(rest)),
    query: restore(queryParts.join('?')),
    base: base.pieces.filter(isGap),
    baseLiterals: base.pieces.filter((piece) => !isGap(piece)),
  };
}

function splitOrigin(marked: string): { origin: string; host: string | undefined; rest: string } {
  const withScheme = /^([a-z][a-z0-9+.-]*:)?\/\/([^/]*)(.*)$/is.exec(marked);
  if (withScheme !== null) {
    const [, scheme = '', authority = '', rest = ''] = withScheme;
    // `https://host.example${path}`: the host ends where its last label does, the gap after it is the path.
    const cut = authority.search(gapMark);
    if (cut > 0 && /\.[a-z]{2,}(:\d+)?$/i.test(authority.slice(0, cut))) {
      return {
        origin: `${scheme}//${authority.slice(0, cut)}`,
        host: hostOf(authority.slice(0, cut)),
        rest: authority.slice(cut) + rest,
      };
    }
    return { origin: `${scheme}//${authority}`, host: hostOf(authority), rest };
  }
  if (marked.startsWith('/')) return { origin: '', host: undefined, rest: marked };
  const slash = marked.indexOf('/');
  const head = slash === -1 ? marked : marked.slice(0, slash);
  const tail = slash === -1 ? '' : marked.slice(slash);
  if (/^[^/]*\.[a-z]{2,}(:\d+)?$/i.test(head) && !/\.json$/i.test(head))
    return { origin: head, host: hostOf(head), rest: tail };
  if (gapMark.test(head.charAt(0))) return splitLeadingGaps(marked);
  return { origin: '', host: undefined, rest: `/${marked}` };
}

/** `${base}/rest/…`, `${base}rest/…`, `${base}${prefix}/…`: the first gap is the base, the path is what follows. */
function splitLeadingGaps(marked: string): { origin: string; host: string | undefined; rest: string } {
  let end = 0;
  while (end < marked.length && gapMark.test(marked.charAt(end))) end += 1;
  const rest = marked.slice(end);
  if (rest === '') return { origin: '', host: undefined, rest: marked };
  const follows = rest.startsWith('/') ? rest : `/${rest}`;
  // `${id}.mktorest.com/…` without a scheme was taken apart before; what is left here is a base of unknown length.
  return { origin: marked.slice(0, end), host: undefined, rest: follows };
}

function hostOf(authority: string): string | undefined {
  const host = authority
    .replace(/^[^@]*@/, '')
    .replace(gapMarks, '*')
    .toLowerCase();
  return /^[*:]*$/.test(host) ? undefined : host;
}

/** `/rest/../bulk` is `/bulk`. A gap takes part in nothing: `${x}/..` stays. */
function resolveDots(path: string): string {
  if (!/\/\.\.?(\/|$)/.test(path)) return path;
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '.') continue;
    // At the root there is nothing to climb out of but the base: `base + '/../bulk'` leaves the base's `/rest`.
    if (segment === '..' && kept.length === 1) continue;
    if (segment === '..' && !gapMark.test(kept.at(-1) ?? '')) kept.pop();
    else kept.push(segment);
  }
  return kept.join('/');
}

/** Whether a text is nothing but gaps. */
export function isAllGaps(value: Text): boolean {
  return value.pieces.every(isGap);
}
