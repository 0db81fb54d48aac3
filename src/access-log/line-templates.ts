import type { LogFormats } from './log-formats.ts';
import { outline, readText, type TextRequest, toRequest } from './read-text.ts';

/** So many kinds of lines are remembered; a log of more has each of its lines read from the start. */
const mostTemplates = 4_096;

const wholeRequest = /"([A-Z]{3,16}) ((?:\/|https?:\/\/)[^\s"]*) HTTP\/\d(?:\.\d)?"/y;

/** What lines of one kind are: the row that tells them, and by which of its patterns; none where no row does. */
interface Template {
  readonly row: string | undefined;
  readonly pattern: RegExp | undefined;
}

/**
 * Remembers of lines with a whole request in quotes which row tells them. Lines of one log differ in what stands in their
 * fields, not in what stands between, and rows look at nothing else: the signs and blanks, which words are numbers and of
 * how many digits, which are in capitals. A line that looks the same in this is told by the same row.
 */
export class LineTemplates {
  readonly #formats: LogFormats;
  readonly #templates = new Map<number, Template>();

  constructor(formats: LogFormats) {
    this.#formats = formats;
  }

  /** The request of such a line; `undefined` for a line that has to be read from the start. */
  read(line: string): TextRequest | undefined {
    const at = line.indexOf('"');
    if (at === -1) return undefined;
    wholeRequest.lastIndex = at;
    const match = wholeRequest.exec(line);
    if (match === null) return undefined;
    const to = wholeRequest.lastIndex;
    const key = lookOf(line, at, to);
    if (key === undefined) return undefined;
    const template = this.#templates.get(key) ?? this.#learn(line, key);
    if (template === undefined) return undefined;
    const target = match[2] ?? '';
    const request = {
      method: match[1] ?? '',
      target,
      isCut: false,
      from: at,
      to: at + 2 + (match[1]?.length ?? 0) + target.length,
    };
    if (template.pattern === undefined) return { request: toRequest(request, line, undefined, {}), row: undefined };
    const parts = template.pattern.exec(outline(line, request));
    if (parts === null) return undefined;
    return {
      request: toRequest(request, line, { id: template.row ?? '', parts: parts.groups ?? {} }, {}),
      row: template.row,
    };
  }

  #learn(line: string, key: number): Template | undefined {
    if (this.#templates.size >= mostTemplates || this.#formats.withoutPrefix(line) !== undefined) return undefined;
    const [only, ...more] = readText(line, this.#formats, {});
    if (only === undefined || more.length > 0) return undefined;
    const template = { row: only.row, pattern: only.pattern };
    this.#templates.set(key, template);
    return template;
  }
}

/** So many pairs make a line one of `key=value`. */
const fewestPairs = 3;

const other = 0;
const digit = 1;
const lower = 2;
const upper = 3;
const classes = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 48 && code <= 57 ? digit : code >= 97 && code <= 122 ? lower : code >= 65 && code <= 90 ? upper : other,
);

/**
 * What a line looks like around its request, as a number: its signs, and of each word whether it is a number (and of how
 * many digits, up to five), in capitals, or neither. `undefined` where the line may be one of pairs, or holds an object.
 */
function lookOf(line: string, from: number, to: number): number | undefined {
  let hash = 17;
  let word = 0;
  let digits = 0;
  let pairs = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (at === from) at = to;
    const code = line.charCodeAt(at);
    const kind = code < 128 ? classes[code] : lower;
    if (kind !== other) {
      word |= kind === digit ? 1 : kind === upper ? 2 : 4;
      digits += 1;
      continue;
    }
    if (code === 61 || code === 123) pairs += code === 61 ? 1 : fewestPairs;
    hash = (Math.imul(hash, 31) + (word === 1 ? 8 + Math.min(digits, 5) : word)) | 0;
    hash = (Math.imul(hash, 131) + code) | 0;
    word = 0;
    digits = 0;
  }
  if (pairs >= fewestPairs) return undefined;
  return (Math.imul(hash, 31) + (word === 1 ? 8 + Math.min(digits, 5) : word)) | 0;
}
