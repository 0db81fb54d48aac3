import { ts } from 'ts-morph';
import type { FrontEnds } from '../../languages/front-ends.ts';
import type { FrontEnd } from '../../languages/lowered.ts';
import { lineAt } from './location-at.ts';
import { aroundCode } from './markup/around-code.ts';
import { isMarkup, markupScript } from './markup/markup-script.ts';
import { noteOriginal, originalOf } from './original.ts';

/** The parsed files of the program by path, relative to the analysed folder. */
export interface Program {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  /** What stands around the code of files that hold markup, by path, with the code blanked. */
  readonly markup: ReadonlyMap<string, string>;
  pathOf(file: ts.SourceFile): string;
  /** See `ModuleTable.parse`. */
  parse(
    at: ts.Node,
    text: { readonly before: string; readonly code: string; readonly after: string },
  ): ts.SourceFile | undefined;
  /** Files with syntax errors: what parses is read, the rest is a problem to report. */
  readonly problems: readonly { readonly file: string; readonly what: string; readonly line: number }[];
}

/** A file as it was parsed. */
interface ParsedFile {
  readonly text: string;
  /** The script that markup stands for, or the text itself. */
  readonly code: string;
  /** Absent for one that nests beyond the stack. */
  readonly file: ts.SourceFile | undefined;
}

/**
 * The one place where code is parsed: in memory, each file by itself, and once, whatever the number of programs that it
 * is a part of. Nothing is read from disk, nothing is resolved and nothing of the program is run. A project of ts-morph
 * would keep a wrapper, a version and a language service besides.
 */
export class ParsedFiles {
  readonly #files = new Map<string, ParsedFile>();
  readonly #frontEnds: FrontEnds | undefined;
  #parsed = 0;

  /** @param frontEnds for files of other languages; without them such a file is read as JavaScript */
  constructor(frontEnds?: FrontEnds) {
    this.#frontEnds = frontEnds;
  }

  file(path: string, text: string): ParsedFile {
    const known = this.#files.get(path);
    if (known?.text === text) return known;
    const frontEnd = this.#frontEnds?.of(path);
    if (frontEnd !== undefined) return this.#lowered(path, text, frontEnd);
    const code = isMarkup(path) ? markupScript(path, text) : text;
    const file = { text, code, file: this.parse(code, extensionFor(path)) };
    this.#files.set(path, file);
    return file;
  }

  #lowered(path: string, text: string, frontEnd: FrontEnd): ParsedFile {
    const lowered = frontEnd.lower(path, text);
    const file = this.parse(lowered.code, '.ts');
    if (file !== undefined) noteOriginal(file, { text, lowered });
    const parsed = { text, code: text, file };
    this.#files.set(path, parsed);
    return parsed;
  }

  /**
   * The parser goes down by recursion: a file that nests beyond the stack is a problem of that file alone. Names of the
   * program are data, and may be anything; the parser sees names of our own.
   */
  parse(code: string, extension: string): ts.SourceFile | undefined {
    this.#parsed += 1;
    try {
      return ts.createSourceFile(`/${this.#parsed}${extension}`, code, ts.ScriptTarget.Latest, true);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

/** The program that some files are. */
export function createProgram(texts: ReadonlyMap<string, string>, parsed: ParsedFiles = new ParsedFiles()): Program {
  const files = new Map<string, ts.SourceFile>();
  const markup = new Map<string, string>();
  const paths = new Map<ts.SourceFile, string>();
  const problems: { file: string; what: string; line: number }[] = [];
  for (const [path, text] of texts) {
    const { code, file } = parsed.file(path, text);
    if (isMarkup(path)) markup.set(path, aroundCode(text, code));
    if (file === undefined) {
      problems.push({ file: path, what: 'is nested too deeply to be parsed', line: 1 });
      continue;
    }
    files.set(path, file);
    paths.set(file, path);
    const problem = firstSyntaxError(file);
    if (problem !== undefined) problems.push({ file: path, ...problem });
  }
  const run = new Map<string, ts.SourceFile | undefined>();
  const pathOf = (file: ts.SourceFile): string => paths.get(file) ?? '';
  return {
    files,
    markup,
    pathOf,
    problems,
    parse(at, { before, code, after }) {
      const host = at.getSourceFile();
      const text = `${blankUpTo(host, at, before.length)}${before}${code}${after}`;
      const key = `${pathOf(host)}\0${text}`;
      if (run.has(key)) return run.get(key);
      const file = parsed.parse(text, '.tsx');
      run.set(key, file);
      if (file !== undefined) paths.set(file, pathOf(host));
      return file;
    },
  };
}

/** Blanks and line feeds as far as a literal's text stands in its file, so that what is parsed after them stands there. */
function blankUpTo(host: ts.SourceFile, at: ts.Node, before: number): string {
  // Inside the quotes, where it is a literal.
  const start = at.getStart(host) + (ts.isStringLiteralLike(at) ? 1 : 0);
  const blank = host.text.slice(0, start).replace(/[^\n]/g, ' ');
  return blank.slice(0, Math.max(blank.lastIndexOf('\n') + 1, blank.length - before));
}

/** Those that TypeScript knows; how others are read follows. */
const extensions = ['.d.ts', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

function extensionFor(path: string): string {
  const known = extensions.find((extension) => path.toLowerCase().endsWith(extension));
  if (known === '.json') return '.json';
  // JavaScript in the wild holds JSX without saying so; TypeScript outside of .tsx does not.
  // The expressions of Astro hold markup.
  if (path.endsWith('.astro')) return '.tsx';
  if (known === undefined) return /\.gs$/.test(path) ? '.js' : /\.sjs$|(?:^|\/)[^./]+$/.test(path) ? '.jsx' : '.ts';
  return known === '.js' || known === '.mjs' || known === '.cjs' ? '.jsx' : known;
}

/** Whether the parser had to guess somewhere in the file. */
export function hasSyntaxError(file: ts.SourceFile): boolean {
  return firstSyntaxError(file) !== undefined;
}

function firstSyntaxError(file: ts.SourceFile): { what: string; line: number } | undefined {
  const original = originalOf(file);
  if (original?.lowered.problem !== undefined) return original.lowered.problem;
  // The parser keeps its own diagnostics; asking the program for them would bind and check everything.
  const diagnostics = (file as unknown as { parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? [];
  const serious = diagnostics.find((diagnostic) => diagnostic.code >= 1000 && diagnostic.code < 2000);
  if (serious === undefined) return undefined;
  const line = lineAt(file, serious.start ?? 0).line + 1;
  return { what: `does not parse from line ${line} on; what can be read of it was read`, line };
}
