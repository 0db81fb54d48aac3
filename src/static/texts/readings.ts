import { ts } from 'ts-morph';
import type { Resolve } from '../contract/resolve.ts';
import { loadsOf } from './loads.ts';
import { type Reading, readingsAt } from './reading.ts';
import { exportedName, exportsDeclaration, isImported, isNoReference, isRenamed } from './references.ts';

/** What a file does with a name: reads it, or hands it to whoever loads the file. */
interface Uses {
  readonly readings: readonly Reading[];
  readonly exportedAs: readonly string[];
}

/** Finds, by names alone, what all files of a program read of a constant, an enum or a JSON module. */
export class Readings {
  readonly #files: ReadonlyMap<string, ts.SourceFile>;
  readonly #resolve: Resolve;
  #identifiers: Map<string, ts.Identifier[]> | undefined;

  constructor(files: ReadonlyMap<string, ts.SourceFile>, resolve: Resolve) {
    this.#files = files;
    this.#resolve = resolve;
  }

  /** Every reading, or `undefined` where a use cannot be told. A name that means something else too counts as well. */
  of(declared: ts.Identifier | ts.SourceFile): readonly Reading[] | undefined {
    if (!ts.isIdentifier(declared)) return this.#ofJson(declared);
    const own = this.#usesIn(declared.getSourceFile(), declared.text, declared);
    if (own === undefined) return undefined;
    const isExported = exportsDeclaration(declared);
    const names = new Set([...own.exportedAs, ...(isExported ? [declared.text] : [])]);
    const outside = [...names].map((name) => this.#outside(name, declared.getSourceFile()));
    return outside.includes(undefined)
      ? undefined
      : [...own.readings, ...outside.flatMap((readings) => readings ?? [])];
  }

  #usesIn(file: ts.SourceFile, name: string, declared: ts.Node): Uses | undefined {
    const readings: Reading[] = [];
    const exportedAs: string[] = [];
    for (const node of this.#named(name)) {
      if (node === declared || node.getSourceFile() !== file || isNoReference(node)) continue;
      const exported = exportedName(node);
      if (exported === 'default') return undefined;
      if (exported !== undefined) exportedAs.push(exported);
      else readings.push(...readingsAt(node));
    }
    return { readings, exportedAs };
  }

  /** What other files read of a name that one exports: they import it by that name, or take it from the module. */
  #outside(name: string, home: ts.SourceFile): Reading[] | undefined {
    const nodes = this.#named(name).filter((node) => node.getSourceFile() !== home);
    const importing = new Set(nodes.filter(isImported).map((node) => node.getSourceFile()));
    const readings: Reading[] = [];
    for (const node of nodes) {
      const { parent } = node;
      if (isRenamed(node)) return undefined;
      if (isImported(node) || ts.isExportSpecifier(parent)) continue;
      if (ts.isPropertyAccessExpression(parent) && parent.name === node) readings.push(...readingsAt(parent));
      else if (importing.has(node.getSourceFile()) && !isNoReference(node)) readings.push(...readingsAt(node));
    }
    return readings;
  }

  #ofJson(json: ts.SourceFile): readonly Reading[] | undefined {
    const all: Reading[] = [];
    for (const [path, file] of this.#files) {
      for (const load of loadsOf(file)) {
        const target = this.#resolve(load.specifier, path);
        if (target.kind !== 'json' || this.#files.get(target.path) !== json) continue;
        const found = this.#readingsOfLoad(load.node, file);
        if (found === undefined) return undefined;
        all.push(...found);
      }
    }
    return all;
  }

  #readingsOfLoad(load: ts.Node, file: ts.SourceFile): readonly Reading[] | undefined {
    if (ts.isCallExpression(load)) {
      const { parent } = load;
      const isNamed = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
      if (!isNamed) return load.expression.kind === ts.SyntaxKind.ImportKeyword ? undefined : readingsAt(load);
      return this.#usesIn(file, parent.name.getText(), parent.name)?.readings;
    }
    const clause = ts.isImportDeclaration(load) ? load.importClause : undefined;
    if (clause?.name === undefined || clause.namedBindings !== undefined) return undefined;
    return this.#usesIn(file, clause.name.text, clause.name)?.readings;
  }

  #named(name: string): readonly ts.Identifier[] {
    this.#identifiers ??= indexOf(this.#files.values());
    return this.#identifiers.get(name) ?? [];
  }
}

function indexOf(files: Iterable<ts.SourceFile>): Map<string, ts.Identifier[]> {
  const index = new Map<string, ts.Identifier[]>();
  const open: ts.Node[] = [...files];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isIdentifier(node)) {
      const known = index.get(node.text);
      if (known === undefined) index.set(node.text, [node]);
      else known.push(node);
    }
    ts.forEachChild(node, (child) => void open.push(child));
  }
  return index;
}
