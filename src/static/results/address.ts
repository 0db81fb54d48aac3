import { markGaps } from '../value/text.ts';
import { type Gap, isGap, type Piece, type Text } from '../value/value.ts';
import { splitOrigin } from './split-origin.ts';

/** An address taken apart. Gaps keep their places. */
export interface Address {
  /** The host as far as it is literal, with `*` for gaps; `undefined` when nothing of it is known. */
  readonly host: string | undefined;
  /**
   * From the first slash after the host, without query. Starts with "/" unless it begins with a gap, which may then hold
   * the base as well.
   */
  readonly path: Text;
  /** What stands after "?", as far as it is known. */
  readonly query: Text;
  /** Gaps before the path: what the base comes from. */
  readonly base: readonly Gap[];
  /** Literals before the path, for the chain of evidence. */
  readonly baseLiterals: readonly Piece[];
}

const gapMark = /[\uE000-\uF8FF]/;

/** Takes an address apart; dot segments are resolved, as every client does before sending. */
export function takeApart(address: Text): Address {
  const { marked, restore } = markGaps(address);
  // As every client reads an address: without line ends and tabs, and `%2e` is a dot.
  const [beforeQuery = '', ...queryParts] = marked.replace(/[\t\n\r]/g, '').split('?');
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

/** `/rest/../bulk` is `/bulk`. A gap takes part in nothing: `${x}/..` stays. */
function resolveDots(path: string): string {
  if (!/\/(\.|%2e){1,2}(\/|$)/i.test(path)) return path;
  const kept: string[] = [];
  for (const written of path.split('/')) {
    const segment = /^(\.|%2e){1,2}$/i.test(written) ? written.replace(/%2e/gi, '.') : written;
    if (segment === '.') continue;
    // At the root there is nothing to climb out of but the base: `base + '/../bulk'` leaves the base's `/rest`.
    if (segment === '..' && kept.length === 1) continue;
    if (segment === '..' && !gapMark.test(kept.at(-1) ?? '')) kept.pop();
    else kept.push(segment);
  }
  return kept.join('/');
}

/** The text up to the first gap. */
export function literalStart(value: Text): string {
  let start = '';
  for (const piece of value.pieces) {
    if (isGap(piece)) break;
    start += piece.text;
  }
  return start;
}

/** Whether a text is nothing but gaps. */
export function isAllGaps(value: Text): boolean {
  return value.pieces.every(isGap);
}
