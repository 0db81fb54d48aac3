import { ts } from 'ts-morph';
import type { FrameworkRules, FrameworkServer } from '../contract/framework-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { exportedNames, isAssignment, isTypeOnly, rootsOf, specifiersOf, unitsOf } from '../syntax/units.ts';
import { writtenNames } from '../syntax/written-names.ts';
import { isNamed, isOf, matchesName } from './framework-rows.ts';
import { withoutEnding } from './glob.ts';
import { libraryNamed } from './written-library.ts';

const known = new WeakMap<Machine, Map<FrameworkRules, FrameworkServer | undefined>>();

/**
 * What rules/frameworks says of a framework whose components a server alone renders, each time anew and as a text:
 * then no effect runs and no handler is called. `undefined` where anything else may render one of them.
 */
export function servedOnly(m: Machine, rules: FrameworkRules): FrameworkServer | undefined {
  const { server } = rules;
  if (server === undefined) return undefined;
  const proofs = known.get(m) ?? new Map<FrameworkRules, FrameworkServer | undefined>();
  known.set(m, proofs);
  if (!proofs.has(rules)) proofs.set(rules, new Proof(m, rules, server).holds() ? server : undefined);
  return proofs.get(rules);
}

/**
 * That nothing of a program renders in a page, from all of its files: every module from outside that it imports is known
 * to render nothing or as a server does, and no component gets out of the program. One gets out where an entry exports
 * it, or anything that is made of it elsewhere than in what a server renders. Whatever is not plain disproves it.
 */
class Proof {
  readonly #m: Machine;
  readonly #rules: FrameworkRules;
  readonly #server: FrameworkServer;
  readonly #files: ReadonlyMap<string, ts.SourceFile>;
  /** Names of each file that are components or made of them; and what it exports of them. */
  readonly #parts = new Map<string, Set<string>>();
  readonly #exported = new Map<string, Set<string>>();

  constructor(m: Machine, rules: FrameworkRules, server: FrameworkServer) {
    this.#m = m;
    this.#rules = rules;
    this.#server = server;
    this.#files = m.modules.files;
  }

