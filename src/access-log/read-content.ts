import { readKeyValues } from './key-values.ts';
import type { LogFields } from './log-fields.ts';
import type { LogFormats } from './log-formats.ts';
import { readRecord } from './read-record.ts';
import { outline, readText, type TextRequest } from './read-text.ts';
import { isRecord, type LogRecord, textAt, valueAt } from './record.ts';
import { findRequests } from './request-line.ts';
import { parseTolerantly, splitObjects } from './tolerant-json.ts';

/** What reading a line takes besides the line. */
export interface ContentReading {
  readonly formats: LogFormats;
  readonly named: LogFields;
}

/** What a line came to: its requests, and the record it is, where it is one. */
export interface Content {
  readonly requests: readonly TextRequest[];
  readonly record?: LogRecord | undefined;
}

/** So deep lines stand in other lines, and records in other records. */
const deepest = 6;
/** More requests of one line are not taken. */
const mostRequests = 10_000;

const nothing: Content = { requests: [] };

/** The requests of a line, whatever collectors wrote around it. */
export function readContent(line: string, reading: ContentReading, depth = 0): Content {
  if (depth > deepest) return nothing;
  const text = withoutColours(line).trim();
  if (/^[[,\s]*\{/.test(text)) {
    const json = parseTolerantly(text);
    if (json !== undefined) return readJson(json.value, { ...reading, cutText: json.cutText }, depth);
    const objects = splitObjects(text);
    if (objects.length > 1) {
      const requests = objects.flatMap((object) => readContent(object, reading, depth + 1).requests);
      if (requests.length > 0) return { requests };
    }
  }
  const prefix = reading.formats.withoutPrefix(text);
  const isOwnStart = prefix?.row.weak === true && startsAsText(text, reading);
  if (prefix !== undefined && prefix.rest !== '' && !isOwnStart) {
    const inner = readContent(prefix.rest, reading, depth + 1);
    if (inner.requests.length > 0) return within(inner, prefix.row.id, prefix.parts['time']);
  }
  const behind = text.indexOf('{"');
  if (behind > 0) {
    const json = parseTolerantly(text.slice(behind));
    const inner = json === undefined ? nothing : readJson(json.value, { ...reading, cutText: json.cutText }, depth);
    if (inner.requests.length > 0) return inner;
  }
  const pairs = readKeyValues(text);
  const inPairs = pairs === undefined ? nothing : readJson(pairs, reading, depth);
  if (inPairs.requests.length > 0) return inPairs;
  return {
    requests: readText(text, reading.formats, reading.named),
    ...(pairs === undefined ? {} : { record: pairs }),
  };
}

/** A line as it was before a program coloured it for a terminal. */
function withoutColours(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return line.includes('\u001b[') ? line.replace(/\u001b\[[\d;]*[A-Za-z]/g, '') : line;
}

/** Whether a text format begins with the time that looks like a prefix. */
function startsAsText(text: string, { formats }: ContentReading): boolean {
  const [request] = findRequests(text);
  const match = request === undefined ? undefined : formats.matchText(outline(text, request), request.isCut === true);
  const time = match?.parts['time'];
  return time !== undefined && text.startsWith(time);
}

/** What a collector wrote around: a request of which the line says no time has that of what stands in front of it. */
function within({ requests, record }: Content, row: string, time: string | undefined): Content {
  return {
    record,
    requests: requests.map(({ request, around = [], ...rest }) => ({
      ...rest,
      request: { ...request, time: request.time ?? time },
      around: [...around, row],
    })),
  };
}

interface JsonReading extends ContentReading {
  readonly cutText?: string | undefined;
}

/**
 * The requests of a JSON value: of the record itself, else of the records and lists in it, else of the line of another
 * format that it holds.
 */
export function readJson(value: unknown, reading: JsonReading, depth = 0): Content {
  const requests: TextRequest[] = [];
  collect(value, reading, depth, requests);
  return { requests, record: isRecord(value) ? value : undefined };
}

function collect(value: unknown, reading: JsonReading, depth: number, into: TextRequest[]): void {
  if (depth > deepest || into.length >= mostRequests) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, reading, depth, into);
    return;
  }
  if (!isRecord(value)) return;
  for (const row of reading.formats.recordRows(value)) {
    const request = readRecord(value, { fields: row.fields, named: reading.named, cutText: reading.cutText });
    if (request === undefined) continue;
    const others = () => {
      const inside: TextRequest[] = [];
      collectInside(value, reading, depth, inside);
      collectWrapped(value, reading, depth, inside);
      return inside;
    };
    into.push({ request, row: row.id, others });
    return;
  }
  const before = into.length;
  collectInside(value, reading, depth, into);
  if (into.length === before) collectWrapped(value, reading, depth, into);
}

/** The requests of the records in a record, and of those that a collector wrote as a text. */
function collectInside(record: LogRecord, reading: JsonReading, depth: number, into: TextRequest[]): void {
  for (const inner of Object.values(record)) {
    if (typeof inner === 'object' && inner !== null) collect(inner, reading, depth + 1, into);
    else if (typeof inner === 'string' && /^\s*[[{]/.test(inner)) {
      collect(parseTolerantly(inner)?.value, reading, depth + 1, into);
    }
  }
}

/** Where collectors write the time. */
const timeNames = ['time', 'timestamp', '@timestamp', 'ts', '_time', 'timeUnixNano'];

/** The line of another format that a collector put into a field. */
function collectWrapped(record: LogRecord, reading: JsonReading, depth: number, into: TextRequest[]): void {
  for (const { id, signs, content } of reading.formats.wrappers) {
    if (!signs.every((sign) => valueAt(record, sign) !== undefined)) continue;
    const line = valueAt(record, content);
    if (typeof line !== 'string') continue;
    for (const one of line.split('\n')) {
      const inner = readContent(one, reading, depth + 1);
      into.push(...within(inner, id, textAt(record, timeNames)).requests);
    }
    return;
  }
}
