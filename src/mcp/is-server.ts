/** Tells requests to the MCP server from others. */
export type IsMcpServer = (host: string, path: string) => boolean;

/** @param server the URL that clients are given. */
export function createIsServer(server: string): IsMcpServer {
  const own = new URL(server);
  return (host, path) =>
    host.toLowerCase().replace(/\.?(?::443)?$/, '') === own.host && path.replace(/\/+$/, '') === own.pathname;
}
