import { ts } from 'ts-morph';
import type { FrameworkFiles, FrameworkRules, FrameworkTold } from '../contract/framework-rules.ts';
import type { Place } from '../contract/place.ts';
import type { Machine } from '../machine/machine.ts';
import { pathsIn, type WrittenPath } from '../syntax/paths-in.ts';
import { isMade, type Made } from '../syntax/result-use.ts';
import { specifiersOf } from '../syntax/units.ts';
import { writtenNames } from '../syntax/written-names.ts';
import type { Library } from '../value/value.ts';
import { isModuleOf, isNamed, isOf } from './framework-rows.ts';
import { matchesPath, withoutEnding } from './glob.ts';
import { isReadWhole } from './whole-program.ts';
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
  readonly told: FrameworkTold;
  readonly path: WrittenPath;
  readonly from: string;
}

/** What the program tells frameworks of its modules. */
export interface ToldFiles {
  readonly files: ReadonlyMap<string, readonly Told[]>;
  /**
   * Whether a program that tells a framework of all that it loads does not tell of a module.
   * @param unless names by which what tells may tell of it in another way
   */
  isUntold(rules: FrameworkRules, path: string, unless: readonly string[]): boolean;
}

/**
 * The modules that the program has a framework load by the texts of their paths: `new Worker('leads', './sandbox.js')`.
 * What else names such a module may use it in another way: then it is not among them.
 * @param placed modules that nothing imports
 */
export function toldFiles(m: Machine, placed: ReadonlyMap<string, Place>): ToldFiles {
  const files = new Map<string, Told[]>();
  if (placed.size === 0) return { files, isUntold: () => false };
  const look = new Look(m, placed);
  for (const telling of look.tellings) {
    for (const path of look.meant(telling)) files.set(path, [...(files.get(path) ?? []), telling]);
  }
  const all = new Map(files);
  for (const path of files.keys()) if (look.isNamedElsewhere(path)) files.delete(path);
  const isUntold = (rules: FrameworkRules, path: string, unless: readonly string[]) =>
    look.tellsAll(rules, unless) &&
    all.get(path)?.some((told) => told.rules === rules) !== true &&
    !look.isNamedElsewhere(path);
  return { files, isUntold };
}

class Look {
  readonly tellings: Telling[] = [];
  readonly #m: Machine;
  readonly #placed: ReadonlyMap<string, Place>;
  readonly #all: readonly string[];
  /** Calls that tell of modules in a way that is not followed. */
  readonly #unclear = new Set<FrameworkRules>();
  /** Texts that look like paths, without those of imports. */
  readonly #texts = new Map<ts.Node, string>();

  constructor(m: Machine, placed: ReadonlyMap<string, Place>) {
    this.#m = m;
    this.#placed = placed;
    this.#all = [...m.modules.files.keys()];
    for (const [path, file] of m.modules.files) this.#visit(file, path);
  }

