import { toToolName, unreadableTool } from './tool-name.ts';

/** A longer body is not read, in characters: it holds arguments, of which a call's own name needs none. */
const longestBody = 4 << 20;

/** Of a batch so many calls are told apart; the others count as one that is not readable. */
const mostCalls = 1_000;

/**
 * The tools that a JSON-RPC request to an MCP server calls, in order: none for any other method, several for a batch.
 * What the body says besides, above all the arguments, goes no further. A body that is missing or cannot be read is
 * one call of {@link unreadableTool}: what it asked for is not known, and that must not look like nothing.
 *
 * @param body the text that a client sent with POST; `undefined` where it was not recorded.
 */
export function readToolCalls(body: string | undefined): readonly string[] {
  const message = parse(body);
  if (message === undefined) return [unreadableTool];
  const calls = (Array.isArray(message) ? message : [message]).flatMap(toolOf);
  return calls.length <= mostCalls ? calls : [...calls.slice(0, mostCalls), unreadableTool];
}

function parse(body: string | undefined): unknown {
  if (body === undefined || body.length > longestBody) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function toolOf(message: unknown): string[] {
  if (field(message, 'method') !== 'tools/call') return [];
  const name = field(field(message, 'params'), 'name');
  return [(typeof name === 'string' ? toToolName(name) : undefined) ?? unreadableTool];
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
