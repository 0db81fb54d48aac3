import type { Seeds } from './choose-seeds.ts';
import { type ImportGraph, nearestFirst } from './import-graph.ts';
import type { LeftOut } from './left-out.ts';

/** How much is analysed together at most. Beyond, the nearest to the seeds are taken and the rest is counted. */
export const workLimits = {
  callers: 800,
  dependencies: 800,
  callersDependencies: 400,
  /** Larger dependencies of callers are data or whole libraries, not the constants that feed a wrapper. In bytes. */
  callersDependencySize: 200_000,
} as const;

export interface WorkSetInput {
  readonly seeds: Seeds;
  readonly graph: ImportGraph;
  readonly leftOut: LeftOut;
  /** Bytes as far as read, or `undefined` for a file that is not to be analysed. */
  readonly sizeOf: (path: string) => number | undefined;
}

/**
 * The files that can matter: the seeds; whoever imports them, directly or not, because that is where their arguments
 * come from; what the seeds import, directly or not, because that is where their values come from; and what their
 * callers import directly, the tables and constants of those arguments.
 */
export function selectWorkSet({ seeds, graph, leftOut, sizeOf }: WorkSetInput): Set<string> {
  const isUsable = (path: string): boolean => sizeOf(path) !== undefined;
  const imports = (path: string): string[] => graph.imports(path).filter(isUsable);
  const importers = (path: string): string[] => graph.importers(path).filter(isUsable);
  const work = new Set([...seeds.callers, ...seeds.quiet].filter(isUsable));
  const own = [...work];
  const add = (paths: Iterable<string>, most: number, reason: 'far-callers' | 'far-dependencies'): string[] => {
    const added: string[] = [];
    for (const path of paths) {
      if (work.has(path)) continue;
      if (added.length < most) added.push(path);
      else leftOut.add(reason, path);
    }
    for (const path of added) work.add(path);
    return added;
  };
  const callers = add(
    pathsOf(nearestFirst(seeds.callers.filter(isUsable), importers)),
    workLimits.callers,
    'far-callers',
  );
  add(pathsOf(nearestFirst(own, imports)), workLimits.dependencies, 'far-dependencies');
  const isSmall = (path: string): boolean => (sizeOf(path) ?? 0) <= workLimits.callersDependencySize;
  const direct = new Set(callers.flatMap(imports).filter(isSmall));
  add([...direct].sort(), workLimits.callersDependencies, 'far-dependencies');
  // What was cut from one list may have come in by another.
  for (const path of work) {
    leftOut.remove('far-callers', path);
    leftOut.remove('far-dependencies', path);
  }
  return work;
}

function* pathsOf(reached: Iterable<{ readonly path: string }>): Generator<string> {
  for (const { path } of reached) yield path;
}
