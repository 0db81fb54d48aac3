import type { HostFamilyOf } from '../har/index.ts';
import { apiRoots } from '../model/api-roots.ts';
import { hostsIn } from './hosts-in-text.ts';
import { type LogRecord, leavesOf, mostLeaves } from './record.ts';

/** Where a path of Marketo's may begin, anywhere in a text. */
const starts = new RegExp(`(?:/|%2f|\\b)(?:${apiRoots})(?:/|%2f)[\\w%.~*/-]*`, 'gi');

/** What the line is, and how it is looked at. */
export interface Aside {
  readonly text: string;
  readonly record?: LogRecord | undefined;
}

/**
 * Whether a line of which the request is none to Marketo names one of its hosts or paths all the same: a gateway may put
 * something in front of the path, and a forwarder is told in its query whom to ask. What the client says of itself and
 * of where it came from is no sign.
 */
export function namesMarketo(
  { text, record }: Aside,
  isApiPath: (path: string) => boolean,
  hostFamily: HostFamilyOf,
): boolean {
  const texts = record === undefined ? [withoutClient(text)] : (valuesOf(record) ?? [text]);
  return texts.some(
    (one) =>
      [...one.matchAll(starts)].some(([path]) => isApiPath(path.startsWith('/') ? path : `/${path}`)) ||
      hostsIn(one).some((name) => hostFamily(name) !== undefined),
  );
}

/** `undefined` for a record of more values than are looked at. */
function valuesOf(record: LogRecord): string[] | undefined {
  const leaves = leavesOf(record);
  if (leaves.length >= mostLeaves) return undefined;
  return leaves.flatMap(([name, value]) => (/refer|agent|cookie|forwarded(?!.?host)/i.test(name) ? [] : [value]));
}

/** Behind a whole request in quotes, quotes hold what the client said. */
function withoutClient(text: string): string {
  const [request] = /"[A-Za-z]{3,16} [^"]*"/.exec(text) ?? [];
  if (request === undefined) return text;
  const end = text.indexOf(request) + request.length;
  return text.slice(0, end) + text.slice(end).replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/g, '""');
}
