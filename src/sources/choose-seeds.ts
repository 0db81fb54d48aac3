import { type ImportGraph, nearestFirst } from './import-graph.ts';
import type { Clues } from './seed-pattern.ts';

/** Files that speak of Marketo's API. */
export interface Seeds {
  /** Those that send requests or hold pieces of them: whoever imports them matters too. */
  readonly callers: readonly string[];
  /** Those that only name a setting, or are only named for Marketo, such as an icon: they matter, their importers do not. */
  readonly quiet: readonly string[];
}

/** A file that so many others import, such as a list of all integrations, ties nothing together. */
const mostImporters = 30;
/** How many imports may lie between a piece of a path and the file that says whose it is. */
const farthestTie = 2;

/** Whether a path below the analysed folder has Marketo's name in it. */
export function isNamedForMarketo(path: string): boolean {
  return /marketo|mkto/i.test(path);
}

/** Whether any file can be a seed: without one, imports need not be looked at. */
export function canHaveSeeds(clues: ReadonlyMap<string, Clues>, isNamed: (path: string) => boolean): boolean {
  let [hasSuffix, hasMention] = [false, false];
  for (const [path, { strong, suffix, setting, mention }] of clues) {
    if (strong || setting || isNamed(path)) return true;
    hasSuffix ||= suffix;
    hasMention ||= mention;
  }
  return hasSuffix && hasMention;
}

/**
 * Which files the analysis starts from. A path's end alone (`/v1/leads.json`) may be any vendor's: it counts where the
 * file, or one that it is tied to by an import or two, says "marketo".
 */
export function chooseSeeds(
  clues: ReadonlyMap<string, Clues>,
  graph: ImportGraph,
  isNamed: (path: string) => boolean,
): Seeds {
  const callers: string[] = [];
  const quiet: string[] = [];
  const says = (path: string): boolean => isNamed(path) || clues.get(path)?.mention === true;
  for (const [path, { strong, suffix, setting, sends }] of clues) {
    const isTied = (): boolean => says(path) || hasTie(path, graph, says);
    if (strong || ((isNamed(path) || setting) && sends) || (suffix && isTied())) callers.push(path);
    else if (setting || isNamed(path)) quiet.push(path);
  }
  return { callers, quiet };
}

function hasTie(path: string, graph: ImportGraph, says: (path: string) => boolean): boolean {
  const isHub = (neighbour: string): boolean => graph.importers(neighbour).length > mostImporters;
  const neighbours = (from: string): readonly string[] =>
    [...graph.imports(from), ...graph.importers(from)].filter((neighbour) => !isHub(neighbour));
  for (const { path: reached, distance } of nearestFirst([path], neighbours, farthestTie)) {
    if (distance > 0 && says(reached)) return true;
  }
  return false;
}
