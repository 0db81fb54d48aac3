import { type BodyOf, bodyText } from './body.ts';
import { findHeader } from './headers.ts';
import { field } from './raw.ts';

/** How requests to an MCP server are known, and what they call; `src/mcp/` knows. */
export interface McpTraffic {
  /** @param host as in a URL's authority. */
  readonly isServer: (host: string, path: string) => boolean;
  /**
   * The names of the tools that a POST calls, and nothing else that it says.
   * @param body `undefined` where none was recorded.
   */
  readonly readToolCalls: (body: string | undefined) => readonly string[];
}

/**
 * The Custom Service that the server works as for a client, in headers of every request to it (developer guide, MCP
 * server). In lower case.
 */
export const mcpHeaders = {
  clientId: 'x-marketo-client-id',
  clientSecret: 'x-marketo-client-secret',
  munchkinId: 'x-marketo-munchkin-id',
} as const;

/** The credential of a request to the MCP server, as far as it was recorded. Never leaves the reader. */
export interface McpCredential {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

export function readMcpCredential(request: unknown): McpCredential {
  return {
    clientId: findHeader(request, mcpHeaders.clientId),
    clientSecret: findHeader(request, mcpHeaders.clientSecret),
  };
}

/** The tools that a request to the MCP server calls: none where it does something else, such as to list them. */
export function readTools(request: unknown, method: string, bodyOf: BodyOf, mcp: McpTraffic): readonly string[] {
  if (method !== 'POST') return [];
  const body = bodyText(field(request, 'postData'), bodyOf);
  return mcp.readToolCalls(body === '' ? undefined : body);
}
