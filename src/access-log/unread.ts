import { isSensitive } from '../har/redact-path.ts';
import { apiRoots, apiStartsWith } from '../model/api-roots.ts';
import { hostsIn } from './hosts-in-text.ts';
import { type LogRecord, leavesOf } from './record.ts';

const methods = /(?<![\w/-])(?:GET|POST|PUT|PATCH|DELETE)(?![\w/-])/;
/** The beginning of one of Marketo's paths with something behind it, in whatever way the slashes are written. */
const slash = '(?:/|%2f|\\\\/|\\\\u002f)';
const traces = new RegExp(`${slash}(?:${apiRoots})${slash}|\\b(?:${apiStartsWith(slash)})\\b`, 'i');

/** Whether a text names a path of Marketo's API, or one of its other hosts' paths. */
export function namesApi(text: string): boolean {
  return traces.test(text);
}

/** Whether a text begins behind the method of a request, and names a path of the API before its first quote. */
export function beginsBroken(text: string): boolean {
  const quote = text.indexOf('"');
  const version = text.indexOf('HTTP/');
  return version !== -1 && version < quote && broken.test(text) && traces.test(text.slice(0, quote));
}

/** A line that was cut off in its method, or begins behind its path. */
const broken = /"[A-Z]{1,16}(?: \/?[a-z]{0,14})?$|^[^"]*HTTP\/\d(?:\.\d)?" \d{3}\b/;

/**
 * Whether a line that could not be read may tell of a call to Marketo: it names a method, a host or a path as such a line
 * would. What a program says of itself besides ("worker started") is none.
 */
export function mayHoldCall(line: string): boolean {
  return traces.test(line) || broken.test(line) || (methods.test(line) && /[/\\]|mktorest|mkto-ingestion/i.test(line));
}

const shownLength = 120;
const plainKey = /^[A-Za-z_@$.][\w@$.()/-]{0,39}$/;
const knownWord = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|HTTP|https?|INFO|DEBUG|WARN|ERROR)$/;

/**
 * What a line looks like, with nothing of what it says: words become `x`, numbers `0`. Of an object, the names of its
 * fields stay where they read like names.
 */
export function maskLine(line: string, record: LogRecord | undefined): string {
  if (record !== undefined) {
    const names = leavesOf(record).map(([name]) => (isPlainName(name) ? name : 'x'));
    return `{${cut([...new Set(names)].join(', '))}}`;
  }
  const masked = line
    .slice(0, 2 * shownLength)
    .replace(/[A-Za-z\u0080-\uffff][\w@\u0080-\uffff]*/g, (word) => (knownWord.test(word) ? word : 'x'))
    .replace(/[\d@]+/g, '0')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not reach a terminal.
    .replace(/[\u0000-\u001f\u007f]/g, ' ');
  return cut(masked);
}

/** A name of a field that may be shown: nothing that could be anybody's id, name or secret. */
function isPlainName(name: string): boolean {
  return plainKey.test(name) && !/\d{3}|@./.test(name) && !isSensitive(name);
}

function cut(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

/** The fields of a record that look like the parts of a request, as `--log-fields` would name them. */
export function guessFields(record: LogRecord): string | undefined {
  const leaves = leavesOf(record).filter(([name]) => isPlainName(name));
  const named = (test: (value: string) => boolean) => leaves.find(([, value]) => test(value))?.[0];
  const method = named((value) => /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(value));
  const request = named((value) => /^(?:GET|POST|PUT|PATCH|DELETE) \S/.test(value));
  const url = named((value) => /^https?:\/\/[^/\s]+\/\S*$/i.test(value));
  const path = named((value) => /^\/[\w.~%/-]+(?:\?\S*)?$/.test(value));
  if (request === undefined && (method === undefined || (url === undefined && path === undefined))) return undefined;
  const host = url === undefined ? named((value) => hostsIn(value)[0] === value && /[a-z]{2}/i.test(value)) : undefined;
  const parts =
    request === undefined ? { method, ...(url === undefined ? { path } : { url }), host } : { request, host };
  return Object.entries(parts)
    .flatMap(([part, name]) => (name === undefined ? [] : [`${part}=${name}`]))
    .join(',');
}
