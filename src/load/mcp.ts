import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { McpTraffic } from '../har/index.ts';
import {
  compileMcpTools,
  createIsServer,
  type ListedTool,
  type McpTools,
  parseToolList,
  parseToolNames,
  readToolCalls,
  toApiCalls,
  unreadableTool,
} from '../mcp/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { InputSummary } from '../model/report.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { mcpSchema } from '../schema/index.ts';
import { displayPath } from './input-file.ts';
import { packageRoot } from './package-root.ts';
import { type JsonFile, placesOf, readJson } from './read-json.ts';
import { placesWhereNeeded, validate } from './validate.ts';

/** The option whose text may be the names themselves. */
const option = '--mcp-tools';

/** Largest list read, in bytes: an answer to `tools/list` with all its schemas has a tenth of it. */
const maxBytes = 2 * 1024 * 1024;

/** So many tools that are not known are named; a list with more is some other server's. */
const mostNotes = 10;

/**
 * Reads what the tools of Adobe's MCP server do: rules/mcp.json, or another file of its form.
 * @throws InputErrors with every broken row.
 */
export async function loadMcpTools(rules: RuleSet, file?: string): Promise<McpTools> {
  const json = await readMcpJson(file);
  return compileMcpTools(
    await validated(json),
    rules,
    await placesWhereNeeded(mcpSchema, json, file ?? 'rules/mcp.json'),
  );
}

/**
 * What reading recorded requests to the MCP server takes; without the model, which only the meaning of tools takes.
 * @throws InputErrors when rules/mcp.json is broken.
 */
export async function loadMcpTraffic(): Promise<McpTraffic> {
  const { server } = await validated(await readMcpJson());
  return { isServer: createIsServer(server), readToolCalls };
}

/**
 * The calls that a client may make with the tools it is allowed, as if each were made once: what its API user needs.
 * Returns what the list gave, after the last call.
 *
 * @param list a file, or names of tools. A file of that name wins.
 * @throws InputError when there is no such file and the names cannot be tools, when the file cannot be read, is too
 * large or is not text, and whatever `parseToolList` throws.
 */
export async function* collectMcpTools(
  list: string,
  cwd: string,
  mcp: McpTools,
): AsyncGenerator<ApiCall, InputSummary> {
  const text = list.trim() === '' ? '' : await readList(resolve(cwd, list), list);
  const file = text === undefined ? option : displayPath(list, cwd);
  const tools =
    text === undefined
      ? parseToolNames(list, option, mcp)
      : parseToolList(text, list.trim() === '' ? option : list, await placesOf(list, text), mcp);
  let calls = 0;
  for (const { name, line, column } of tools) {
    const evidence = { kind: 'source', file, line, column, chain: [] } as const;
    for (const call of toApiCalls(name, 'allowed', { evidence }, mcp)) {
      calls += 1;
      yield call;
    }
  }
  const notes = notesOn(tools, mcp);
  return {
    file,
    kind: 'source',
    read: 1,
    calls,
    skipped: [],
    complete: true,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function readMcpJson(file?: string): Promise<JsonFile> {
  return readJson(file ?? join(packageRoot(), 'rules', 'mcp.json'), file ?? 'rules/mcp.json');
}

function validated(json: JsonFile) {
  return validate(mcpSchema, json, /^\/tools\/\d+/);
}

/** What stands in the list and is no known tool. Each is a call whose operation cannot be told. */
function notesOn(tools: readonly ListedTool[], mcp: McpTools): string[] {
  const unknown = [...new Set(tools.map(({ name }) => name))].filter((name) => mcp.find(name) === undefined);
  const known = mcp.tools.map(({ name }) => name);
  const notes = unknown.slice(0, mostNotes).map((name) => {
    if (name === unreadableTool) return 'something in the list is not the name of a tool';
    const nearest = nearestName(name, known);
    return `the tool "${name}" is not known${nearest === undefined ? '' : `, unless "${nearest}" is meant`}`;
  });
  const more = unknown.length - notes.length;
  return more === 0 ? notes : [...notes, `${more} more tools are not known`];
}

/** The file as text; `undefined` when there is none, or no file can have this name. */
async function readList(path: string, list: string): Promise<string | undefined> {
  const bytes = await readStart(path, list);
  if (bytes === undefined) return undefined;
  if (bytes.length > maxBytes) {
    throw new InputError('the list of tools is larger than 2 MB', {
      at: { file: list },
      next: 'pass only the tools that the client may call',
    });
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!text.includes('\0')) return text;
  throw new InputError('the list of tools is not text', { at: { file: list }, next: 'save it as UTF-8 text or JSON' });
}

async function readStart(path: string, list: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path);
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: maxBytes })) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code)) return undefined;
    const what = code === 'EISDIR' ? 'the list of tools is a folder' : `the list of tools cannot be read (${code})`;
    throw new InputError(what, { at: { file: list }, next: 'pass a file that you may read', cause });
  }
}
