import type { LogFields } from './log-fields.ts';
import type { LogFormats, TextMatch } from './log-formats.ts';
import { isRefusedByProxy, type LoggedRequest } from './logged-request.ts';
import { findRequests, type RequestLine } from './request-line.ts';

/** A request of a line, and the row that the line is one of; none where only its request was found. */
export interface TextRequest {
  readonly request: LoggedRequest;
  readonly row: string | undefined;
  /** The rows of what a collector wrote around the line, from the inside. */
  readonly around?: readonly string[];
  /** Further requests of the same line, which count where this one is none to Marketo: the calls of a trace, say. */
  readonly others?: () => readonly TextRequest[];
  /** The pattern of the row that matched the line. */
  readonly pattern?: RegExp | undefined;
}

/** So much of a line around its request is looked at, in characters. */
const longestAround = 1_500;

/** The requests that a line of text tells of. */
export function readText(line: string, formats: LogFormats, named: LogFields): readonly TextRequest[] {
  const [first, ...glued] = findRequests(line);
  if (first === undefined) return [];
  const match = formats.matchText(outline(line, first), first.isCut === true);
  return [
    { request: toRequest(first, line, match, named), row: match?.id, pattern: match?.pattern },
    ...glued.map((request) => gluedRequest(request, line, named)),
  ];
}

/** A line with a short address in place of its own: what rows tell is around it, and the address may be of any length. */
export function outline(line: string, { from, to, isCut }: RequestLine): string {
  const before = line.slice(Math.max(0, from - longestAround), from);
  if (isCut === true) return `${before}"GET /`;
  const isQuoted = line[from] === '"';
  const own = isQuoted
    ? '"GET /'
    : line.slice(from, to).replace(/(?<=\S)((?:\/|https?:\/\/)[^\s"'<>|]*|[\w.-]+:\d+)$/, '/');
  return before + own + line.slice(to, to + longestAround);
}

/** What is glued to a line that was cut off begins somewhere inside of it, so only what follows is read of it. */
function gluedRequest(found: RequestLine, line: string, named: LogFields): TextRequest {
  const tail = line.slice(found.from);
  const user = /(?:^|\s)(\S+) \[[^\]"]*\] $/.exec(line.slice(Math.max(0, found.from - 200), found.from))?.[1];
  const request = toRequest({ ...found, from: 0, to: found.to - found.from }, tail, undefined, named);
  return { request: { ...request, ...(user === undefined || user === '-' ? {} : { user }) }, row: undefined };
}

/** What a line says of a request, by the row that tells the line. */
export function toRequest(
  found: RequestLine,
  line: string,
  match: TextMatch | undefined,
  named: LogFields,
): LoggedRequest {
  const { method, isCut, from, to } = found;
  const { host, origin, user, time, day, upstream, result, status: written } = match?.parts ?? {};
  const status = Number(written ?? statusAfter(line.slice(to, to + 60)) ?? Number.NaN);
  const before = line.slice(Math.max(0, from - 2_000), from);
  const asked = result !== undefined && /DENIED|^NONE/.test(result) ? '' : upstream;
  return {
    method,
    target: found.target.includes('\\') ? found.target.replace(/\\x([0-9a-f]{2})/gi, '%$1') : found.target,
    isCut,
    hosts: [origin?.replace(/^https?:\/\//, ''), host, ...bracedHosts(before)].filter(isNamed),
    elsewhere: () => [before, line.slice(to)],
    time: joinDay(day, time) ?? timeIn(before),
    user:
      named.user === undefined ? (/^[- "]*$/.test(user ?? '') ? undefined : user) : fieldAt(line, Number(named.user)),
    ...(Number.isInteger(status) ? { status, isRefused: isRefusedByProxy(status, asked) } : {}),
  };
}

function isNamed(text: string | undefined): text is string {
  return text !== undefined && text !== '' && text !== '-';
}

/** Headers that HAProxy was told to write stand in braces, one behind the other. */
function bracedHosts(before: string): string[] {
  if (!before.includes('{')) return [];
  const inside = [...before.matchAll(/\{([^{}"]{1,300})\}/g)].flatMap((match) => (match[1] ?? '').split('|'));
  return inside.filter((text) => /^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?$/i.test(text));
}

function statusAfter(after: string): string | undefined {
  return /^(?: +HTTP\/[\d.]{1,3})?"?[\s|:=>-]{0,6}(?:"HTTP\/[\d.]{1,3} )?(?:status[=: ])?(\d{3})\b/.exec(after)?.[1];
}

function joinDay(day: string | undefined, time: string | undefined): string | undefined {
  return day === undefined || time === undefined ? (time ?? day) : `${day}T${time}`;
}

/** In brackets, or a text like 2026-10-02T08:15:30.1Z that stands alone. */
function timeIn(before: string): string | undefined {
  return (
    /\[([^\]"]{8,40})\]/.exec(before)?.[1] ??
    /(?:^|[\s[(])(\d{4}[-/]\d{2}[-/]\d{2}[T ]\d\d:\d\d[^\s"\])]{0,24})/.exec(before)?.[1]
  );
}

/** The field of this place, from 1; what stands in quotes or brackets is one. */
function fieldAt(line: string, place: number): string | undefined {
  const fields = line.match(/"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\S+/g) ?? [];
  const text = fields[place - 1]?.replace(/^["[]|["\]]$/g, '');
  return isNamed(text) ? text : undefined;
}
