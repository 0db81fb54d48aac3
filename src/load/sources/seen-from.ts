import { realpathSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { compareText } from '../../model/location.ts';
import type { PackageFolder } from '../../sources/find-services.ts';
import type { InstalledPackages } from '../../sources/installed-packages.ts';
import type { Entry, SourceProblem, SourceSet } from '../../sources/source-set.ts';
import type { Demand, OpenModule } from '../../static/contract/origin.ts';
import type { Resolve } from '../../static/contract/resolve.ts';
import type { ProgramLayout } from './program-layout.ts';

/** What was read of one program of a folder. Paths count from the home. */
export interface Program {
  readonly files: ReadonlyMap<string, string>;
  readonly seeds: readonly string[];
  readonly entries: readonly Entry[];
  readonly layout: ProgramLayout;
  readonly installed: InstalledPackages;
  readonly problems: readonly SourceProblem[];
  readonly tests: readonly string[];
  /** What manifests of other languages call their folders. */
  readonly named: readonly PackageFolder[];
  /** Modules that may be missing from `files`, and those that they import from; absent when nothing is missing. */
  readonly unread?: ReadonlySet<string> | undefined;
  readonly open?: ReadonlyMap<string, OpenModule> | undefined;
  readonly shared: readonly string[];
}

export type Widen = NonNullable<SourceSet['widen']>;

/** What is said beside the files. */
export type Sides = Pick<SourceSet, 'problems' | 'leftOut' | 'looked'> & {
  readonly widen: Widen | undefined;
  /** Whether a module can be read, and has nothing to do with Marketo as far as its words tell. From the home. */
  readonly saysNothing: (path: string) => boolean;
};

/** Up to here paths count from the home, so that configuration above the root has a path too; from here on, from `folder`. */
export function seenFrom(folder: string, home: string, program: Program | undefined, sides: Sides): SourceSet {
  const [from, top] = [slashed(realpathSync(folder)), slashed(home)];
  const shown = (path: string): string => posix.relative(from, posix.join(top, path));
  const fromHome = (path: string): string => posix.relative(top, posix.join(from, path));
  const files = program?.files ?? new Map<string, string>();
  const resolve: Resolve = (specifier, fromPath) => {
    const path = program?.layout.findModule(specifier, fromHome(fromPath));
    if (path !== undefined && program?.unread?.has(path) === true && !files.has(path))
      return { kind: 'unread', path: shown(path) };
    if (path === undefined || !files.has(path)) {
      const from = fromHome(fromPath);
      const isAside = path !== undefined && sides.saysNothing(path);
      return {
        kind: 'external',
        name: specifier,
        aside: isAside || undefined,
        own: program?.layout.isOwn(specifier, from) || undefined,
        installed: path === undefined ? program?.installed.find(specifier, from) : undefined,
      };
    }
    return { kind: path.endsWith('.json') ? 'json' : 'source', path: shown(path) };
  };
  const { widen, saysNothing: _, ...plain } = sides;
  return {
    ...plain,
    root: folder,
    files: new Map([...files].map(([path, text]) => [shown(path), text])),
    resolve,
    entries: (program?.entries ?? []).map((entry) => ({ ...entry, path: shown(entry.path) })),
    packages: (program?.layout.packages.all ?? []).map(({ folder: at, name }) => ({ folder: shown(at), name })),
    foreignPackages: (program?.named ?? []).map(({ folder: at, name }) => ({ folder: shown(at), name })),
    shared: (program?.shared ?? []).map(shown).sort(compareText),
    tests: (program?.tests ?? []).map(shown).sort(compareText),
    seeds: (program?.seeds ?? []).map(shown).sort(compareText),
    problems: sides.problems.map((problem) => ({ ...problem, file: shown(problem.file) })).sort(byFile),
    open: new Map([...(program?.open ?? [])].map(([path, module]) => [shown(path), module])),
    ...(widen && { widen: (demand) => widen(mapDemand(demand, fromHome)) }),
  };
}

function mapDemand(demand: Demand, map: (path: string) => string): Demand {
  if (demand === 'all') return demand;
  return {
    callersOf: new Map([...demand.callersOf].map(([path, names]) => [map(path), names])),
    exportsOf: new Map([...demand.exportsOf].map(([path, names]) => [map(path), names])),
    modules: new Set([...demand.modules].map(map)),
  };
}

/** An absolute path that begins with "/" on every system. */
function slashed(path: string): string {
  return `/${path.split(sep).join('/')}`;
}

function byFile(a: SourceProblem, b: SourceProblem): number {
  return compareText(a.file, b.file) || compareText(a.what, b.what);
}
