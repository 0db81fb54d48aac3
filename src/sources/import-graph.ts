/** Who imports whom among the known files, as far as the text tells. Paths count from the home; JSON files included. */
export interface ImportGraph {
  /** What a file imports, each once. */
  imports(path: string): readonly string[];
  /** Which files import a file, tests aside. */
  importers(path: string): readonly string[];
}

/**
 * Makes the graph by following every import. The plain way, which `createIndexedGraph` has to agree with: what a file imports is asked for only when needed, who imports a file needs all files.
 * @param importing the files that count as importers
 */
export function createImportGraph(
  importing: Iterable<string>,
  importsOf: (path: string) => readonly string[],
): ImportGraph {
  const known = new Map<string, readonly string[]>();
  let reversed: ReadonlyMap<string, readonly string[]> | undefined;
  const imports = (path: string): readonly string[] => {
    const found = known.get(path) ?? importsOf(path);
    known.set(path, found);
    return found;
  };
  return {
    imports,
    importers(path) {
      reversed ??= reverse(importing, imports);
      return reversed.get(path) ?? [];
    },
  };
}

function reverse(
  importing: Iterable<string>,
  imports: (path: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const reversed = new Map<string, string[]>();
  for (const path of importing) {
    for (const target of imports(path)) {
      const importers = reversed.get(target);
      if (importers === undefined) reversed.set(target, [path]);
      else importers.push(path);
    }
  }
  return reversed;
}

/**
 * Everything that can be reached from some paths, the paths themselves first, then the nearest; within one distance
 * by path, so that a cut falls in the same place on every machine.
 * @param farthest how many steps away the last are
 */
export function* nearestFirst(
  starts: Iterable<string>,
  next: (path: string) => readonly string[],
  farthest = Number.POSITIVE_INFINITY,
): Generator<{ readonly path: string; readonly distance: number }> {
  const seen = new Set(starts);
  let level = [...seen].sort();
  for (let distance = 0; level.length > 0; distance++) {
    const following: string[] = [];
    for (const path of level) {
      yield { path, distance };
      if (distance === farthest) continue;
      for (const neighbour of next(path)) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        following.push(neighbour);
      }
    }
    level = following.sort();
  }
}
