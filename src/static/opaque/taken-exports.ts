import type { FrameworkFiles, FrameworkRules } from '../contract/framework-rules.ts';
import type { Place } from '../contract/place.ts';
import { isModuleOf, matchesName } from './framework-rows.ts';
import { matchesPath, withoutEnding } from './glob.ts';
import type { Told } from './told-files.ts';

/** What a module exports, and what is known of it. */
export interface Exports {
  readonly names: readonly string[];
  /** Whether it exports `false` by a name: `export const autoload = false`. */
  readonly isOff: (name: string) => boolean;
  /** Whether an index stands in its folder. */
  readonly besideIndex: boolean;
}

/**
 * Which exports a framework takes of a module that it finds by its place, or that the program tells it of, as far as
 * rules/frameworks says; `undefined` where no framework of the package speaks of that place, and any export may be
 * taken. Of a framework's rows those that it is told by count, or else the first whose place fits.
 */
export function takenExports(
  frameworks: readonly FrameworkRules[],
  { path, packages }: Place,
  exports: Exports,
  told: readonly Told[] = [],
): ((name: string) => boolean) | undefined {
  const place = withoutEnding(path);
  const rows = frameworks.flatMap((rules): readonly FrameworkFiles[] => {
    const ofCalls = told.filter((one) => one.rules === rules).map(({ row }) => row);
    if (ofCalls.length > 0 || !packages.some((name) => isModuleOf(rules, name))) return ofCalls;
    return rules.files.filter(({ paths }) => paths.some((glob) => matchesPath(glob, place))).slice(0, 1);
  });
  const used = rows.filter((row) => isUsed(row, exports, place));
  const takes = (name: string) => used.some((row) => row.exports.some((pattern) => matchesName(pattern, name)));
  // A module with nothing of what is taken is not what the rows are about.
  const isMeant =
    used.length < rows.length || rows.some((row) => row.exports.length === 0) || exports.names.some(takes);
  return rows.length > 0 && isMeant ? takes : undefined;
}

/** Whether the framework uses a module at all of which a row speaks. */
function isUsed({ off, passedOver }: FrameworkFiles, { isOff, besideIndex }: Exports, place: string): boolean {
  if (off !== undefined && isOff(off)) return false;
  return passedOver === undefined || !besideIndex || passedOver.but.some((glob) => matchesPath(glob, place));
}
