import type { JsonPath } from '../schema/index.ts';
import type { McpTools } from './mcp-tools.ts';

/** A text that stands where a tool is named, and the way to it. */
export interface NamedAt {
  readonly name: string;
  readonly path: JsonPath;
}

/** Under which names clients and servers list tools: tool lists of several assistants, and the answer to `tools/list`. */
const listKeys = new Set([
  'tools',
  'tool_names',
  'allowedTools',
  'allowed_tools',
  'enabledTools',
  'enabled_tools',
  'includeTools',
  'include_tools',
  'alwaysAllow',
  'autoApprove',
]);

/** Under which names a client lists its servers, each with a name of the reader's choice. */
const serverKeys = new Set(['mcpServers', 'servers']);

/** Configurations are shallow; what is deeper is some other document. */
const deepest = 12;

/**
 * The tools that a JSON document lists, in its order: an array of names or of objects with `name`, such arrays under
 * the keys that clients use for them, or an object of tools that are switched on or off. Of several servers of a
 * client only Marketo's count; no other part of the document is looked at, for it may hold credentials.
 */
export function findListedTools(document: unknown, mcp: McpTools): readonly NamedAt[] {
  return Array.isArray(document) ? namesIn(document, []) : search(document, [], mcp);
}

function search(value: unknown, path: JsonPath, mcp: McpTools): NamedAt[] {
  if (typeof value !== 'object' || value === null || path.length > deepest) return [];
  // The arguments that a tool takes may well be called "tools".
  if ('inputSchema' in value) return [];
  return Object.entries(value).flatMap(([key, inner]): NamedAt[] => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (listKeys.has(key)) return [...namesIn(inner, here), ...search(inner, here, mcp)];
    return serverKeys.has(key) ? searchServers(inner, here, mcp) : search(inner, here, mcp);
  });
}

/** The only server, or those that are reached at Adobe's host or called Marketo by the reader. */
function searchServers(servers: unknown, path: JsonPath, mcp: McpTools): NamedAt[] {
  if (typeof servers !== 'object' || servers === null) return [];
  const all = Object.entries(servers);
  return all
    .filter(([name, server]) => all.length === 1 || /marketo/i.test(name) || isReachedAt(server, mcp))
    .flatMap(([name, server]) => search(server, [...path, name], mcp));
}

/** Texts and objects with a name, or the names of what is switched on. */
function namesIn(list: unknown, path: JsonPath): NamedAt[] {
  if (typeof list !== 'object' || list === null) return [];
  if (!Array.isArray(list)) {
    return Object.entries(list).flatMap(([name, isOn]) => (isOn === true ? [{ name, path: [...path, name] }] : []));
  }
  return list.flatMap((item: unknown, index): NamedAt[] => {
    if (typeof item === 'string') return [{ name: item, path: [...path, index] }];
    const name = nameOf(item);
    return name === undefined ? [] : [{ name, path: [...path, index, 'name'] }];
  });
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('name' in item)) return undefined;
  return typeof item.name === 'string' ? item.name : undefined;
}

function isReachedAt(server: unknown, mcp: McpTools): boolean {
  if (typeof server !== 'object' || server === null || !('url' in server)) return false;
  const { url } = server;
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { host, pathname } = new URL(url);
  return mcp.isServer(host, pathname);
}
