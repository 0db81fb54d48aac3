import { Project, ts } from 'ts-morph';
import { blankMarkup, blankScripts, hasMarkup } from './blank-markup.ts';

/** The parsed files of the program by path, relative to the analysed folder. */
export interface Program {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  /** What stands around the script blocks of files that have such, by path, with the scripts blanked. */
  readonly markup: ReadonlyMap<string, string>;
  pathOf(file: ts.SourceFile): string;
  /** Files with syntax errors: what parses is read, the rest is a problem to report. */
  readonly problems: readonly { readonly file: string; readonly what: string; readonly line: number }[];
}

/**
 * The one place where ts-morph makes a project: in memory, without type libraries, without resolving anything by
 * itself. Nothing is read from disk and nothing of the program is run.
 */
export function createProgram(texts: ReadonlyMap<string, string>): Program {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noResolve: true, noLib: true, types: [], jsx: ts.JsxEmit.Preserve },
  });
  const files = new Map<string, ts.SourceFile>();
  const markup = new Map<string, string>();
  const paths = new Map<ts.SourceFile, string>();
  const problems: { file: string; what: string; line: number }[] = [];
  for (const [index, [path, text]] of [...texts].entries()) {
    // Names of the program are data, and may be anything; the project sees names of our own.
    if (hasMarkup(path)) markup.set(path, blankScripts(text));
    const code = hasMarkup(path) ? blankMarkup(text) : text;
    const file = parse(project, `/${index}${extensionFor(path)}`, code);
    if (file === undefined) {
      problems.push({ file: path, what: 'is nested too deeply to be parsed', line: 1 });
      continue;
    }
    files.set(path, file);
    paths.set(file, path);
    const problem = firstSyntaxError(file);
    if (problem !== undefined) problems.push({ file: path, ...problem });
  }
  return { files, markup, pathOf: (file) => paths.get(file) ?? '', problems };
}

/** The parser goes down by recursion: a file that nests beyond the stack is a problem of that file alone. */
function parse(project: Project, name: string, text: string): ts.SourceFile | undefined {
  try {
    return project.createSourceFile(name, text).compilerNode;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Those that TypeScript knows; how others are read follows. */
const extensions = ['.d.ts', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

function extensionFor(path: string): string {
  const known = extensions.find((extension) => path.toLowerCase().endsWith(extension));
  if (known === '.json') return '.json';
  // JavaScript in the wild holds JSX without saying so; TypeScript outside of .tsx does not.
  if (known === undefined) return /\.gs$/.test(path) ? '.js' : /\.sjs$|(?:^|\/)[^./]+$/.test(path) ? '.jsx' : '.ts';
  return known === '.js' || known === '.mjs' || known === '.cjs' ? '.jsx' : known;
}

/** Whether the parser had to guess somewhere in the file. */
export function hasSyntaxError(file: ts.SourceFile): boolean {
  return firstSyntaxError(file) !== undefined;
}

function firstSyntaxError(file: ts.SourceFile): { what: string; line: number } | undefined {
  // The parser keeps its own diagnostics; asking the program for them would bind and check everything.
  const diagnostics = (file as unknown as { parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? [];
  const serious = diagnostics.find((diagnostic) => diagnostic.code >= 1000 && diagnostic.code < 2000);
  if (serious === undefined) return undefined;
  const line = file.getLineAndCharacterOfPosition(serious.start ?? 0).line + 1;
  return { what: `does not parse from line ${line} on; what can be read of it was read`, line };
}
