import { isPlainSuccess } from '../har/entry-parts.ts';
import { type SeenCall, type WriteCallOptions, writeCall } from './seen-call.ts';
import { entryStart, type Mould, type Written } from './written.ts';

/** So many kinds of calls are remembered. */
const most = 500;

/** A path of the API as programs write it: nothing to decode, no empty part, none that leads elsewhere. */
const plainPath = /^(?:\/[A-Za-z0-9][\w-]*)+(?:\.json)?$/;
/** A parameter whose value says nothing that is kept, and whose name is written as it is. */
const plainParameter =
  /^(?!(?:access_token|client_id|client_secret|partitionname|workspace|workspaceid)=)[a-z][\w.-]{0,40}=[!-~]*$/i;
const form = /urlencoded|multipart/i;

/** Values of parameters, which are not kept. */
const values = /=[!-"$%'-~]+/g;
/** Numbers of records, which are kept as they are whatever stands around them. */
const recordNumbers = /\/\d{1,9}(?=\/|\?|\.json(?:\?|$)|$)/g;

/**
 * Writes calls as {@link writeCall} does, and most of them without its work: a program makes the same few kinds of calls again
 * and again, with other records and other values. Of a kind that was written once, only the time and the numbers in the path
 * change. Whatever is less plain than that is written anew each time; a test holds the two against each other. There is
 * little of it on purpose: in a program of some thousand calls, an engine takes longer to get used to code than to run it.
 */
export function rememberingWriter(options: WriteCallOptions): (call: SeenCall) => Written | undefined {
  const moulds = new Map<string, Mould>();
  return (call) => {
    const kind = kindOf(call);
    if (kind === undefined) return writeCall(call, options);
    const { startedAt, url } = call;
    const known = moulds.get(kind);
    if (known !== undefined) return { mould: known, isFirst: false, startedAt, path: pathIn(url) };
    const entry = writeCall(call, options);
    if (moulds.size >= most) moulds.clear();
    const mould = entry === undefined || !isPlain(call) ? undefined : mouldOf(entry, call, moulds.size);
    if (mould === undefined) return entry;
    moulds.set(kind, mould);
    return { mould, isFirst: true, startedAt, path: pathIn(url) };
  };
}

/**
 * All that decides how a call is written, but for its time and the numbers in its path; `undefined` where that is too much. What is
 * not plain stays in it as it is.
 */
function kindOf({ method, url, headers, body, answer }: SeenCall): string | undefined {
  if (url.includes('\n') || (body !== '' && body.includes('"partitionName"'))) return undefined;
  let kind = `${method}\n${url.replace(values, '=').replace(recordNumbers, '/\n')}\n${body === '' ? '' : 'body'}`;
  for (const { name, value } of headers) kind += name === 'content-length' ? `\n${name}` : `\n${name}: ${value}`;
  if (answer === undefined) return kind;
  // Only of a plain success nothing else is kept: not of errors, of files, or of an answer that may name a workspace.
  const { status, type, text } = answer;
  return isPlainSuccess(text) && !text.includes('orkspace') ? `${kind}\n${status} ${type}` : undefined;
}

const afterScheme = 'https://'.length;

function pathIn(url: string): string {
  const start = url.indexOf('/', afterScheme);
  const end = url.indexOf('?', start);
  return end === -1 ? url.slice(start) : url.slice(start, end);
}

/** Whether others of its kind are written as it is. */
function isPlain({ url, headers }: SeenCall): boolean {
  const path = pathIn(url);
  const query = url.slice(url.indexOf(path, afterScheme) + path.length + 1);
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? '';
  if (!plainPath.test(path) || path.includes('/export/create') || form.test(type)) return false;
  return query === '' || query.split('&').every((one) => plainParameter.test(one) && !one.includes('#'));
}

/** `undefined` for an entry whose path is not the one that was asked for. */
function mouldOf(entry: string, { startedAt, url }: SeenCall, slot: number): Mould | undefined {
  const path = pathIn(url);
  const start = entryStart + new Date(startedAt).toISOString();
  if (!entry.startsWith(start)) return undefined;
  const scheme = '"url":"https://';
  const atUrl = entry.indexOf(scheme);
  const atPath = atUrl === -1 ? -1 : entry.indexOf('/', atUrl + scheme.length);
  const end = atPath + path.length;
  if (atPath === -1 || !entry.startsWith(path, atPath) || !/["?]/.test(entry[end] ?? '')) return undefined;
  return { slot, beforeUrl: entry.slice(start.length, atPath), afterPath: entry.slice(end) };
}
