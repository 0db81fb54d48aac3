import type { Exchange, HarOptions, HarReading, McpTraffic } from '../../src/har/index.ts';
import { readHar } from '../../src/har/index.ts';
import { readToolCalls } from '../../src/mcp/index.ts';
import type { HostFamily } from '../../src/model/operation.ts';

/** The subscription of the tests. */
export const host = '123-abc-456.mktorest.com';
export const token = '0a1b2c3d-1111-4222-8333-444455556666:sj';

/** Marketo's hosts as the tests need them; the real list belongs to the rules. */
export function hostFamily(name: string): HostFamily | undefined {
  if (name === 'mkto-ingestion-api.adobe.io') return 'ingestion';
  return name === host ? 'rest' : undefined;
}

/** The MCP server of the tests. */
export const mcp: McpTraffic = {
  isServer: (name, path) => name === 'mcp.example' && path === '/mcp',
  readToolCalls,
};

/** A request to that server, with the body of a JSON-RPC message. */
export function mcpEntry(message: unknown, over: { readonly request?: object; readonly response?: object } = {}) {
  const { request, response } = over;
  return {
    startedDateTime: '2026-10-02T08:15:30.000Z',
    request: {
      method: 'POST',
      url: 'https://mcp.example/mcp',
      headers: [{ name: 'X-Marketo-Client-Id', value: mcpClient }],
      postData: { mimeType: 'application/json', text: JSON.stringify(message) },
      ...request,
    },
    response: { status: 200, content: { mimeType: 'text/event-stream' }, ...response },
  };
}

export const mcpClient = '6f1d2c3b-5a4e-4d7c-9b8a-112233445501';

export function toolCall(name: unknown, args: object = {}) {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
}

/** An entry that is taken; `over` replaces parts of it. */
export function entry(
  over: { readonly request?: object; readonly response?: object; readonly [key: string]: unknown } = {},
) {
  const { request, response, ...rest } = over;
  return {
    startedDateTime: '2026-10-02T08:15:30.000Z',
    request: { method: 'GET', url: `https://${host}/rest/v1/leads.json`, headers: bearer(token), ...request },
    response: { status: 200, content: { text: envelope() }, ...response },
    ...rest,
  };
}

export function bearer(value: string) {
  return [{ name: 'Authorization', value: `Bearer ${value}` }];
}

/** The text of an answer that succeeded, or failed with these codes. */
export function envelope(...codes: readonly string[]): string {
  const errors = codes.map((code) => ({ code, message: 'Alice (alice@example.test) may not' }));
  return JSON.stringify(codes.length === 0 ? { success: true, result: [] } : { success: false, errors });
}

/** An identity call and its answer. */
export function identity(issued: string, scope: string) {
  const body = { access_token: issued, token_type: 'bearer', expires_in: 3599, scope };
  const url = `https://${host}/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b`;
  return entry({ request: { url, headers: [] }, response: { content: { text: JSON.stringify(body) } } });
}

export function har(...entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector', version: '1' }, entries } });
}

/** The text or bytes in chunks of one size. */
export async function* chunked(input: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export function start(input: string | Uint8Array, options: Partial<HarOptions> & { size?: number } = {}): HarReading {
  const { size, ...rest } = options;
  return readHar(chunked(input, size), { hostFamily, mcp, ...rest });
}

export interface ReadAll {
  readonly exchanges: readonly Exchange[];
  readonly summary: ReturnType<HarReading['summary']>;
  /** The principals' labels, in the order of the exchanges. */
  readonly labels: readonly (string | undefined)[];
}

export async function readAll(input: string | Uint8Array, options?: Parameters<typeof start>[1]): Promise<ReadAll> {
  const reading = start(input, options);
  const exchanges: Exchange[] = [];
  for await (const exchange of reading) exchanges.push(exchange);
  const labels = reading.principals.labels();
  return { exchanges, summary: reading.summary(), labels: exchanges.map(({ principal }) => labels.get(principal)) };
}

/** The one exchange that an entry gives. */
export async function readOne(one: unknown): Promise<Exchange> {
  const { exchanges, summary } = await readAll(har(one));
  const [exchange] = exchanges;
  if (exchange === undefined) throw new Error(`the entry was skipped: ${JSON.stringify(summary.skipped)}`);
  return exchange;
}
