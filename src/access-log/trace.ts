import { apiRoots } from '../model/api-roots.ts';

/** The beginning of one of Marketo's paths, in whatever way the slashes are written. */
const slash = '(?:/|%2f|\\\\/|\\\\u002f)';
const roots = `(?:${apiRoots}|mcp)`;
/** A letter, dot, hyphen or slash that is written as an escape: with it, any of the words may be. */
const letters = '(?:2[d-f]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])';
const escaped = `\\\\u00${letters}|%${letters}`;
/** What a producer cut before any of the words would have come. */
const cutEarly = '"[A-Z]{1,16}(?: /?[a-z]{0,14})?\\r?$';

/** Looks for lines that may be of use. Whatever else other lines say, no call to Marketo is in them. */
export interface Traces {
  /** Whether a line is one of them. */
  readonly isIn: (line: string) => boolean;
  /**
   * Where in a text of whole lines, from a place on, one of the words ends, or the mark of a line that a container
   * runtime split; the text's length where none does. Places are asked for in their order.
   */
  readonly searchIn: (text: string) => (from: number) => number;
}

/** @param hosts what names of hosts that count hold */
export function createTraces(hosts: readonly string[]): Traces {
  const names = hosts.map((host) => host.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const words = [`${slash}${roots}`, `${roots}${slash}`, ...names].join('|');
  const trace = new RegExp([words, escaped, cutEarly].join('|'), 'i');
  // Each for itself is faster than all at once: an engine skips ahead by the letters that one may begin with.
  const searches = [words, ' std(?:out|err) P', `\\\\u00${letters}`, `%${letters}`].map(
    (source) => new RegExp(source, 'gi'),
  );
  return {
    isIn: (line) => trace.test(line),
    searchIn: (text) => {
      const none = text.length;
      // Most texts have no escape at all, which is told at once.
      const found = [
        -1,
        text.includes(' std') ? -1 : none,
        text.includes('\\u00') ? -1 : none,
        text.includes('%') ? -1 : none,
      ];
      return (from) => {
        let next = none;
        for (let index = 0; index < searches.length; index += 1) {
          let place = found[index] ?? none;
          if (place < from) {
            place = placeOf(searches[index], text, from);
            found[index] = place;
          }
          if (place < next) next = place;
        }
        return next;
      };
    },
  };
}

/** The last letter of the first match; no match goes over the end of a line. */
function placeOf(search: RegExp | undefined, text: string, from: number): number {
  if (search === undefined) return text.length;
  search.lastIndex = from;
  return search.test(text) ? search.lastIndex - 1 : text.length;
}

const cut = new RegExp(cutEarly, 'i');

/**
 * Whether a line, by its first and last byte, may be one that was cut early, or part of another: of an object over several
 * lines, of a table, of a line of Docker's.
 */
export function mayGoOn(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] ?? 0;
  if (first === hash || (first === brace && bytes[from + 2] === letterL)) return true;
  const end = bytes[to - 1] === carriageReturn ? to - 1 : to;
  const last = bytes[end - 1] ?? 0;
  if (last === comma || last === brace || last === bracket) return true;
  const isLetter = (last | 0x20) >= 0x61 && (last | 0x20) <= 0x7a;
  if (!isLetter && last !== blank && last !== slashSign) return false;
  return cut.test(
    Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(from, end - 40), end - Math.max(from, end - 40)).toString(
      'latin1',
    ),
  );
}

const [hash, brace, bracket, comma, blank, slashSign] = [0x23, 0x7b, 0x5b, 0x2c, 0x20, 0x2f];
const letterL = 0x6c;
const carriageReturn = 0x0d;
