import { languageOf, leftOutFolders as leftOutOfLanguages } from '../languages/registry.ts';
import type { LeftOutReason } from './left-out.ts';
import { folderOf, nameOf } from './paths.ts';

/** What a listed file is, judged by its path alone. */
export type PathClass =
  | { readonly kind: 'source' }
  | { readonly kind: 'json' }
  /** A source file that takes part only where something else imports it. */
  | { readonly kind: 'test' }
  /** `path` is the folder or file that counts as left out. */
  | { readonly kind: 'left-out'; readonly reason: LeftOutReason; readonly path: string }
  | { readonly kind: 'other' };

const sourceExtension = /^\.(?:[mc]?[jt]sx?|sjs|vue|svelte|astro|gs)$/;

/** Whether a file is source code, by its name: of JavaScript's family, or of a language that has a front end. */
export function isSourceName(name: string): boolean {
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase();
  return sourceExtension.test(extension) || languageOf(name) !== undefined;
}

const declarationFile = /\.d\.(?:[mc]?ts|[^.]+\.ts)$/;
const minifiedFile = /[.-]min\.[mc]?js$/;

/** Folders by the names that package managers and build tools give them. */
const leftOutFolders: ReadonlyMap<string, LeftOutReason> = new Map([
  ...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store'].map(reasoned('dependencies')),
  ...['dist', 'build', 'out', 'vendor', 'coverage', '__generated__'].map(reasoned('build-output')),
  ...leftOutOfLanguages.map(reasoned('dependencies')),
  ...['.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.vercel', '.serverless'].map(reasoned('build-output')),
]);

function reasoned(reason: LeftOutReason): (name: string) => readonly [string, LeftOutReason] {
  return (name) => [name, reason];
}

const testFolder = /^(?:__tests__|__mocks__|__fixtures__|tests?|e2e|cypress|fixtures|mocks)$/;
const testFile = /\.(?:test|spec|stories|story|mock|cy)\.[a-z]+$/;

/** Whether the name of a file stands for a test. */
function isTestFile(name: string): boolean {
  return testFile.test(name) || languageOf(name)?.testFile.test(name) === true;
}

/** Whether a path has a folder or file name that stands for tests or mocks. */
export function isTestPath(path: string): boolean {
  return isTestFile(nameOf(path)) || path.split('/').some((segment) => testFolder.test(segment));
}

/** Whether only the name of the file stands for a test: it lies among modules of the program. */
export function isTestAmongModules(path: string): boolean {
  return (
    isTestFile(nameOf(path)) &&
    !folderOf(path)
      .split('/')
      .some((segment) => testFolder.test(segment))
  );
}

/** The nearest enclosing folder that is left out as a whole, e.g. "web/node_modules". */
export function leftOutFolder(path: string): { readonly path: string; readonly reason: LeftOutReason } | undefined {
  for (let start = 0, end = path.indexOf('/'); end >= 0; start = end + 1, end = path.indexOf('/', start)) {
    const name = path.slice(start, end);
    const reason = leftOutFolders.get(name);
    if (reason !== undefined) return { path: path.slice(0, end), reason };
  }
  return undefined;
}

/** The folder that is left out for files of one language, where this is such a file. */
function leftOutOfLanguage(path: string): ReturnType<typeof leftOutFolder> {
  const own = languageOf(path)?.ownLeftOutFolders;
  if (own === undefined) return undefined;
  const folders = folderOf(path).split('/');
  const index = folders.findIndex((name) => own.includes(name));
  return index < 0 ? undefined : { path: folders.slice(0, index + 1).join('/'), reason: 'build-output' };
}

/** Whether a file may be a command without an extension: `bin/sync`, but not `LICENSE`, and nothing that is left out. */
export function isWithoutExtension(path: string): boolean {
  return /^[a-z][\w-]*$/.test(nameOf(path)) && leftOutFolder(path) === undefined;
}

/** Says what a file below an analysed folder is, by its path from there. */
export type ClassifyPath = (path: string) => PathClass;

/**
 * What a file below an analysed folder is.
 * @param path relative to that folder: what a reader names explicitly is never left out for its own folder's name
 */
export function classifyPath(path: string, options: { readonly includeTests: boolean }): PathClass {
  return createClassifyPath(options)(path);
}

/** The same for many paths. A folder is judged once where its files come one after another. */
export function createClassifyPath({ includeTests }: { readonly includeTests: boolean }): ClassifyPath {
  let folder = judge('');
  return (path) => {
    const name = nameOf(path);
    const extension = name.slice(name.lastIndexOf('.'));
    const isJson = extension === '.json';
    if (!isJson && !sourceExtension.test(extension) && languageOf(name) === undefined) return { kind: 'other' };
    const around = folderOf(path);
    if (around !== folder.path) folder = judge(around);
    const leftOut = folder.leftOut ?? leftOutOfLanguage(path);
    if (leftOut !== undefined) return { kind: 'left-out', ...leftOut };
    if (isJson) return { kind: 'json' };
    if (declarationFile.test(name)) return { kind: 'left-out', reason: 'declarations', path };
    if (minifiedFile.test(name)) return { kind: 'left-out', reason: 'minified', path };
    return { kind: !includeTests && (folder.isTest || isTestFile(name)) ? 'test' : 'source' };
  };
}

interface JudgedFolder {
  readonly path: string;
  readonly leftOut: ReturnType<typeof leftOutFolder>;
  readonly isTest: boolean;
}

function judge(path: string): JudgedFolder {
  return { path, leftOut: leftOutFolder(`${path}/`), isTest: path.split('/').some((name) => testFolder.test(name)) };
}
