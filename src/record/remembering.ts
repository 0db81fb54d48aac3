import { readAnswer } from '../har/entry-parts.ts';
import { type SeenAnswer, type SeenCall, type WriteCallOptions, writeCall } from './seen-call.ts';

/** So many kinds of calls are remembered. */
const most = 500;

/** What an entry is made of beside its time and its path. */
interface Mould {
  readonly beforeUrl: string;
  readonly afterPath: string;
}

/** A path of the API as programs write it: nothing to decode, no empty part, none that leads elsewhere. */
const plainPath = /^(?:\/[A-Za-z0-9][\w-]*)+(?:\.json)?$/;
/** Numbers of records, which are kept as they are whatever stands around them. */
const recordNumber = /\/\d{1,9}(?=\/|\.json$|$)/g;
/** A parameter whose value says nothing that is kept, and whose name is written as it is. */
const plainParameter =
  /^(?!(?:access_token|client_id|client_secret|partitionname|workspace|workspaceid)=)[a-z][\w.-]{0,40}=[!-~]*$/i;
const form = /urlencoded|multipart/i;

/**
 * Writes calls as {@link writeCall} does, and most of them without its work: a program makes the same few kinds of calls again
 * and again, with other records and other values. Of a kind that was written once, only the time and the numbers in the path
 * change. Whatever is less plain than that is written anew each time; a test holds the two against each other.
 */
export function rememberingWriter(options: WriteCallOptions): (call: SeenCall) => string | undefined {
  const moulds = new Map<string, Mould>();
  return (call) => {
    const split = splitUrl(call.url);
    const kind = split === undefined ? undefined : kindOf(call, split);
    if (split === undefined || kind === undefined) return writeCall(call, options);
    const time = new Date(call.startedAt).toISOString();
    const known = moulds.get(kind);
    if (known !== undefined) return `${start}${time}${known.beforeUrl}${split.path}${known.afterPath}`;
    const entry = writeCall(call, options);
    const mould = entry === undefined ? undefined : mouldOf(entry, time, split.path);
    if (mould !== undefined) {
      if (moulds.size >= most) moulds.clear();
      moulds.set(kind, mould);
    }
    return entry;
  };
}

interface SplitUrl {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
}

function splitUrl(url: string): SplitUrl | undefined {
  const atPath = url.indexOf('/', 'https://'.length);
  if (atPath === -1) return undefined;
  const atQuery = url.indexOf('?', atPath);
  const path = atQuery === -1 ? url.slice(atPath) : url.slice(atPath, atQuery);
  return { origin: url.slice(0, atPath), path, query: atQuery === -1 ? '' : url.slice(atQuery + 1) };
}

/** All that decides how the call is written, but for its time and the numbers in its path; `undefined` where that is too much. */
function kindOf({ method, headers, body, answer }: SeenCall, { origin, path, query }: SplitUrl): string | undefined {
  if (!plainPath.test(path) || path.includes('/export/create')) return undefined;
  const names = namesIn(query);
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? '';
  if (names === undefined || form.test(type) || body.includes('"partitionName"')) return undefined;
  const ended = answer === undefined ? 'open' : endingOf(answer);
  if (ended === undefined) return undefined;
  let told = '';
  for (const { name, value } of headers) told += name === 'content-length' ? `\n${name}` : `\n${name}: ${value}`;
  const general = path.replace(recordNumber, '/0');
  return `${method}\n${origin}${general}\n${names}\n${body === '' ? 'empty' : 'body'}\n${ended}${told}`;
}

function namesIn(query: string): string | undefined {
  if (query === '') return '';
  let names = '';
  for (const one of query.split('&')) {
    if (!plainParameter.test(one) || one.includes('#')) return undefined;
    names += `&${one.slice(0, one.indexOf('='))}`;
  }
  return names;
}

/** Only of a plain success nothing else is kept: not of errors, of files, or of an answer that may name a workspace. */
function endingOf({ status, type, text }: SeenAnswer): string | undefined {
  if (text.includes('orkspace')) return undefined;
  const { form: kind, success, codes, identity } = readAnswer({ content: { text } }, () => text);
  const isPlain = kind === 'json' && success === true && codes.length === 0 && identity === undefined;
  return isPlain ? `${status} ${type}` : undefined;
}

const start = '{"startedDateTime":"';

/** `undefined` for an entry whose path is not the one that was asked for. */
function mouldOf(entry: string, time: string, path: string): Mould | undefined {
  if (!entry.startsWith(start + time)) return undefined;
  const scheme = '"url":"https://';
  const atUrl = entry.indexOf(scheme);
  const atPath = atUrl === -1 ? -1 : entry.indexOf('/', atUrl + scheme.length);
  const end = atPath + path.length;
  if (atPath === -1 || !entry.startsWith(path, atPath) || !/["?]/.test(entry[end] ?? '')) return undefined;
  return { beforeUrl: entry.slice(start.length + time.length, atPath), afterPath: entry.slice(end) };
}
