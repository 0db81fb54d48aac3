import { anyName, type ExpectNames, namesOf } from './expect-name.ts';
import type { ImportGraph } from './import-graph.ts';
import type { FindModule } from './resolve-specifier.ts';

export interface IndexInput {
  /** The files that count as importers, each once. */
  readonly importing: Iterable<string>;
  /** The import specifiers of a file, each once. */
  readonly specifiersOf: (path: string) => readonly string[];
  readonly findModule: FindModule;
  readonly expectNames: ExpectNames;
}

/**
 * The graph that `createImportGraph` makes of the same files, without following all their imports: of those in files
 * that nobody asks about, only the names are looked at.
 */
export function createIndexedGraph(input: IndexInput): ImportGraph {
  const { specifiersOf, findModule } = input;
  const known = new Map<string, readonly string[]>();
  let index: ImporterIndex | undefined;
  return {
    imports(path) {
      const found = known.get(path) ?? [
        ...new Set(specifiersOf(path).flatMap((specifier) => findModule(specifier, path) ?? [])),
      ];
      known.set(path, found);
      return found;
    },
    importers(path) {
      index ??= new ImporterIndex(input);
      return index.importersOf(path);
    },
  };
}

const last = -1;

/** Imports by the name that what they mean must have. Those of one name are followed when that name is asked for. */
class ImporterIndex {
  readonly #paths: readonly string[];
  readonly #findModule: FindModule;
  /** Of each import the importer's number, its specifier, and the place of another import of the same name. */
  readonly #importers: number[] = [];
  readonly #specifiers: string[] = [];
  readonly #others: number[] = [];
  /** The places of imports that nobody had to follow yet, one for each name. */
  readonly #waiting = new Map<string, number>();
  /** Of imports that were followed: by what they mean, the importers' numbers. */
  readonly #followed = new Map<string, number[]>();
  readonly #answers = new Map<string, readonly string[]>();

  constructor({ importing, specifiersOf, findModule, expectNames }: IndexInput) {
    this.#paths = [...importing];
    this.#findModule = findModule;
    for (const [number, path] of this.#paths.entries()) {
      const expectName = expectNames(path);
      for (const specifier of specifiersOf(path)) this.#add(expectName(specifier), number, specifier);
    }
    this.#follow(anyName);
  }

  importersOf(path: string): readonly string[] {
    const known = this.#answers.get(path);
    if (known !== undefined) return known;
    for (const name of namesOf(path)) this.#follow(name);
    const numbers = [...new Set(this.#followed.get(path))].sort((a, b) => a - b);
    const answer = numbers.map((number) => this.#paths[number] ?? '');
    this.#answers.set(path, answer);
    return answer;
  }

  #add(name: string, importer: number, specifier: string): void {
    this.#others.push(this.#waiting.get(name) ?? last);
    this.#waiting.set(name, this.#importers.length);
    this.#importers.push(importer);
    this.#specifiers.push(specifier);
  }

  #follow(name: string): void {
    for (let at = this.#waiting.get(name) ?? last; at !== last; at = this.#others[at] ?? last) {
      const importer = this.#importers[at] ?? 0;
      const target = this.#findModule(this.#specifiers[at] ?? '', this.#paths[importer] ?? '');
      if (target === undefined) continue;
      const importers = this.#followed.get(target);
      if (importers === undefined) this.#followed.set(target, [importer]);
      else importers.push(importer);
    }
    this.#waiting.delete(name);
  }
}