  #visit(node: ts.Node, from: string): void {
    if (ts.isStringLiteralLike(node) && looksLikePath(node.text) && !isImport(node)) this.#texts.set(node, node.text);
    if (isMade(node)) this.tellings.push(...this.#tellingsOf(node, from));
    ts.forEachChild(node, (child) => this.#visit(child, from));
  }

  #tellingsOf(node: Made, from: string): Telling[] {
    const args = node.arguments ?? [];
    return this.#m.sinks.frameworks.flatMap((rules) =>
      rules.files.flatMap((row) => {
        const { told } = row;
        const library = told && this.#tellingLibrary(node, rules, told);
        if (told === undefined || library === undefined || told.without.some((name) => hasKey(args, name))) return [];
        const telling = { rules, row, told, library, from };
        const paths = toldPaths(args, told);
        if (paths.length === 0) this.#unclear.add(rules);
        return paths.map((path) => ({ ...telling, path }));
      }),
    );
  }

  /** What is called, or where the framework is handed to another one what that is handed. */
  #tellingLibrary(node: Made, rules: FrameworkRules, told: FrameworkTold): Library | undefined {
    const asked = told.passed ? (node.arguments ?? []) : [node.expression];
    return asked
      .filter((part) => part.kind !== ts.SyntaxKind.SuperKeyword && isShort(part))
      .map((part) => libraryNamed(this.#m, part))
      .find((library) => library !== undefined && isOf(rules, library) && isNamed(told.given, library));
  }

  /** Whether the program tells a framework of modules, and of each by a text that means one. */
  tellsAll(rules: FrameworkRules, unless: readonly string[]): boolean {
    const theirs = this.tellings.filter((telling) => telling.rules === rules);
    const isClear = theirs.every((telling) => this.#all.some((path) => this.#mayMean(telling, path)));
    if (theirs.length === 0 || this.#unclear.has(rules) || !isClear || !isReadWhole(this.#m)) return false;
    return !writtenNames(this.#usedBy(theirs.map(({ from }) => from))).hasAny(unless);
  }

  /** Files with all that they import. */
  #usedBy(from: readonly string[]): ReadonlyMap<string, ts.SourceFile> {
    const { files, resolve } = this.#m.modules;
    const found = new Map<string, ts.SourceFile>();
    const waiting = [...from];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const file = files.get(path);
      if (file === undefined || found.has(path)) continue;
      found.set(path, file);
      for (const specifier of specifiersOf(file)) {
        const used = specifier === undefined ? undefined : resolve(specifier, path);
        if (used?.kind === 'source') waiting.push(used.path);
      }
    }
    return found;
  }

  #mayMean({ path: { text } }: Telling, path: string): boolean {
    const end = endOf(text);
    return end !== undefined && `/${withoutEnding(path)}`.endsWith(`/${end}`);
  }

  /** The modules that a text means. Where several may be meant, only the one that it leads to from where it stands. */
  meant({ rules, told, path: { text }, from }: Telling): string[] {
    const end = endOf(text);
    if (end === undefined) return [];
    const mayBe = (path: string) => isIn(rules, this.#placed.get(path));
    if (told.folder) return this.#all.filter((path) => mayBe(path) && matchesPath(`**/${end}/**`, path));
    if (/[*{]/.test(end))
      return this.#all.filter((path) => mayBe(path) && matchesPath(`**/${end}`, withoutEnding(path)));
    if (!looksLikePath(text)) return [];
    const known = this.#named(end);
    const near = withoutEnding(plainPath(`${from}/../${text}`));
    const one = known.length === 1 ? known : known.filter((path) => withoutEnding(path) === near);
    return one.length === 1 ? one.filter((path) => this.#placed.has(path)) : [];
  }

  /** Files whose path ends so; those of the sources where a built program is named. */
  #named(end: string): string[] {
    const ending = (text: string) =>
      this.#all.filter((path) => `/${withoutEnding(path)}`.endsWith(`/${text}`) && !path.endsWith('.json'));
    const found = ending(end);
    return found.length > 0 ? found : ending(end.replace(/^(?:dist|build|lib|out)\//, ''));
  }

  /** Whether a text that tells no framework of it names a module as well. */
  isNamedElsewhere(path: string): boolean {
    const telling = new Set(this.tellings.flatMap((one) => one.path.parts));
    const name = `/${withoutEnding(path)}`;
    return [...this.#texts].some(([node, text]) => {
      const end = telling.has(node) ? undefined : endOf(text);
      return end !== undefined && name.endsWith(`/${end}`);
    });
  }
}

/** A glob may fit files of another package, which does not know the framework. */
function isIn(rules: FrameworkRules, place: Place | undefined): boolean {
  return place?.packages.some((name) => isModuleOf(rules, name)) === true;
}

/** A path without the folder that it counts from and what a module ends in; `undefined` where nothing of it is a name. */
function endOf(text: string): string | undefined {
  const path = plainPath(text.replace(/^file:/, '')).replace(/^(?:\.\.\/)+/, '');
  const end = withoutEnding(path);
  return /\w/.test(end.replace(/\*+/g, '')) && !end.startsWith('!') ? end : undefined;
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

function looksLikePath(text: string): boolean {
  return text.length < 300 && !/\s/.test(text) && (text.includes('/') || withoutEnding(text) !== text);
}

function isImport({ parent }: ts.Node): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent))
    return true;
  if (!ts.isCallExpression(parent)) return false;
  return parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require';
}

/** What a framework is named by is no long expression. */
function isShort(node: ts.Node): boolean {
  return node.end - node.pos < 400;
}

function toldPaths(args: readonly ts.Expression[], { argument, key }: FrameworkTold): WrittenPath[] {
  const asked = argument === undefined ? args : args.slice(argument, argument + 1);
  if (key === undefined) return asked.flatMap((arg) => pathsIn(arg));
  const named = asked.flatMap((arg) => propertiesIn(arg)).filter((node) => nameOf(node) === key);
  return named.flatMap(({ initializer }) => pathsIn(initializer));
}

function hasKey(args: readonly ts.Expression[], key: string): boolean {
  return args.flatMap((arg) => propertiesIn(arg)).some((node) => nameOf(node) === key);
}

/** The properties of the objects that are written there, those of objects inside them too. */
function propertiesIn(node: ts.Node): ts.PropertyAssignment[] {
  const found: ts.PropertyAssignment[] = ts.isPropertyAssignment(node) ? [node] : [];
  ts.forEachChild(node, (child) => {
    if (!ts.isFunctionLike(child) || ts.isArrowFunction(child)) found.push(...propertiesIn(child));
  });
  return found;
}

function nameOf({ name }: ts.PropertyAssignment): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
