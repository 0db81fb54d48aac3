import { compareText } from '../model/location.ts';

/** Why a line of an access log is left out. Published in reports; retired, never renamed. */
export const skipReasons = {
  blank: 'blank',
  header: 'a header or comment of a table',
  'no-log-line': 'not a line of a known log format',
  'no-request': 'without a request that can be read',
  unread: 'that may hold a call and cannot be read',
  aside: 'with a host or a path of Marketo, though not in what it asks for',
  answer: 'the answer to a request that stands before it',
  elsewhere: 'without a host or a path of Marketo in it',
  'not-marketo': 'sent to a host that is not one of Marketo',
  'another-host': "sent to a host that is not one of Marketo, with a path like its API's",
  'not-the-api': "without a host, and with a path that is not below one of the API's",
  'no-tool-call': 'sent to the MCP server without calling a tool',
  preflight: 'an OPTIONS request, which a browser sends by itself',
  connect: 'a CONNECT request, which only opens a tunnel',
  'bad-method': 'with a method that no operation has',
} as const;
export type SkipReason = keyof typeof skipReasons;

/** How many lines were left out for one reason. */
export interface SkipCount {
  readonly reason: SkipReason;
  readonly count: number;
}

/** The counts as a list, sorted by reason. */
export function listSkips(counts: ReadonlyMap<SkipReason, number>): SkipCount[] {
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => compareText(a.reason, b.reason));
}
