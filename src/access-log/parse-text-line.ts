import type { LoggedRequest } from './logged-request.ts';
import type { SkipReason } from './skip-reasons.ts';

/** Time, client and virtual host together are shorter, in characters. */
const longestStart = 2_000;

/** The line of a request as HTTP writes it. A target cannot hold blanks. */
const requestLine = /^([A-Za-z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;

/** Envoy's default format: only the time in brackets before the request. */
const envoyStart = /^\[[^\]"]*\]\s*$/;

/** In Envoy's default format the authority is the fourth text in quotes after the request. */
const envoyAuthority = 3;

/** A virtual host, client, identity, user and time: what Apache and nginx write before the request. */
const commonStart = /^(?:(\S+)\s+)?\S+\s+\S+\s+\S+\s+\[[^\]"]*\]\s*$/;

/** A host's name, perhaps with its port; the address of a client is none. */
const hostName = /^(?=[^:]*[a-z])[a-z0-9_.-]+(?::\d{1,5})?$/i;

/**
 * Reads a line of the common or combined format (with or without a virtual host before it), of Envoy's default, or of
 * another format that has the request in quotes, such as those of AWS load balancers.
 */
export function parseTextLine(line: string): LoggedRequest | SkipReason {
  const [first, ...others] = quotedTexts(line, envoyAuthority + 2);
  if (first === undefined || first.start > longestStart) return 'no-log-line';
  const before = line.slice(0, first.start);
  // Of a line that merely quotes something, nothing can be said; a log has at least a time there.
  if (!/\d/.test(before)) return 'no-log-line';
  const request = requestLine.exec(first.text);
  if (request?.[1] === undefined || request[2] === undefined) return 'no-request';
  const after = line.slice(first.end, first.end + 10);
  const host = envoyStart.test(before) ? others[envoyAuthority]?.text : virtualHost(before);
  const status = /^\s*(\d{3})\b/.exec(after)?.[1];
  return {
    method: request[1],
    target: request[2],
    ...(host === undefined || host === '-' ? {} : { host }),
    ...(status === undefined ? {} : { status: Number(status) }),
    ...timeOf(before),
  };
}

interface QuotedText {
  readonly text: string;
  /** Where its first quote stands, and where the line goes on after its last. */
  readonly start: number;
  readonly end: number;
}

/** The first texts in double quotes; inside, a backslash takes the next character along. One walk over the line. */
function quotedTexts(line: string, most: number): readonly QuotedText[] {
  const texts: QuotedText[] = [];
  let start = line.indexOf('"');
  while (start !== -1 && texts.length < most) {
    let end = start + 1;
    while (end < line.length && line[end] !== '"') end += line[end] === '\\' ? 2 : 1;
    if (end >= line.length) break;
    texts.push({ text: line.slice(start + 1, end), start, end: end + 1 });
    start = line.indexOf('"', end + 1);
  }
  return texts;
}

function virtualHost(before: string): string | undefined {
  const host = commonStart.exec(before)?.[1];
  return host !== undefined && hostName.test(host) ? host : undefined;
}

/** In brackets, or a text like 2026-10-02T08:15:30.1Z that stands alone. */
function timeOf(before: string): { time?: string } {
  const time = /\[([^\]"]{8,40})\]/.exec(before)?.[1] ?? /(?:^|\s)(\d{4}-\d{2}-\d{2}T\S{5,30})/.exec(before)?.[1];
  return time === undefined ? {} : { time };
}
