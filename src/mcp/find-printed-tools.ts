import type { McpTools } from './mcp-tools.ts';

/** A text that stands where a tool is named, and where. Lines and columns start at 1. */
export interface Mention {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** More of a line is not looked at, in characters. */
const longestLine = 300;

/** What stands before a name: bullets, numbers, the border of a table, a sign of emphasis, the word `name`. */
const before =
  /^(?:\s|[│┃|❯›>•·∙◦●○✓✔☑☐+*`"'({[-]|\d{1,4}[.):]|\[[ xX✓]?\]|#{2,6}(?=\s)|Tool(?=\()|["']?(?:tool|name)["']?\s{0,3}[:=]\s{0,3})*/u;
/** Names of tools are several words. */
const name = /^(?:mcp__[\w-]{1,64}?__)?[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w-])/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const colour = /\u001b\[[\d;]*[A-Za-z]/g;

interface Line extends Mention {
  /** Whether the line is a tool, one with something said of it, or one of a list that is none; `words` is all else. */
  readonly kind: 'tool' | 'described' | 'item' | 'words';
}

/**
 * The tools of a list as a client prints it: a line for each with what it does, a table, a numbered list. `undefined` where
 * no line says anything of a tool, so that it is a plain list of names.
 *
 * What is said of a tool goes no further. A line of the list without the name of one, and words that name one in passing,
 * may stand for a tool all the same; they are given as they are, which is no name.
 */
export function findPrintedTools(text: string, mcp: McpTools): readonly Mention[] | undefined {
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => readLine(line, index + 1));
  if (!lines.some(({ kind }) => kind === 'described')) return undefined;
  const tools = lines.filter(({ kind }) => kind === 'tool' || kind === 'described');
  const named = new Set(tools.map((tool) => tool.text));
  const others = lines.filter(({ kind, text: words }) =>
    kind === 'item' ? !isTableHead(words) : kind === 'words' && namesOther(words, named, mcp),
  );
  return [...tools, ...others].sort((a, b) => a.line - b.line);
}

function readLine(written: string, line: number): Line {
  const plain = written.slice(0, longestLine).replace(colour, '');
  const [prefix = ''] = before.exec(plain) ?? [];
  const rest = plain.slice(prefix.length);
  const [tool] = name.exec(rest) ?? [];
  const place = { line, column: prefix.length + 1 };
  if (tool === undefined) {
    const isItem = /^\s{0,3}(?:[│┃|•●◦+*-]|\d{1,4}[.)])\s{0,3}\S/u.test(plain) && /[a-z]/i.test(rest);
    return { ...place, text: rest.trim(), kind: isItem ? 'item' : 'words' };
  }
  const isKeyed = /(?:tool|name)["']?\s*[:=]/.test(prefix);
  const said = rest.slice(tool.length).replace(/[`*"'\s,)}\]]/g, '');
  return { ...place, text: tool, kind: !isKeyed && (said === '' || said.startsWith('#')) ? 'tool' : 'described' };
}

/** The first row of a table, and the line below it. */
function isTableHead(words: string): boolean {
  return /^(?:tools?|names?|tool name|#|title)\b|^[-:|\s]*$/i.test(words);
}

/** Whether words name a known tool that has no line of its own. */
function namesOther(words: string, named: ReadonlySet<string>, mcp: McpTools): boolean {
  return (words.match(/[a-z][a-z0-9]*(?:_[a-z0-9]+)+/g) ?? []).some(
    (word) => mcp.find(word) !== undefined && !named.has(word),
  );
}
