import type { ApiCall } from '../model/api-call.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Operation } from '../model/operation.ts';
import type { Hole, TextPattern } from '../model/value.ts';
import type { McpTool, McpTools } from './mcp-tools.ts';
import { unreadableTool } from './tool-name.ts';

/**
 * `called`: a request called the tool once. `allowed`: a client may call it in every way, so that of a tool which
 * chooses by its arguments every operation counts.
 */
export type ToolUse = 'called' | 'allowed';

/** Where a tool was named, and whose credentials the server used for it. */
export type ToolPlace = Pick<ApiCall, 'evidence' | 'principal'> & { readonly evidence: Evidence };

/**
 * The calls to Marketo that the MCP server makes for a tool. That it performs these operations was concluded, so they
 * are `inferred`; what cannot be told is `possible`, which makes the role a lower bound and never widens it.
 *
 * @param name as {@link readToolCalls} or {@link parseToolList} give it; one that is not known is a call nonetheless.
 */
export function toApiCalls(name: string, use: ToolUse, place: ToolPlace, mcp: McpTools): ApiCall[] {
  const tool = mcp.find(name);
  const shared = { host: 'rest', reachable: true, parameters: { names: [], complete: false }, ...place } as const;
  if (tool !== undefined && isCertain(tool, use)) {
    return tool.operations.map(({ method, path }) => {
      return { ...shared, method, path: templatePattern(path), certainty: 'inferred' };
    });
  }
  return [{ ...shared, ...knownOf(tool, holeOf(name)), certainty: 'possible' }];
}

function isCertain(tool: McpTool, use: ToolUse): tool is Exclude<McpTool, { kind: 'unpublished' }> {
  return tool.kind === 'performs' || (tool.kind === 'chooses' && use === 'allowed');
}

function knownOf(tool: McpTool | undefined, hole: Hole): Pick<ApiCall, 'method' | 'path'> {
  if (tool === undefined) return { method: undefined, path: [hole] };
  if (tool.kind === 'unpublished') return { method: tool.method, path: [tool.under, hole] };
  const [first, ...others] = tool.operations;
  const method = others.every((operation) => operation.method === first?.method) ? first?.method : undefined;
  return { method, path: commonPattern(tool.operations, hole) };
}

/** The program that decides is the MCP server, which is not at hand. */
function holeOf(name: string): Hole {
  return { reason: 'external-call', name: name === unreadableTool ? 'an MCP tool' : `MCP tool ${name}` };
}

/** "/rest/v1/lists/{listId}.json" with a hole for each parameter: the tool's arguments hold it. */
function templatePattern(template: string): TextPattern {
  return template
    .split(/\{(\w+)\}/)
    .map((piece, index) => (index % 2 === 0 ? piece : ({ reason: 'input', name: piece } as const)))
    .filter((piece) => piece !== '');
}

/**
 * What all the paths begin and end with, in whole segments; between them the hole. One in the middle stands for a single
 * segment, so paths that differ in more have only their beginning in common.
 */
function commonPattern(operations: readonly Operation[], hole: Hole): TextPattern {
  const paths = operations.map(({ path }) => path.split('/'));
  const [first = []] = paths;
  const start = commonLength(paths);
  const end = commonLength(paths.map((segments) => segments.slice(start).toReversed()));
  const isOneApart = paths.every(({ length }) => length === start + 1 + end);
  const tail = isOneApart ? first.slice(start + 1).map((segment) => `/${segment}`) : [];
  return [`${first.slice(0, start).join('/')}/`, hole, ...templatePattern(tail.join(''))];
}

function commonLength(lists: readonly (readonly string[])[]): number {
  const [first = []] = lists;
  const differs = first.findIndex((item, index) => lists.some((list) => list[index] !== item));
  return differs === -1 ? first.length : differs;
}
