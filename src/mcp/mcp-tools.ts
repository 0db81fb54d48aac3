import type { Method, Operation } from '../model/operation.ts';

/**
 * What is known of a tool of Adobe's hosted MCP server. `performs`: these operations, all of them. `chooses`: one of
 * them, by its arguments. `unpublished`: an operation that Adobe does not publish, at a path that begins like `under`.
 */
export type McpTool =
  | { readonly kind: 'performs'; readonly name: string; readonly operations: readonly Operation[] }
  | { readonly kind: 'chooses'; readonly name: string; readonly operations: readonly Operation[] }
  | { readonly kind: 'unpublished'; readonly name: string; readonly method: Method; readonly under: string };

/** The compiled rules/mcp.json. */
export interface McpTools {
  /** Every tool, sorted by name. */
  readonly tools: readonly McpTool[];
  find(name: string): McpTool | undefined;
  /**
   * Whether requests there are the MCP server's.
   * @param host as in a URL's authority: letter case and the default port do not matter.
   */
  isServer(host: string, path: string): boolean;
}
