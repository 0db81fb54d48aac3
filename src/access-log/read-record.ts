import type { LogFields } from './log-fields.ts';
import type { LogPart, PartFields } from './log-format.ts';
import { isRefusedByProxy, type LoggedRequest } from './logged-request.ts';
import { isRecord, type LogRecord, leavesOf, textAt, textsAt, valueAt } from './record.ts';
import { readRequestLine } from './request-line.ts';

/** What a record is read by: the fields of a row, and in their place those that the reader named. */
export interface RecordReading {
  readonly fields: PartFields;
  readonly named: LogFields;
  /** The text that broke off at the end of a record that was cut, where it was. */
  readonly cutText?: string | undefined;
}

/** The request of a record, or `undefined` where the fields hold no method and address. */
export function readRecord(record: LogRecord, { fields, named, cutText }: RecordReading): LoggedRequest | undefined {
  const namesOf = (part: LogPart): readonly string[] => {
    const own = part in named ? named[part as keyof LogFields] : undefined;
    return own === undefined ? (fields[part] ?? []) : [own];
  };
  const sent = readRequestLine(textAt(record, namesOf('request')) ?? '');
  const method =
    named.method === undefined
      ? (sent?.method ?? textAt(record, namesOf('method')))
      : textAt(record, namesOf('method'));
  const urls = textsAt(record, namesOf('url'));
  const path =
    named.path === undefined ? (sent?.target ?? pathOf(record, namesOf('path'))) : textAt(record, namesOf('path'));
  const written = urls[0] ?? path;
  if (cutText !== undefined && method === cutText) return undefined;
  if (method === undefined || !/^[A-Za-z]{3,16}$/.test(method) || written === undefined) return undefined;
  const status = Number(textAt(record, namesOf('status')));
  const hasUpstream = namesOf('upstream').length > 0;
  const times = Number(textAt(record, namesOf('times')));
  const upstream = hasUpstream ? (textAt(record, namesOf('upstream')) ?? '') : undefined;
  return {
    method,
    times: Number.isSafeInteger(times) && times > 0 ? times : undefined,
    target: withQuery(written, record, namesOf('query')),
    isCut: cutText !== undefined && written === cutText,
    hosts: [...urls.slice(1).flatMap(originOf), ...textsAt(record, namesOf('host'))].filter((host) => host !== cutText),
    hostIsCut: cutText !== undefined && textsAt(record, namesOf('host')).includes(cutText),
    elsewhere: () => hostTexts(record, written),
    user: textAt(record, namesOf('user')),
    get time() {
      return timeOf(record, namesOf('time'), namesOf('day'));
    },
    status: Number.isInteger(status) ? status : undefined,
    isRefused: Number.isInteger(status) && isRefusedByProxy(status, upstream),
  };
}

/** Some producers write the path twice, once without its query: the one with it says more. */
function pathOf(record: LogRecord, names: readonly string[]): string | undefined {
  const paths = textsAt(record, names);
  return paths.find((path) => path.includes('?')) ?? paths.find((path) => path.includes('/')) ?? paths[0];
}

/** Path and query in two fields are one address. */
function withQuery(target: string, record: LogRecord, names: readonly string[]): string {
  if (/\?./.test(target)) return target;
  const query = queryOf(record, names);
  return query === undefined ? target : `${target.replace(/\?$/, '')}?${query}`;
}

function queryOf(record: LogRecord, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = valueAt(record, name);
    if (typeof value === 'string' && value !== '' && value !== '-') return value.replace(/^\?/, '');
    // Node's loggers write the parsed query.
    if (isRecord(value) && Object.keys(value).length > 0) {
      return new URLSearchParams(
        Object.entries(value).map(([key, one]): [string, string] => [key, String(one)]),
      ).toString();
    }
    if (Array.isArray(value)) {
      const pairs = value
        .filter(isRecord)
        .map((pair): [string, string] => [String(pair['name'] ?? pair['key']), String(pair['value'])]);
      if (pairs.length > 0) return new URLSearchParams(pairs).toString();
    }
  }
  return undefined;
}

/** A date and a time of day in two fields are one time, in UTC as the W3C format has it. */
function timeOf(record: LogRecord, times: readonly string[], days: readonly string[]): string | undefined {
  const time = textAt(record, times);
  const day = textAt(record, days);
  if (day === undefined || time === undefined || !/^\d\d:\d\d/.test(time)) return time ?? day;
  return `${day}T${time}Z`;
}

function originOf(url: string): string[] {
  const host = /^(?:https?:)?\/\/([^/?#\s]+)/i.exec(url)?.[1];
  return host === undefined ? [] : [host];
}

/** What a client says of where it came from names no host that it sent this request to. */
const ofTheClient = /refer|agent|origin$|cookie|forwarded(?!.?host)|body|query|args/i;

function hostTexts(record: LogRecord, target: string): string[] {
  return leavesOf(record).flatMap(([name, value]) => (value === target || ofTheClient.test(name) ? [] : [value]));
}
