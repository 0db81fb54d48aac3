import { InputError } from '../model/input-error.ts';
import type { JsonPath, Locate } from '../schema/index.ts';
import { findListedTools } from './find-listed-tools.ts';
import { findPrintedTools, type Mention } from './find-printed-tools.ts';
import type { McpTools } from './mcp-tools.ts';
import { toToolName, unreadableTool } from './tool-name.ts';

/** A tool that a client may call, and where that is written. Lines and columns start at 1. */
export interface ListedTool {
  /** {@link unreadableTool} for what is no name; it may be anything, so it is not shown. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** More tools than any server has: a longer list is some other file. */
const mostTools = 2_000;

/**
 * The tools of a list: one a line (`#` starts a comment), a list as a client prints it, a JSON array, a server's answer to `tools/list`, or a
 * client's configuration. `*` stands for every known tool.
 *
 * @param locate where a value of the JSON stands; not asked for other text.
 * @throws InputError for a text without any tool, for JSON that is broken, and where nothing in it looks like a tool.
 */
export function parseToolList(text: string, file: string, locate: Locate, mcp: McpTools): readonly ListedTool[] {
  const isJson = /^\s*[[{]/.test(text);
  const mentions = isJson ? jsonMentions(text, file, locate, mcp) : (findPrintedTools(text, mcp) ?? lineMentions(text));
  if (mentions.length > mostTools) {
    throw new InputError(`the list has ${mentions.length} tools, more than the ${mostTools} that are read`, {
      at: { file },
      next: 'check that it is the file that was meant',
    });
  }
  return namedTools(mentions, file, mcp);
}

/**
 * The tools of an option's own text: names with commas or blanks between them.
 * @throws InputError where one of them cannot be a tool.
 */
export function parseToolNames(text: string, option: string, mcp: McpTools): readonly ListedTool[] {
  const mentions = [...text.matchAll(/[^\s,]+/g)].map(
    (match): Mention => ({ text: match[0], line: 1, column: match.index + 1 }),
  );
  // A path that is misspelt must not be taken for a tool that is not known yet; tools are named in several words.
  const isName = ({ text: name }: Mention) =>
    name === '*' || mcp.find(toToolName(name) ?? '') !== undefined || /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(name);
  if (!mentions.every(isName)) {
    throw new InputError('there is no such file, and it is no list of tools', {
      at: { file: option },
      next: 'pass a file, or names of tools with commas between them, e.g. browse_forms,get_lead_activities',
    });
  }
  return namedTools(mentions, option, mcp);
}

function namedTools(mentions: readonly Mention[], file: string, mcp: McpTools): readonly ListedTool[] {
  const tools = mentions.flatMap(({ text, line, column }): ListedTool[] => {
    const names = /^(?:mcp__.{0,64}?__)?\*$/.test(text)
      ? mcp.tools.map(({ name }) => name)
      : [toToolName(text) ?? unreadableTool];
    return names.map((name) => ({ name, line, column }));
  });
  if (tools.some(({ name }) => name !== unreadableTool)) return tools;
  throw new InputError('no tool is named in it', {
    at: { file },
    next: 'list the tools that the client may call, one a line, or pass "*" for all of them',
  });
}

function lineMentions(text: string): readonly Mention[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index): Mention[] => {
    // As a list of Markdown has it: a bullet before the name, code marks around it.
    const match = /^(\s*(?:[-*+]\s+)?`?)([^\s`#][^`#]*?)`?\s*(?:#.*)?$/.exec(line.slice(0, 300));
    if (match?.[2] === undefined) return [];
    return [{ text: match[2], line: index + 1, column: (match[1]?.length ?? 0) + 1 }];
  });
}

function jsonMentions(text: string, file: string, locate: Locate, mcp: McpTools): readonly Mention[] {
  return findListedTools(parseJson(text, file), mcp).map(({ name, path }) => {
    const { line, column } = placeOf(path, locate);
    return { text: name, line, column };
  });
}

function placeOf(path: JsonPath, locate: Locate): { line: number; column: number } {
  const { line = 1, column = 1 } = locate(path);
  return { line, column };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the text, and a client's configuration holds credentials.
    throw new InputError('the list of tools is not valid JSON', {
      at: { file },
      next: 'look for a missing or superfluous comma, quote or bracket',
    });
  }
}
