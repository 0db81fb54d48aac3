export { compileMcpTools } from './compile-mcp-tools.ts';
export { createIsServer, type IsMcpServer } from './is-server.ts';
export type { McpTool, McpTools } from './mcp-tools.ts';
export { type ListedTool, parseToolList, parseToolNames } from './parse-tool-list.ts';
export { readToolCalls } from './read-tool-calls.ts';
export { type ToolPlace, type ToolUse, toApiCalls } from './to-api-calls.ts';
export { unreadableTool } from './tool-name.ts';
