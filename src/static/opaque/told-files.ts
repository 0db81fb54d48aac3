import { ts } from 'ts-morph';
import type { FrameworkFiles, FrameworkRules, FrameworkTold } from '../contract/framework-rules.ts';
import type { Place } from '../contract/place.ts';
import type { Machine } from '../machine/machine.ts';
import { pathsIn, type WrittenPath } from '../syntax/paths-in.ts';
import { isMade, type Made } from '../syntax/result-use.ts';
import type { Library } from '../value/value.ts';
import { isModuleOf, isNamed, isOf } from './framework-rows.ts';
import { matchesPath, withoutEnding } from './glob.ts';
import { libraryNamed } from './written-library.ts';

/** That the program tells a framework of a module, by the text of its path. */
export interface Told {
  readonly rules: FrameworkRules;
  readonly row: FrameworkFiles;
  /** The call that tells it. */
  readonly library: Library;
}

/** A text that tells of modules, and where it stands. */
interface Telling extends Told {
  readonly path: WrittenPath;
  readonly from: string;
}

/**
 * The modules that the program has a framework load by the texts of their paths: `new Worker('leads', './sandbox.js')`.
 * What else may name such a module may use it in another way: then it is not among them.
 * @param placed modules that nothing imports
 */
export function toldFiles(m: Machine, placed: ReadonlyMap<string, Place>): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Told[]>();
  if (placed.size === 0) return found;
  const look = new Look(m);
  for (const telling of look.tellings) {
    for (const path of meant(telling, placed)) found.set(path, [...(found.get(path) ?? []), telling]);
  }
  for (const path of found.keys()) if (look.isNamedElsewhere(path)) found.delete(path);
  return found;
}

class Look {
  readonly tellings: Telling[] = [];
  readonly #m: Machine;
  /** Texts, and parts of texts, without those of imports. */
  readonly #texts = new Map<ts.Node, string>();

  constructor(m: Machine) {
    this.#m = m;
    for (const [path, file] of m.modules.files) this.#visit(file, path);
  }

  #visit(node: ts.Node, from: string): void {
    if (isText(node) && !isImport(node)) this.#texts.set(node, node.text);
    if (isMade(node)) this.tellings.push(...this.#tellingsOf(node, from));
    ts.forEachChild(node, (child) => this.#visit(child, from));
  }

  #tellingsOf(node: Made, from: string): Telling[] {
    // What a framework is named by is no long expression.
    if (node.expression.end - node.expression.pos > 400) return [];
    return this.#m.sinks.frameworks.flatMap((rules) =>
      rules.files.flatMap((row) => {
        const { told } = row;
        const library = told && libraryNamed(this.#m, node.expression);
        if (library === undefined || !isOf(rules, library) || !isNamed(told?.given ?? [], library)) return [];
        return toldPaths(node.arguments ?? [], told).map((path) => ({ rules, row, library, from, path }));
      }),
    );
  }

  /** Whether a text that tells no framework of it may name a module as well, or its folder: `jobs/*.js`, `sync.run`. */
  isNamedElsewhere(path: string): boolean {
    const telling = new Set(this.tellings.flatMap((one) => one.path.parts));
    const [name = '', folder = name] = withoutEnding(path).split('/').reverse();
    return [...this.#texts].some(([node, text]) => !telling.has(node) && mayName(text, path, [name, folder]));
  }
}

/** The modules that a text means. Where a path may mean several, none. */
function meant({ rules, path: { text }, from }: Telling, placed: ReadonlyMap<string, Place>): string[] {
  const globs = pathsFrom(from, text);
  const fitting = [...placed].filter(([path]) => globs.some((glob) => matchesPath(glob, withoutEnding(path))));
  if (!isGlob(text)) return fitting.length === 1 ? fitting.map(([path]) => path) : [];
  // A glob may fit files of another package, which does not know the framework.
  return fitting.filter(([, { packages }]) => packages.some((name) => isModuleOf(rules, name))).map(([path]) => path);
}

/** What folders of built programs are called, and that of their sources. */
const builtFolder = /^(?:dist|build|lib|out)\//;

/** What a path may be, as it counts from a folder around the file that names it, or from the folder of what was built. */
function pathsFrom(from: string, text: string): string[] {
  const end = withoutEnding(plainPath(text.replace(/^file:/, '')).replace(/^(?:\.\.\/)+/, ''));
  if (!/\w/.test(end.replace(/\*+/g, ''))) return [];
  const source = end.replace(builtFolder, '');
  const ends = new Set([end, ...(source === end ? [] : [source, `src/${source}`])]);
  const folders = from.split('/').slice(0, -1);
  return [...folders, ''].flatMap((_, index) =>
    [...ends].map((path) => [...folders.slice(0, folders.length - index), path].join('/')),
  );
}

/** A path without what leads nowhere; what it begins with to go up stays. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Whether a text is about a module or its folder: as a path, a part of one, a glob, or as `sync.run` and `jobs/sync.run`. */
function mayName(text: string, path: string, names: readonly string[]): boolean {
  if (isGlob(text) && !/\s/.test(text)) {
    const glob = withoutEnding(plainPath(text).replace(/^(?:\.\.\/)+/, ''));
    return text.startsWith('*.') || matchesPath(`**/${glob}`, withoutEnding(path));
  }
  return names.some((name) => {
    const quoted = name.replace(/[^\w]/g, '\\$&');
    return new RegExp(`^${quoted}$|(?<![\\w$-])${quoted}[./]|/${quoted}(?![\\w$-])`).test(text);
  });
}

function isGlob(text: string): boolean {
  return /[*{]/.test(text);
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

function isImport({ parent }: ts.Node): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent))
    return true;
  if (!ts.isCallExpression(parent)) return false;
  return parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require';
}

function toldPaths(args: readonly ts.Expression[], told: FrameworkTold | undefined): WrittenPath[] {
  const asked = told?.argument === undefined ? args : args.slice(told.argument, told.argument + 1);
  if (told?.key === undefined) return asked.flatMap((arg) => pathsIn(arg));
  return asked.flatMap((arg) => valuesOf(arg, told.key ?? '')).flatMap((value) => pathsIn(value));
}

/** What the objects that are written there hold under a name, those of objects inside them too. */
function valuesOf(node: ts.Node, key: string): ts.Expression[] {
  const found: ts.Expression[] = [];
  if (ts.isPropertyAssignment(node) && (ts.isIdentifier(node.name) || ts.isStringLiteralLike(node.name))) {
    if (node.name.text === key) found.push(node.initializer);
  }
  ts.forEachChild(node, (child) => {
    if (!ts.isFunctionLike(child) || ts.isArrowFunction(child)) found.push(...valuesOf(child, key));
  });
  return found;
}
