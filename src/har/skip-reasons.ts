import { compareText } from '../model/location.ts';

/** Why an entry of a HAR is left out. Published in reports; retired, never renamed. */
export const skipReasons = {
  'not-marketo': 'sent to a host that is not one of Marketo',
  'another-host': "sent to a host that is not one of Marketo, with a path like its API's",
  preflight: 'an OPTIONS request, which a browser sends by itself',
  connect: 'a CONNECT request, which only opens a tunnel',
  websocket: 'a web socket',
  'no-tool-call': 'sent to the MCP server without calling a tool',
  repeated: 'sent by a service worker for a call that is counted',
  mocked: 'answered by a test in place of Marketo',
  'no-request': 'without a request',
  empty: 'without method and URL',
  'no-url': 'without a URL',
  'bad-url': 'with a URL that is not absolute or not readable',
  'bad-method': 'with a method that no operation has',
  broken: 'that is not JSON inside',
  'too-large': 'larger than an entry may be',
} as const;
export type SkipReason = keyof typeof skipReasons;

/** How many entries were left out for one reason. */
export interface SkipCount {
  readonly reason: SkipReason;
  readonly count: number;
}

/** The counts as a list, sorted by reason. */
export function listSkips(counts: ReadonlyMap<SkipReason, number>): SkipCount[] {
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => compareText(a.reason, b.reason));
}
