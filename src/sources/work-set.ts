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
  /** A file that imports more is a hub: it stands between modules, and what it imports is nothing of its own. */
  hub: 24,
} as const;

export interface WorkSetInput {
  readonly seeds: Seeds;
  readonly graph: ImportGraph;
  readonly leftOut: LeftOut;
  /** Bytes as far as read, or `undefined` for a file that is not to be analysed. */
  readonly sizeOf: (path: string) => number | undefined;
  /** Whether a file says anything of Marketo, or has a piece of a path: its text can decide a call by itself. */
  readonly tells: (path: string) => boolean;
}

/**
 * The files that can matter: the seeds; whoever imports them, directly or not, because that is where their arguments
 * come from; what the seeds import, directly or not, because that is where their values come from; and what their
 * callers import directly, the tables and constants of those arguments. What a registry has beside the one that leads to
 * Marketo is left out where it says nothing of it: it is opaque code then.
 */
export function selectWorkSet({ seeds, graph, leftOut, sizeOf, tells }: WorkSetInput): Set<string> {
  const isUsable = (path: string): boolean => sizeOf(path) !== undefined;
  const imports = (path: string): string[] => graph.imports(path).filter(isUsable);
  const importers = (path: string): string[] => graph.importers(path).filter(isUsable);
  const work = new Set([...seeds.callers, ...seeds.quiet].filter(isUsable));
  const seeded = [...work];
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
  add(pathsOf(nearestFirst(seeded, imports)), workLimits.dependencies, 'far-dependencies');
  const isSmall = (path: string): boolean => (sizeOf(path) ?? 0) <= workLimits.callersDependencySize;
  const isHub = (path: string): boolean => imports(path).length > workLimits.hub;
  const ofHubs = new Set(callers.filter(isHub).flatMap(imports));
  // Of the many that a hub imports, those that rest on nothing else are tables and constants.
  const isBeside = (path: string): boolean => ofHubs.has(path) && imports(path).length > 0 && !tells(path);
  const own = [
    ...callers.filter((path) => !isHub(path)).flatMap(imports),
    ...[...ofHubs].filter((path) => !isBeside(path)),
  ];
  const direct = new Set(own.filter(isSmall));
  add([...direct].sort(), workLimits.callersDependencies, 'far-dependencies');
  for (const path of ofHubs) if (!work.has(path) && isBeside(path)) leftOut.add('neighbours', path);
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
