import type { LoggedRequest } from './logged-request.ts';

/** The part of a request that its own text tells. */
export type RequestLine = Pick<LoggedRequest, 'method' | 'target' | 'isCut'> & {
  /** Where it stands in the text it was found in. */
  readonly from: number;
  readonly to: number;
};

/** A request in quotes, as HTTP writes it; what follows the target tells whether it is whole. */
const inQuotes = /(?<!\\)"([A-Za-z]{3,16}) +((?:\/|https?:\/\/|\*)[^\s"]*|[^\s"/]+:\d{1,5}(?= ))/g;

const names = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT';

/**
 * A method and an address anywhere: "POST https://…", `POST     "/rest/…"`, "[POST] /rest/…", "POST -> https://…". Between
 * them may stand whom a proxy asks, and in a table the host.
 */
const bare = new RegExp(
  [
    `(?<![\\w/-])(${names})\\b["'\\])]?([ \\t:,|;]{1,12})`,
    '(?:(?:-{1,2}>|=>|→)[ \\t]{1,4})?(?:(?:https?:\\/\\/[^\\s"/]+)?\\/ (?="\\/))?',
    '(?:["\']?([\\w-]+(?:\\.[\\w-]+)+(?::\\d{1,5})?)["\']?\\2(?=["\']?\\/))?',
    '["\'(<]?((?:\\/|https?:\\/\\/)[^\\s"\'<>|]+|[\\w.-]+:\\d{1,5}(?=\\s))',
  ].join(''),
  'g',
);

/** A request as a field of its own, in which nothing else stands: "GET /rest/v1/leads.json HTTP/1.1". */
const alone = /^"?([A-Za-z]{3,16}) +(\S+?)(?: +HTTP\/\d(?:\.\d)?)?"?$/;

/** More requests of one line are not looked for: lines that were glued together are few. */
const mostInLine = 50;

/**
 * The requests that a line of text tells of: the one in quotes, and where that was cut off with the end of its line,
 * those of the lines that are glued to it. A line without quotes around it has a method and an address elsewhere.
 */
export function findRequests(line: string): readonly RequestLine[] {
  const found: RequestLine[] = [];
  for (const match of line.matchAll(inQuotes)) {
    const request = quoted(match, line);
    found.push(request);
    // Behind a whole request, quotes hold what the client said of itself, which is no request whatever it looks like.
    if (request.isCut !== true || found.length >= mostInLine) return found;
  }
  return found.length > 0 ? found : findBare(line);
}

function quoted(match: RegExpExecArray, line: string): RequestLine {
  const [all, method = '', target = ''] = match;
  const to = match.index + all.length;
  // A quote behind a backslash is part of the address.
  const isWhole = (line[to] === '"' && !target.endsWith('\\')) || wholeEnd.test(line.slice(to, to + 20));
  return { method, target: cutAtGlue(target, !isWhole), isCut: !isWhole, from: match.index, to };
}

/** The version, and the end of the request: a quote, or the end of its line as the producer writes one. */
const wholeEnd = /^ +HTTP\/\d(?:\.\d)?(?: *"| *$|\\[rn]|\[\\[rn]\])/;

/** Of a target to which the client of the next line is glued ("…,1010.0.0.7"), nothing but the query is wrong. */
function cutAtGlue(target: string, isCut: boolean): string {
  return isCut ? target.replace(/\\$/, '') : target;
}

function findBare(line: string): readonly RequestLine[] {
  const found: RequestLine[] = [];
  for (const match of line.matchAll(bare)) {
    const [all, method = '', between = '', host, written = ''] = match;
    const { text, isCut } = cutAtSign(written, between.trim());
    // A full stop or bracket ends the sentence around it.
    const path = text.replace(/[.,;:)\]}]+$/, (end) =>
      text.endsWith('...') ? '...' : end.startsWith('.json') ? end : '',
    );
    const target = host === undefined ? path : `https://${host}${path}`;
    found.push({ method, target, isCut, from: match.index, to: match.index + all.length });
    if (found.length >= mostInLine) break;
  }
  return found;
}

/** Of a table without a header, the address ends with the sign that is between its columns; a query may hold that as well. */
function cutAtSign(written: string, sign: string): { readonly text: string; readonly isCut: boolean } {
  const end = sign === ',' || sign === ';' ? written.indexOf(sign) : -1;
  if (end === -1) return { text: written, isCut: false };
  const text = written.slice(0, end);
  return { text, isCut: text.includes('?') };
}

/** Whether a line tells the answer to a request, as OkHttp and Symfony write one behind each: it has the address again. */
export function isAnswer(line: string): boolean {
  return /(?:^|\s)<-- \d{3}\b|\bResponse: "?\d{3} /.test(line);
}

/** Method and target of a text that is nothing but a request; `undefined` for any other. */
export function readRequestLine(text: string): Pick<RequestLine, 'method' | 'target'> | undefined {
  const [, method, target] = alone.exec(text) ?? [];
  return method === undefined || target === undefined ? undefined : { method, target };
}
