import { type AccessLogOptions, type LoggedCall, type LogSummary, readAccessLog } from '../../src/access-log/index.ts';
import { loadLogFormats } from '../../src/load/log-formats.ts';
import { chunked, hostFamily } from '../har/kit.ts';

/** A log's options as the tests need them; the real lists belong to the rules. */
export const options: AccessLogOptions = {
  formats: await loadLogFormats(),
  hostNames: ['mktorest.com', 'mcp.example'],
  hostFamily: (host) => hostFamily(host.replace(/:443$/, '')),
  isApiPath: (path) => path.startsWith('/rest/v1/'),
  isMcpServer: (host, path) => host === 'mcp.example' && path === '/mcp',
};

/** What a log gives, the calls and the summary. */
export async function readLog(
  input: string | Uint8Array,
  over: Partial<AccessLogOptions> & { readonly size?: number } = {},
): Promise<{ calls: readonly LoggedCall[]; summary: LogSummary }> {
  const { size, ...rest } = over;
  const reading = readAccessLog(chunked(input, size), { ...options, ...rest });
  const calls: LoggedCall[] = [];
  for await (const call of reading) calls.push(call);
  return { calls, summary: reading.summary() };
}

/** "GET /rest/v1/leads.json", with "(as POST)" where a parameter made it that; "MCP" for a call of the MCP server. */
export function describeCall(call: LoggedCall): string {
  if (call.kind === 'mcp') return 'MCP';
  return `${call.method}${call.methodOverridden ? ' (as POST)' : ''} ${call.path}`;
}

/** A line of the common format with this request. */
export function common(request: string, status = 200): string {
  return `203.0.113.57 - henrik.falk [02/Oct/2026:08:15:30 +0200] "${request}" ${status} 512`;
}
