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
  readonly told: FrameworkTold;
  readonly path: WrittenPath;
  readonly from: string;
}

/**
 * The modules that the program has a framework load by the texts of their paths: `new Worker('leads', './sandbox.js')`.
 * What else names such a module may use it in another way: then it is not among them.
 * @param placed modules that nothing imports
 */
export function toldFiles(m: Machine, placed: ReadonlyMap<string, Place>): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Told[]>();
  if (placed.size === 0) return found;
  const look = new Look(m, placed);
  for (const telling of look.tellings) {
    for (const path of look.meant(telling)) found.set(path, [...(found.get(path) ?? []), telling]);
  }
  for (const path of found.keys()) if (look.isNamedElsewhere(path)) found.delete(path);
  return found;
}

class Look {
  readonly tellings: Telling[] = [];
  readonly #m: Machine;
  readonly #placed: ReadonlyMap<string, Place>;
  readonly #all: readonly string[];
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
        return toldPaths(args, told).map((path) => ({ ...telling, path }));
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

  /** The modules that a text means. Where several may be meant, only the one that it leads to from where it stands. */
  meant({ rules, told, path: { text }, from }: Telling): string[] {
    const end = endOf(text);
    if (end === undefined) return [];
    const mayBe = (path: string) => isIn(rules, this.#placed.get(path));
    if (told.folder) return this.#all.filter((path) => mayBe(path) && matchesPath(`**/${end}/**`, path));
    if (/[*{]/.test(end))
      return this.#all.filter((path) => mayBe(path) && matchesPath(`**/${end}`, withoutEnding(path)));
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