  holds(): boolean {
    const { entries } = this.#m.modules;
    if (this.#m.unread !== undefined || entries === undefined) return false;
    const sources = [...this.#files].filter(([path]) => !path.endsWith('.json'));
    if (!sources.every(([path]) => /\.[cm]?[jt]sx?$/.test(path) || this.#isMarkup(path))) return false;
    if (writtenNames(this.#files).hasAny(this.#server.client)) return false;
    const modules = sources.map(([path, file]) => this.#modulesOf(path, file));
    if (!modules.flat().some((name) => name !== undefined && this.#isServer(name))) return false;
    if (!modules.flat().every((name) => name !== undefined && this.#isHarmless(name))) return false;
    for (const [path] of sources) if (this.#isMarkup(path)) this.#exported.set(path, new Set(['*']));
    for (let isNew = true; isNew; ) isNew = sources.some(([path, file]) => this.#learn(path, file));
    const parts = [...this.#exported].flatMap(([path, names]) => (names.size > 0 ? [path] : []));
    return parts.every((path) => !entries.includes(path) && !this.#isNamed(path));
  }

  /** Whether a text is the path of a module, so that a bundler may begin there. */
  #isNamed(path: string): boolean {
    const name = `/${withoutEnding(path)}`;
    return [...this.#files.values()].some((file) =>
      pathTexts(file).some((text) => name.endsWith(`/${withoutEnding(text).replace(/^(?:\.{0,2}\/)+/, '')}`)),
    );
  }

  /** The modules from outside that a file loads; `undefined` for one of which nobody knows which. */
  #modulesOf(path: string, file: ts.SourceFile): (string | undefined)[] {
    return specifiersOf(file).flatMap((specifier) => {
      if (specifier === undefined) return [undefined];
      const found = this.#m.modules.resolve(specifier, path);
      if (found.kind === 'source' || found.kind === 'json') return [];
      // A module of the program that was not read may do anything.
      return found.kind === 'external' && found.aside !== true ? [specifier] : [undefined];
    });
  }

  /** A file that is a component itself. */
  #isMarkup(path: string): boolean {
    return this.#server.markup.some((ending) => path.endsWith(ending));
  }

  #isServer(module: string): boolean {
    return this.#server.modules.some((pattern) => matchesName(pattern, module));
  }

  #isHarmless(module: string): boolean {
    const { modules, neutral } = this.#server;
    const isTheirs = [...modules, ...neutral].some((pattern) => matchesName(pattern, module));
    return isTheirs || isOfNode(module) || this.#m.sinks.isDescribed(module) || /\.(?:css|scss|svg|png)$/.test(module);
  }

  /** Finds what of a file is a component or made of one, as far as is known by now. Says whether that is more. */
  #learn(path: string, file: ts.SourceFile): boolean {
    const parts = this.#parts.get(path) ?? new Set<string>();
    const exported = this.#exported.get(path) ?? new Set<string>();
    this.#parts.set(path, parts);
    this.#exported.set(path, exported);
    const before = parts.size + exported.size;
    const units = unitsOf(file);
    const topLevel = new Set(
      units.flatMap(({ declares, from }) => [...declares, ...(from?.names ?? []).map(([name]) => name)]),
    );
    for (const unit of units) {
      if (unit.from !== undefined) {
        for (const [name, theirs] of unit.from.names)
          if (this.#exports(path, unit.from.module, theirs)) parts.add(name);
        if (unit.isReexport && unit.from.names.some(([, theirs]) => this.#exports(path, unit.from?.module, theirs)))
          exported.add('*');
      } else if (this.#isPart(unit.node, path, parts)) {
        const keepers = this.#keepers(unit.node, path, parts).filter((name) => topLevel.has(name));
        for (const name of [...unit.declares, ...keepers]) parts.add(name);
        for (const name of unit.exports) exported.add(name);
      }
    }
    for (const [name, local] of exportedNames(file)) if (parts.has(local)) exported.add(name);
    return parts.size + exported.size > before;
  }

  /** Whether a module of the program exports a component, by a name; `*` for any. */
  #exports(from: string, specifier: string | undefined, name: string): boolean {
    const found = specifier === undefined ? undefined : this.#m.modules.resolve(specifier, from);
    const exported = found?.kind === 'source' ? this.#exported.get(found.path) : undefined;
    if (exported === undefined || exported.size === 0) return false;
    return name === '*' || exported.has(name) || exported.has('*');
  }

  #isPart(node: ts.Node, path: string, parts: ReadonlySet<string>): boolean {
    const visit = (at: ts.Node): boolean => {
      if (isTypeOnly(at)) return false;
      if (isMarkup(at)) return true;
      if (ts.isIdentifier(at)) return parts.has(at.text) && !isMemberName(at);
      if (!ts.isCallExpression(at)) return ts.forEachChild(at, visit) === true;
      const loaded = at.arguments[0];
      const isLoad = at.expression.kind === ts.SyntaxKind.ImportKeyword || at.expression.getText() === 'require';
      if (isLoad && loaded !== undefined && ts.isStringLiteralLike(loaded))
        return this.#exports(path, loaded.text, '*');
      const library = libraryNamed(this.#m, at.expression);
      if (library !== undefined && this.#isServer(library.module)) return false;
      if (library !== undefined && isOf(this.#rules, library) && this.#makesPart(library)) return true;
      return ts.forEachChild(at, visit) === true;
    };
    return visit(node);
  }

  /** What gets hold of a part in a statement: what it is assigned to, and what has a method that is given it. */
  #keepers(node: ts.Node, path: string, parts: ReadonlySet<string>): string[] {
    const found: string[] = [];
    const visit = (at: ts.Node): void => {
      if (isAssignment(at) && this.#isPart(at.right, path, parts)) found.push(...rootsOf(at.left));
      if (ts.isCallExpression(at)) {
        const given = at.arguments.filter((arg) => !ts.isFunctionLike(arg));
        if (given.some((arg) => this.#isPart(arg, path, parts)))
          found.push(...[at.expression, ...given].flatMap((part) => rootsOf(part)));
      }
      ts.forEachChild(at, visit);
    };
    visit(node);
    return found;
  }

  #makesPart(library: { readonly module: string; readonly path: string }): boolean {
    const { elements, calls } = this.#server;
    return isNamed(elements, library) || calls.some(({ given }) => isNamed(given, library));
  }
}

const texts = new WeakMap<ts.SourceFile, readonly string[]>();

/** The texts of a file that may be the path of a module, but for those of what it loads. */
function pathTexts(file: ts.SourceFile): readonly string[] {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const loaded = new Set(specifiersOf(file));
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && !loaded.has(node.text) && withoutEnding(node.text) !== node.text)
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  texts.set(file, found);
  return found;
}

function isMarkup(node: ts.Node): boolean {
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

const nodeModules = new Set(
  `assert async_hooks buffer child_process cluster crypto dns events fs http http2 https module net os path process
  querystring readline stream string_decoder timers tls url util v8 vm worker_threads zlib`.split(/\s+/),
);

function isOfNode(module: string): boolean {
  return module.startsWith('node:') || nodeModules.has(module.split('/')[0] ?? '');
}
